"""Experiences outside the school as the learner and the adults around it read them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from samenwijzer.learning.evidence.outside.models import Experience, ExperienceGoal, MentorLink
from samenwijzer.learning.evidence.outside.pack import outside
from samenwijzer.learning.evidence.outside.rules import check_experience, visible_experiences
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

#: From this many learners on it is told what learners showed in an activity.
MINIMUM = 5


@dataclass(frozen=True)
class Question:
    """A question, what the learner said, and the competences it is linked to."""

    key: str
    words: str
    answer: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class ExperiencePage:
    """One experience; ``validates`` whether the reader may ask a mentor and let it count."""

    experience: Experience
    kind: str
    goals: list[ExperienceGoal]
    questions: list[Question]
    link: MentorLink | None
    is_own: bool
    validates: bool

    @property
    def link_works(self) -> bool:
        """Whether a mentor was asked and can still answer."""
        return self.link is not None and self.link.used_at is None and self.link.ends_at > timezone.now()


def experience_page(*, viewer: Viewer, experience: UUID) -> ExperiencePage:
    """Return one experience for its learner or who guides it."""
    found = check_experience(viewer, experience)
    kind = outside().kind(found.kind)
    prompts = kind.prompts if kind else ()
    wanted = {one for prompt in prompts for one in prompt.goals}
    linked = Goal.objects.filter(framework__identifier=outside().framework, identifier__in=wanted)
    by_key = {one.identifier: one for one in linked.order_by("framework", "pk")} if wanted else {}
    own = found.learner_id == viewer.person_id
    return ExperiencePage(
        experience=found,
        kind=kind.name if kind else found.kind,
        goals=list(found.goals.select_related("goal")),
        questions=[
            Question(
                one.key, one.name, found.answers.get(one.key, ""),
                tuple(by_key[key] for key in one.goals if key in by_key),
            )
            for one in prompts
        ],
        link=MentorLink.objects.filter(experience=found).first(),
        is_own=own,
        validates=not own and writable_learners(viewer).filter(pk=found.learner_id).exists(),
    )  # fmt: skip


@dataclass(frozen=True)
class Experiences:
    """The experiences a viewer reads, what waits to be validated first, and about whom it may put one down."""

    waiting: list[Experience]
    others: list[Experience]
    learners: list[Person]


def experiences(*, viewer: Viewer) -> Experiences:
    """Return the own experiences of a learner, or those of the learners an adult guides, the newest first."""
    rows = list(visible_experiences(viewer).select_related("learner").order_by("-starts", "-pk")[:200])
    about = Q(pk__in=writable_learners(viewer))
    if viewer.is_learner:
        about |= Q(pk=viewer.person_id)
    waits = [one for one in rows if one.partner_at and not one.validated_at and one.learner_id != viewer.person_id]
    return Experiences(
        waiting=waits,
        others=[one for one in rows if one not in waits],
        learners=list(Person.objects.filter(about).order_by("given_name", "family_name", "pk")),
    )


def gained(*, activities: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return per activity at how many validated goals learners showed step 3 or 4, of how many (D-157).

    Only from five learners on. For callers that have checked who asks; nobody is named.
    """
    rows = ExperienceGoal.objects.filter(experience__activity__in=activities).exclude(validated=None)
    told, reached, learners = Counter[int](), Counter[int](), defaultdict[int, set[int]](set)
    for activity, learner, step in rows.values_list("experience__activity", "experience__learner", "validated"):
        told[activity] += 1
        reached[activity] += (step or 0) >= 3
        learners[activity].add(learner)
    return {one: (reached[one], told[one]) for one in told if len(learners[one]) >= MINIMUM}
