"""The scales as they read now, and as they read before: those of the pack, and newer wordings of the network."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from samenwijzer.practice.instruments.scales.models import ScaleVersion
from samenwijzer.practice.instruments.scales.pack import Scale, said, scale_set


@dataclass(frozen=True)
class Version:
    """One wording of a scale: its four descriptors, since when and why (empty for that of the pack)."""

    name: str
    levels: tuple[str, ...]
    why: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Indicator:
    """An indicator as people meet it: ``number`` from 1, its scale in the pack, and its versions, newest first."""

    number: int
    scale: Scale
    versions: tuple[Version, ...]

    @property
    def key(self) -> str:
        """The key of the pack."""
        return self.scale.key

    @property
    def title(self) -> str:
        """The title in the active language."""
        return said(self.scale.title)

    @property
    def question(self) -> str:
        """The question in the active language."""
        return said(self.scale.question)

    @property
    def rationale(self) -> str:
        """Why the expected level is the one that R-OK expects, in the active language."""
        return said(self.scale.rationale)

    @property
    def version(self) -> Version:
        """The wording in use."""
        return self.versions[0]


def level_titles() -> list[str]:
    """Return the words of the four levels, from starting to inspiring, in the active language."""
    return [said(one.title) for one in scale_set().levels]


def rok_titles() -> list[str]:
    """Return what each level stands for on the R-OK scale, in the active language."""
    return [said(one.rok) for one in scale_set().levels]


def indicators(*, block: str = "") -> list[Indicator]:
    """Return the indicators in order, those of one ``block`` where it is named (D-214); one query."""
    newer: dict[str, list[Version]] = defaultdict(list)
    for row in ScaleVersion.objects.order_by("-pk"):
        newer[row.indicator].append(Version(row.version, tuple(row.levels), row.why, row.at))
    found = scale_set()
    return [
        Indicator(number, scale, (*newer[scale.key], Version(found.version, tuple(said(one) for one in scale.levels))))
        for number, scale in enumerate(found.scales, start=1)
        if not block or scale.block == block
    ]


def indicator(key: str) -> Indicator | None:
    """Return one indicator, ``None`` where there is none; one query."""
    return next((one for one in indicators() if one.key == key), None)
