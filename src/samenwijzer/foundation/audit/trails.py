"""The trails there are; each app registers its own at start-up, by the label of its model."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Trail:
    """A table that is only added to, with the fields that a seal fixes; ``at`` says when a row was written."""

    name: str
    label: str
    fields: tuple[str, ...]

    @property
    def rows(self) -> models.QuerySet[models.Model]:
        """All rows, oldest first."""
        rows: models.QuerySet[models.Model] = apps.get_model(self.label)._default_manager.order_by("pk")
        return rows


_trails: dict[str, Trail] = {}


def register(name: str, label: str, fields: Sequence[str]) -> None:
    """Let the rows of model ``label`` be sealed as trail ``name``."""
    _trails[name] = Trail(name, label, tuple(fields))


def all_trails() -> list[Trail]:
    """Return the trails in the order they were registered."""
    return list(_trails.values())
