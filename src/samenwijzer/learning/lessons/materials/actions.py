"""Adding files to an activity, and taking them away."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.documents import document
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.kept_files import throw_away_unused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.materials.models import Material
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.network.access.viewer import Viewer

MOST = 6
LONGEST_NAME = 120


@transaction.atomic
def add_material(*, activity: int, files: Sequence[tuple[str, bytes]], by: Viewer) -> list[Material]:
    """Put files (name, content) with an activity of a plan of ``by``; the same content stands there once.

    Refused: more than :data:`MOST`, too large, another kind than a PDF, a picture or a recording.
    """
    found = Activity.objects.filter(pk=activity).first()
    work = check_plan(by, found.unit_of_work_id if found else 0, writing=True)
    if Material.objects.filter(activity=found).count() + len(files) > MOST:
        raise Refused(_("At most %(count)s files go with one activity.") % {"count": MOST})
    added = []
    for name, data in files:
        safe = document(data)
        values = {"name": shown_name(name), "kind": safe.kind, "content_type": safe.content_type}
        one, is_new = Material.objects.get_or_create(
            activity=found,
            digest=vault.put(safe.content),
            defaults=values | {"size": len(safe.content), "added_by_id": by.person_id},
        )
        added += [one] if is_new else []
    if added:
        record(
            verb="add material", on=Reference("lessons.unit_of_work", str(work.pk)), by=by.person_id, count=len(added)
        )
    return added


@transaction.atomic
def drop_material(*, material: int, by: Viewer) -> Activity:
    """Take a file away from its activity, and the file itself where nothing else holds it."""
    found = Material.objects.select_related("activity").filter(pk=material).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    work = check_plan(by, found.activity.unit_of_work_id, writing=True)
    found.delete()
    record(verb="drop material", on=Reference("lessons.unit_of_work", str(work.pk)), by=by.person_id)
    transaction.on_commit(lambda: throw_away_unused([found.digest]))
    return found.activity


def shown_name(name: str) -> str:
    """Return the name of a file without its folder, its ending and what cannot be printed."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    words = "".join(letter if letter.isprintable() else " " for letter in stem).split()
    return " ".join(words)[:LONGEST_NAME] or _("material")
