"""Themes of support, and when it is curative: content of the pack (``offers/support.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.documents.pack import Key, said


class Theme(PackModel):
    """What a need or an offer is about."""

    key: Key
    title: Text


class Curative(PackModel):
    """From so many signs in all, and so many needs that cannot wait, support is curative (R20)."""

    signs: Annotated[int, Field(ge=1)]
    urgent: Annotated[int, Field(ge=0)]


class SupportPack(PackModel):
    """Everything ``offers/support.yaml`` says."""

    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    curative: Curative
    rule: Text
    cluster: Annotated[int, Field(ge=2)]

    @model_validator(mode="after")
    def _keys_once(self) -> Self:
        if len({one.key for one in self.themes}) < len(self.themes):
            raise ValueError("a theme stands here twice")
        return self


@cache
def support_pack(folder: Path | None = None) -> SupportPack:
    """Return what the pack says of support."""
    return load((folder or settings.PACK) / "offers" / "support.yaml", SupportPack)


def theme_titles() -> dict[str, str]:
    """Return the title of every theme, in the language of now."""
    return {one.key: said(one.title) for one in support_pack().themes}
