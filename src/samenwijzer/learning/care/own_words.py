"""The learner and the guardians in care: what they read of it, what works in their own words, preparing a talk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.facts import Facts, Said, standing
from samenwijzer.learning.care.models import CareTrack, Fact
from samenwijzer.learning.care.pack import talks
from samenwijzer.learning.care.rules import check_words
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.rules import check_acts_for

#: Marks a fact that the learner or a guardian said itself.
OWN = "own"
GUARDIAN, LEARNER = "guardian", "learner"


def _held_on(said: Said) -> date:
    """Return the day of a talk: the one that was noted, else the one it was written down on."""
    return said.fact.on or timezone.localdate(said.fact.at)


@dataclass(frozen=True)
class OwnCare:
    """The care file as the learner and the guardians read it; ``track`` is ``None`` where there is none."""

    learner: Person
    track: CareTrack | None
    facts: Facts

    @property
    def talks(self) -> list[Said]:
        """The talks, the newest first."""
        return sorted(self.facts.of(Fact.Kind.TALK), key=_held_on, reverse=True)


def own_care(*, viewer: Viewer, person: int) -> OwnCare:
    """Return the care file of the viewer, or of a child the viewer acts for; never what is protected."""
    learner = check_acts_for(viewer, person)
    track = CareTrack.objects.filter(learner=learner, protected=False).first()
    rows = track.facts.select_related("by", "goal") if track else Fact.objects.none()
    return OwnCare(learner, track, standing(list(rows)))


def has_care(*, person: int) -> bool:
    """Whether there is a care file that ``person`` may read."""
    return CareTrack.objects.filter(learner=person, protected=False).exists()


@transaction.atomic
def say_what_works(*, person: int, text: str, by: Viewer) -> Fact:
    """Let the learner, or a guardian, say what works in its own words, in the care file that is there."""
    found = own_care(viewer=by, person=person)
    return _said(_track(found), Fact.Kind.WORKS, OWN, check_words(text), None, person, by)


@transaction.atomic
def prepare_talk(*, person: int, talk: UUID, language: str, text: str, by: Viewer) -> Fact:
    """Keep what the learner, or a guardian, wants to say in a talk, in the language it was written in (D-475)."""
    found = own_care(viewer=by, person=person)
    one = next((said for said in found.facts.of(Fact.Kind.TALK) if said.fact.uid == talk), None)
    if one is None:
        raise NotVisible(_("There is nothing here for you."))
    spoken = talks().language(language).key
    return _said(_track(found), Fact.Kind.PREPARATION, spoken, check_words(text), one.fact, person, by)


def _track(found: OwnCare) -> CareTrack:
    if found.track is None:
        raise NotVisible(_("There is nothing here for you."))
    return found.track


def _said(
    track: CareTrack, kind: Fact.Kind, key: str, text: str, answers: Fact | None, person: int, by: Viewer
) -> Fact:
    made = Fact.objects.create(
        track=track,
        kind=kind,
        key=key,
        text=text,
        answers=answers,
        by_id=by.person_id,
        function=LEARNER if by.person_id == person else GUARDIAN,
    )
    record(verb=f"note care: {kind.value}", on=Reference("care.fact", str(made.pk)), by=by.person_id)
    return made
