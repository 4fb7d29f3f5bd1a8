"""The register of what computes about learners: content of the pack (D-438)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load


class System(PackModel):
    """One computation: what it does, its class under the AI Act, when it works, who decides."""

    key: str
    made_by: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Text
    does: Text
    class_: Annotated[Text, Field(alias="class")]
    state: Text
    decides: Text

    def words(self) -> tuple[str, ...]:
        """Return title, what it does, class, state and who decides, in the active language."""
        language = get_language() or "nl"
        told = (self.title, self.does, self.class_, self.state, self.decides)
        return tuple(one.in_language(language) for one in told)


class Register(PackModel):
    """Everything ``learning/ai_register.yaml`` says."""

    systems: Annotated[tuple[System, ...], Field(min_length=1)]


@cache
def register_of_systems(folder: Path | None = None) -> Register:
    """Return the register of the pack."""
    return load((folder or settings.PACK) / "learning" / "ai_register.yaml", Register)
