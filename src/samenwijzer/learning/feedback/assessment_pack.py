"""The purposes of assessment and what is too much of it in a week: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, load
from samenwijzer.learning.feedback.pack import Phrase


class AssessmentContent(PackModel):
    """Everything ``learning/assessment.yaml`` says.

    ``most_a_week``: more summative moments of a group in one week are too many; ``talk_from``: from this many steps
    between the learner's view and the teacher's a talk is offered.
    """

    source: Annotated[str, Field(min_length=1)]
    most_a_week: Annotated[int, Field(ge=1)]
    talk_from: Annotated[int, Field(ge=1, le=3)]
    purposes: Annotated[tuple[Phrase, ...], Field(min_length=2)]

    def purpose(self, key: str) -> str:
        """Return the purpose in words; empty where the pack no longer has it."""
        return next((one.name for one in self.purposes if one.key == key), "")


@cache
def assessment_content(folder: Path | None = None) -> AssessmentContent:
    """Return what the pack says of assessment."""
    return load((folder or settings.PACK) / "learning" / "assessment.yaml", AssessmentContent)
