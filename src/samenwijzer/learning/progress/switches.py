"""What screens read of the fitted learner model: where it is used, who decided so, and how good its version is."""

from dataclasses import dataclass

from samenwijzer.learning.progress.models import LearnerDecision, LearnerModel, SchoolDecision
from samenwijzer.learning.progress.rules import (
    can_object_for,
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
    can_change: bool
    last: LearnerDecision | None

    @property
    def objects(self) -> bool:
        """Whether somebody objected, whatever the schools decide."""
        return self.last is not None and not self.last.is_on


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
    """Return how things stand for one learner that ``viewer`` is, guides or is a guardian of.

    Without a school that works with the model, and without an objection, there is nothing to change.
    """
    last = LearnerDecision.objects.filter(learner=learner).select_related("by").first()
    is_used = learner in learners_with_model([learner], viewer.on)
    can_change = (is_used or last is not None) and can_object_for(viewer, learner)
    return LearnerSwitch(is_used, can_change, last)


def version_shown() -> LearnerModel | None:
    """Return what is known of the version in use, without its parameters; ``None`` where nothing was fitted yet."""
    return LearnerModel.objects.filter(form=form_in_use()).defer("parameters").first()
