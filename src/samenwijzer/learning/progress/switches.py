"""What screens read of the fitted learner model: where it is used, who decided so, and how good its version is."""

from dataclasses import dataclass

from samenwijzer.learning.progress.models import LearnerDecision, LearnerModel, SchoolDecision
from samenwijzer.learning.progress.rules import (
    can_object_for,
    learners_who_object,
    learners_with_model,
    schools_decided_by,
    schools_that_work_with_it,
)
from samenwijzer.learning.progress.versions import form_in_use
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit


@dataclass(frozen=True)
class SchoolSwitch:
    """One school for which the viewer decides: whether it works with the model, and every decision, newest first."""

    school: Unit
    is_on: bool
    decisions: list[SchoolDecision]


@dataclass(frozen=True)
class LearnerSwitch:
    """Whether the model is used with one learner: what its schools decided, and whether somebody objects."""

    is_used: bool
    objects: bool
    can_change: bool
    last: LearnerDecision | None

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to decide: without a school that works with the model there is not."""
        return self.is_used or self.objects


def school_switches(*, viewer: Viewer) -> list[SchoolSwitch]:
    """Return the schools for which ``viewer`` decides; empty for everybody else."""
    working = schools_that_work_with_it()
    return [
        SchoolSwitch(
            school=one,
            is_on=one.pk in working,
            decisions=list(SchoolDecision.objects.filter(unit=one).select_related("by")),
        )
        for one in schools_decided_by(viewer)
    ]


def learner_switch(*, viewer: Viewer, learner: int) -> LearnerSwitch:
    """Return how things stand for one learner that ``viewer`` is, guides or is a guardian of."""
    return LearnerSwitch(
        is_used=learner in learners_with_model([learner], viewer.on),
        objects=learner in learners_who_object(),
        can_change=can_object_for(viewer, learner),
        last=LearnerDecision.objects.filter(learner=learner).select_related("by").first(),
    )


def version_shown() -> LearnerModel | None:
    """Return what is known of the version in use, without its parameters; ``None`` where nothing was fitted yet."""
    return LearnerModel.objects.filter(form=form_in_use()).defer("parameters").first()
