"""What a learner likes, its profile, agreements, talks and goal buddies (D-030, D-033, D-049, D-184, D-394)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.autonomy.freedoms import check_side
from samenwijzer.learning.regulation.autonomy.models import (
    Buddy,
    Interest,
    LearningAgreement,
    ProfileChoice,
    Talk,
)
from samenwijzer.learning.regulation.autonomy.pack import autonomy_content
from samenwijzer.network.access.rules import check_guides_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.cycles.rules import check_takes_part


def interests_of(*, learner: int, viewer: Viewer) -> list[Interest]:
    """Return what a learner likes: to itself all of it, to who guides it what is not hidden."""
    is_own = _check_reads(viewer, learner)
    return interests(learner=learner, is_own=is_own)


def interests(*, learner: int, is_own: bool) -> list[Interest]:
    """Return what a learner likes, the hidden only to itself; the caller has checked who may know."""
    rows = Interest.objects.filter(learner=learner)
    return list(rows if is_own else rows.filter(is_hidden=False))


def shared_interests(learners: Collection[int]) -> dict[int, list[str]]:
    """Return what each of ``learners`` likes and does not hide; the caller has checked who may know (one query)."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Interest.objects.filter(learner__in=learners, is_hidden=False)
    for learner, what in rows.values_list("learner", "what"):
        found[learner].append(what)
    return dict(found)


def _check_reads(viewer: Viewer, learner: int) -> bool:
    """Return whether ``viewer`` is the learner; anybody else has to guide it."""
    if viewer.person_id != learner:
        check_guides_learner(viewer, learner)
    return viewer.person_id == learner


@transaction.atomic
def keep_interest(*, what: str, why: str, interest: int | None = None, by: Viewer) -> Interest:
    """Add or change an interest of the learner itself."""
    words = " ".join(what.split())
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    if not words or len(words) > 120:
        raise Refused(_("Say in a few words what you like."))
    if interest is None:
        return Interest.objects.create(learner_id=by.person_id, what=words, why=why.strip()[:300])
    found = _own_interest(interest, by)
    found.what, found.why = words, why.strip()[:300]
    found.save(update_fields=["what", "why"])
    return found


def hide_interest(*, interest: int, is_hidden: bool, by: Viewer) -> None:
    """Hide an interest from everybody else, or show it again."""
    found = _own_interest(interest, by)
    found.is_hidden = is_hidden
    found.save(update_fields=["is_hidden"])


def drop_interest(*, interest: int, by: Viewer) -> None:
    """Remove an interest for good."""
    _own_interest(interest, by).delete()


