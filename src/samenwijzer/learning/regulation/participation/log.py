"""The log of how a learner took part: ways of the pack, verbs and reads."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.participation.models import Participation, Remark
from samenwijzer.network.access.rules import check_sees_learner, writable_learners
from samenwijzer.network.access.viewer import Viewer

SHOWN = 20


class Way(PackModel):
    """One way of taking part."""

    key: str
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Ways(PackModel):
    """Everything ``learning/participation.yaml`` says."""

    ways: Annotated[tuple[Way, ...], Field(min_length=2)]


@cache
def ways(folder: Path | None = None) -> Ways:
    """Return the ways of the pack."""
    return load((folder or settings.PACK) / "learning" / "participation.yaml", Ways)


@transaction.atomic
def log(*, way: str, words: str = "", by: Viewer) -> Participation:
    """Keep how learner ``by`` took part today."""
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    if way not in {one.key for one in ways().ways}:
        raise Refused(_("Choose how you took part."))
    made = Participation.objects.create(learner_id=by.person_id, on=by.on, way=way, words=words.strip()[:300])
    record(verb="log participation", on=Reference("participation.participation", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def remark(*, participation: int, words: str, by: Viewer) -> Remark:
    """Say something to what a learner logged."""
    found = Participation.objects.filter(pk=participation, learner__in=writable_learners(by)).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if not words.strip():
        raise Refused(_("Write a few words."))
    made = Remark.objects.create(participation=found, words=words.strip()[:300], by_id=by.person_id)
    record(verb="remark on participation", on=Reference("participation.remark", str(made.pk)), by=by.person_id)
    return made


def logged(*, viewer: Viewer, learner: int) -> list[tuple[Participation, str]]:
    """Return what ``learner`` logged, newest first, each with its way in words, for itself and who guides it."""
    check_sees_learner(viewer, learner)
    names = {one.key: one.name for one in ways().ways}
    rows = Participation.objects.filter(learner=learner).prefetch_related("remarks__by")
    return [(row, names.get(row.way, row.way)) for row in rows[:SHOWN]]
