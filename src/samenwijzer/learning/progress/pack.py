"""Who switches the fitted learner model, and what each kind of evidence is to it: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, load
from samenwijzer.science.mastery.responses import Kind


class LearnerModelPolicy(PackModel):
    """Everything ``learning/learner_model.yaml`` says."""

    switched_by: tuple[str, ...]
    objects_for: tuple[str, ...]
    tasks: tuple[str, ...]
    judgements: tuple[str, ...]
    observations: tuple[str, ...]

    def kinds(self) -> dict[str, Kind]:
        """Return what each kind of evidence is to the fitted model; a kind that is left out does not count."""
        told = {Kind.RESPONSE: self.tasks, Kind.TEACHER: self.judgements, Kind.OBSERVATION: self.observations}
        return {key: kind for kind, keys in told.items() for key in keys}


@cache
def policy(folder: Path | None = None) -> LearnerModelPolicy:
    """Return the policy of the pack."""
    return load((folder or settings.PACK) / "learning" / "learner_model.yaml", LearnerModelPolicy)


class PacePolicy(PackModel):
    """Everything ``learning/pace.yaml`` says: when somebody is behind what the curriculum expects."""

    reached_from: Annotated[int, Field(ge=2, le=4)]
    fewest_goals: Annotated[int, Field(ge=1)]
    behind_from: Annotated[float, Field(gt=0, le=1)]
    lessons_until: Annotated[float, Field(gt=0, le=1)]


@cache
def pace(folder: Path | None = None) -> PacePolicy:
    """Return the bounds of the pack."""
    return load((folder or settings.PACK) / "learning" / "pace.yaml", PacePolicy)
