"""Who writes, reads, signs and answers a document of a unit: stated here, over ``practice/curriculum/rules``.

Who leads a unit writes its plans, who works in a team writes what that team makes. It is read by who works in the unit
or below it, and by who answers for the school a team stands in. Above the unit one reads what was shared, as long as it
is: the versions that hold, never what is being written, and no names.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import ABOVE_SCHOOL, check_knows_unit, whole_school_functions
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import can_plan
from samenwijzer.practice.documents.models import Document, Sharing, Version
from samenwijzer.practice.documents.pack import Template, Writers, template_of

LONGEST_PASSAGE = 20_000
PARTNER = "partner"


def _working(viewer: Viewer) -> list[tuple[int, str]]:
    """Return the units ``viewer`` works in, as id and path; what was lent to look along is none.

    Who is of a partner works with the school under which it stands, and not in it: there it has only its own unit.
    """
    working = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    return [(one.unit_id, f"/{one.unit_id}/" if one.unit_kind == PARTNER else one.unit_path) for one in working]


def leads(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` leads ``unit``: answers for the whole school it is or stands in, or leads the level above."""
    return can_plan(viewer, unit)


def works_at(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` works in ``unit`` or below it; no query."""
    return any(path.startswith(unit.path) for _id, path in _working(viewer))


def writes(viewer: Viewer, unit: Unit, template: Template) -> bool:
    """Whether ``viewer`` writes documents of this template for ``unit``; no query."""
    if template.writers == Writers.LEADERS:
        return leads(viewer, unit)
    return leads(viewer, unit) or unit.pk in {id for id, _path in _working(viewer)}


def can_sign(viewer: Viewer, unit: Unit, template: Template) -> bool:
    """Whether ``viewer`` can stand behind a version: who leads the unit, or everybody who works in it or below."""
    return leads(viewer, unit) or (template.signers == Writers.TEAM and works_at(viewer, unit))


def running(on: date) -> Q:
    """Return the condition that a sharing still holds on a day."""
    return Q(ended_at=None) & (Q(closes=None) | Q(closes__gte=on))


def shared_documents(viewer: Viewer) -> QuerySet[Document]:
    """Return the documents shared with a unit that ``viewer`` works in itself."""
    units = [id for id, _path in _working(viewer)]
    shared = Sharing.objects.filter(running(viewer.on), unit__in=units)
    return Document.objects.filter(pk__in=shared.values("document"))


def visible_documents(viewer: Viewer) -> QuerySet[Document]:
    """Return the documents ``viewer`` may know of: of the units it works in or below, and those shared with it."""
    above = {int(part) for _id, path in _working(viewer) for part in path.split("/") if part}
    condition = Q(unit__in=above)
    for one in whole_school_functions(viewer):
        condition |= Q(unit__path__startswith=one.unit_path)
    return Document.objects.filter(condition | Q(pk__in=shared_documents(viewer).values("pk")))


def reads_from_inside(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` reads all of a document of ``unit``, not only what was shared."""
    return works_at(viewer, unit) or (unit.kind not in ABOVE_SCHOOL and leads(viewer, unit))


def check_reads(viewer: Viewer, document: int) -> Document:
    """Return the document when ``viewer`` may read something of it."""
    found = visible_documents(viewer).filter(pk=document).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_writes(viewer: Viewer, document: int) -> tuple[Document, Template]:
    """Return the document and its template when ``viewer`` writes it."""
    found = check_reads(viewer, document)
    template = template_of(found.template)
    if not writes(viewer, found.unit, template):
        raise NotVisible(_("There is nothing here for you."))
    return found, template


def check_can_start(viewer: Viewer, unit: int, template: str) -> tuple[Unit, Template]:
    """Return unit and template when ``viewer`` can start such a document there."""
    found, form = check_knows_unit(viewer, unit), template_of(template)
    if found.kind not in form.at or not writes(viewer, found, form):
        raise NotVisible(_("There is nothing here for you."))
    return found, form


def visible_versions(viewer: Viewer, document: Document) -> QuerySet[Version]:
    """Return the versions of ``document`` that ``viewer`` reads; from outside only those that hold."""
    rows = Version.objects.filter(document=document)
    return rows if reads_from_inside(viewer, document.unit) else rows.filter(is_draft=False)


def check_version(viewer: Viewer, document: int, number: int) -> tuple[Document, Version]:
    """Return a document and one of its versions when ``viewer`` reads it."""
    found = check_reads(viewer, document)
    version = visible_versions(viewer, found).filter(number=number).first()
    if version is None:
        raise NotVisible(_("There is nothing here for you."))
    return found, version


def shared_parts(viewer: Viewer, document: Document) -> frozenset[str] | None:
    """Return the keys of the parts that ``viewer`` reads of ``document``; ``None``: all of them."""
    if reads_from_inside(viewer, document.unit):
        return None
    units = [id for id, _path in _working(viewer)]
    rows = list(document.sharings.filter(running(viewer.on), unit__in=units).values_list("parts", flat=True))
    return None if any(not parts for parts in rows) else frozenset(key for parts in rows for key in parts)


def check_text(text: str, longest: int) -> str:
    """Return ``text`` without space around it; refused when it is empty or too long."""
    words = text.strip()
    if not words:
        raise Refused(_("Write something first."))
    if len(words) > longest:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": longest})
    return words
