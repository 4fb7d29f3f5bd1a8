"""Kinds of partners, shared interests and kinds of activities: content of the pack (``offers/partners.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.documents.pack import templates
from samenwijzer.practice.instruments.pack import Key
from samenwijzer.practice.offers.roles.pack import Titled


class PartnerKind(Titled):
    """A kind of partner, and the template of the agreement that fits it (D-152)."""

    template: Key


class Partners(PackModel):
    """Everything ``offers/partners.yaml`` says. ``values`` is what a partner stands behind at the start (D-159)."""

    source: str
    values: Text
    kinds: Annotated[tuple[PartnerKind, ...], Field(min_length=1)]
    interests: Annotated[tuple[Titled, ...], Field(min_length=1)]
    activities: Annotated[tuple[Titled, ...], Field(min_length=1)]
    reaches: Annotated[tuple[Titled, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for rows in (self.kinds, self.interests, self.activities, self.reaches):
            keys = [one.key for one in rows]
            if len(set(keys)) < len(keys):
                raise ValueError("a key stands here twice")
        for one in self.kinds:
            if one.template not in templates():
                raise ValueError(f"there is no template of a document {one.template}")
        return self

    def kind(self, key: str) -> PartnerKind | None:
        """Return the kind of partner ``key``."""
        return next((one for one in self.kinds if one.key == key), None)


def names(rows: tuple[Titled, ...]) -> dict[str, str]:
    """Return what each is called in the active language, by key."""
    return {one.key: one.name for one in rows}


@cache
def partners(folder: Path | None = None) -> Partners:
    """Return what the pack says of partners."""
    return load((folder or settings.PACK) / "offers" / "partners.yaml", Partners)