def _own_interest(interest: int, by: Viewer) -> Interest:
    found = Interest.objects.filter(pk=interest, learner=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def shows_profile(learner: int) -> bool:
    """Whether a learner shows its learning profile to who guides it; until it chooses otherwise it does."""
    last = ProfileChoice.objects.filter(learner=learner).last()
    return last is None or not last.is_hidden


def hide_profile(*, is_hidden: bool, by: Viewer) -> None:
    """Hide the learning profile, or show it again."""
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    ProfileChoice.objects.create(learner_id=by.person_id, is_hidden=is_hidden)


@transaction.atomic
def make_agreement(
    *, learner: int, learner_does: str, adult_does: str, review_on: date | None, by: Viewer
) -> LearningAgreement:
    """Keep what learner and adult each do; both are needed, and a day to look back."""
    if check_side(by, learner):
        raise NotVisible(_("There is nothing here for you."))
    own, adult = learner_does.strip()[:300], adult_does.strip()[:300]
    if not own or not adult:
        raise Refused(_("Write down what each of you does: the learner, and you."))
    if review_on is None or not by.on < review_on <= by.on + timedelta(days=366):
        raise Refused(_("Choose a day on which you look at it again together."))
    made = LearningAgreement.objects.create(
        learner_id=learner, adult_id=by.person_id, learner_does=own, adult_does=adult, review_on=review_on
    )
    record(verb="make agreement", on=Reference("learning_autonomy.learningagreement", str(made.pk)), by=by.person_id)
    return made


def say_kept(*, agreement: int, worked: bool, by: Viewer) -> LearningAgreement:
    """Say, as learner or adult, whether one's own part worked out or not yet."""
    found = LearningAgreement.objects.filter(pk=agreement).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    side = "learner_says" if check_side(by, found.learner_id) else "adult_says"
    setattr(found, side, worked)
    found.save(update_fields=[side])
    return found


def agreements_of(*, learner: int, viewer: Viewer) -> list[LearningAgreement]:
    """Return the agreements with a learner, newest first."""
    _check_reads(viewer, learner)
    return agreements(learner)


def agreements(learner: int) -> list[LearningAgreement]:
    """Return the agreements with a learner; the caller has checked who may know."""
    return list(LearningAgreement.objects.filter(learner=learner).select_related("adult"))


@transaction.atomic
def keep_talk(*, learner: int, said: Mapping[str, str], next_step: str, by: Viewer) -> Talk:
    """Keep a coaching talk; it ends in the learner's own next step (D-184)."""
    if check_side(by, learner):
        raise NotVisible(_("There is nothing here for you."))
    step = next_step.strip()[:300]
    if not step:
        raise Refused(_("A talk ends with the learner's own next step. Ask for it, and write it in its own words."))
    words = {one.key: said.get(one.key, "").strip()[:2000] for one in autonomy_content().talk}
    made = Talk.objects.create(learner_id=learner, adult_id=by.person_id, said=words, next_step=step)
    record(verb="keep talk", on=Reference("learning_autonomy.talk", str(made.pk)), by=by.person_id)
    return made


def talks(learner: int) -> list[tuple[Talk, list[tuple[str, str]]]]:
    """Return the talks with a learner, newest first, each with its questions and what was said.

    The caller has checked who may know.
    """
    questions = autonomy_content().talk
    return [
        (talk, [(one.name, talk.said[one.key]) for one in questions if talk.said.get(one.key)])
        for talk in Talk.objects.filter(learner=learner).select_related("adult")
    ]


@dataclass(frozen=True)
class Helped:
    """A goal of which somebody is the buddy: only its words, of whom, and until when."""

    buddy: Buddy

    @property
    def goal(self) -> str:
        """The goal in the learner's words."""
        return self.buddy.cycle.title


def possible_buddies(viewer: Viewer) -> list[Person]:
    """Return the learners of the groups of ``viewer``."""
    units = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    return [one for one in learners_of(units=units, on=viewer.on) if one.pk != viewer.person_id]


@transaction.atomic
def name_buddy(*, cycle: UUID, helper: int, by: Viewer) -> Buddy:
    """Let a learner of the same group go along with the goal of an own cycle."""
    found, _template = check_takes_part(by, cycle)
    if found.owner_kind != PERSON or helper not in {one.pk for one in possible_buddies(by)}:
        raise NotVisible(_("There is nothing here for you."))
    Buddy.objects.filter(cycle=found, ended_at=None).update(ended_at=timezone.now())
    made = Buddy.objects.create(cycle=found, learner_id=by.person_id, helper_id=helper)
    record(verb="name buddy", on=Reference("learning_autonomy.buddy", str(made.pk)), by=by.person_id)
    return made


def end_buddy(*, buddy: int, by: Viewer) -> None:
    """End it; both can."""
    rows = Buddy.objects.filter(pk=buddy, ended_at=None)
    found = rows.first()
    if found is None or by.person_id not in (found.learner_id, found.helper_id):
        raise NotVisible(_("There is nothing here for you."))
    rows.update(ended_at=timezone.now())


def buddy_of(cycle: Cycle) -> Buddy | None:
    """Return who goes along with a cycle."""
    return Buddy.objects.filter(cycle=cycle, ended_at=None).select_related("helper").last()


def helped_by(viewer: Viewer) -> Sequence[Helped]:
    """Return the goals of which ``viewer`` is the buddy; nothing else of the cycle is there."""
    rows = Buddy.objects.filter(helper=viewer.person_id, ended_at=None).select_related("cycle", "learner")
    return [Helped(one) for one in rows]
