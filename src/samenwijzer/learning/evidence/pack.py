"""The four-step scale, the kinds of evidence and the needs: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load


class Step(PackModel):
    """One step of the mastery scale and the outcome that choosing it stands for."""

    key: Annotated[int, Field(ge=1, le=4)]
    title: Text
    help: Text
    outcome: Annotated[float, Field(ge=0, le=1)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def meaning(self) -> str:
        """The help in the active language."""
        return self.help.in_language(get_language() or "nl")


class EvidenceKind(PackModel):
    """A kind of evidence and how heavily one piece of it weighs, in item responses; 0: shown beside, never mixed in.

    ``noted``: an adult can note it by hand; the others come from tests, imports and learners themselves.
    """

    key: str
    title: Text
    weight: Annotated[float, Field(ge=0)]
    noted: bool = False

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Need(PackModel):
    """Something a learner may need, with the one line that says what it means."""

    key: str
    title: Text
    meaning: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Scales(PackModel):
    """Everything ``learning/scales.yaml`` says."""

    mastery: Annotated[tuple[Step, ...], Field(min_length=4, max_length=4)]
    evidence_kinds: Annotated[tuple[EvidenceKind, ...], Field(min_length=1)]
    needs: Annotated[tuple[Need, ...], Field(min_length=1)]

    def step(self, key: int) -> Step:
        """Return step 1 to 4."""
        return self.mastery[key - 1]

    @property
    def noted_kinds(self) -> list[EvidenceKind]:
        """The kinds that an adult notes by hand, the usual one first."""
        return [kind for kind in self.evidence_kinds if kind.noted]

    def weights(self) -> dict[str, float]:
        """Return the weight of each kind of evidence."""
        return {kind.key: kind.weight for kind in self.evidence_kinds}


@cache
def scales(folder: Path | None = None) -> Scales:
    """Return the scales of the pack."""
    return load((folder or settings.PACK) / "learning" / "scales.yaml", Scales)
