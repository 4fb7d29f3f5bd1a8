"""Who gets in where one acts on indicators: handing in and following up in a school, freezing above it."""

from typing import Any

from django.utils import timezone

from samenwijzer.quality.indicators.freezing import digest_of
from samenwijzer.quality.indicators.models import Attention, Figure, Freeze
from tests.access.rows.scales import school
from tests.access.scene import SCHOOL, Address, Scene, read_only, write_only

DIRECTOR = frozenset({"general_director"})


def group(scene: Scene) -> dict[str, Any]:
    """Name the school group in the path."""
    return {"unit": scene.world.school_group.pk}


def frozen(scene: Scene) -> dict[str, Any]:
    """Name figures of the group that were frozen today."""
    day = timezone.localdate()
    told = {"on": day, "rows": [], "parts": []}
    told["digest"] = digest_of(Freeze(**told))
    made, _new = Freeze.objects.get_or_create(unit=scene.world.school_group, year=day.year, defaults=told)
    return {"freeze": made.pk}


def noted(scene: Scene) -> dict[str, Any]:
    """Name a signal of the school that was taken note of."""
    day = timezone.localdate()
    told = {"text": "x", "on": day, "review_on": day}
    made, _new = Attention.objects.get_or_create(
        unit=scene.world.school, indicator="schoolverandering", year=2025, defaults=told
    )
    return {"attention": made.pk}


def alarming(scene: Scene) -> dict[str, Any]:
    """Name the school, with an indicator that got worse."""
    for year, count in ((2023, 10), (2024, 12), (2025, 90)):
        told = {"version": 1, "count": count, "of": 240, "computed_at": timezone.now()}
        Figure.objects.update_or_create(unit=scene.world.school, indicator="zittenblijven", year=year, defaults=told)
    return school(scene)


def handed(scene: Scene) -> dict[str, Any]:
    """Send two counts."""
    return {"indicator": "basisgeletterdheid", "year": "2025", "count": "30", "of": "40"}


def note_sent(scene: Scene) -> dict[str, Any]:
    """Send what is done about a signal."""
    return {"indicator": "zittenblijven", "text": "x", "review_on": timezone.localdate().isoformat()}


ROWS: list[Address] = [
    *write_only("indicator_hand_in", SCHOOL, school, handed),
    *write_only("indicator_take_note", SCHOOL, alarming, note_sent),
    *write_only("indicator_follow_up", SCHOOL, noted, lambda scene: {"outcome": "x"}),
    *write_only("indicators_freeze", DIRECTOR, group),
    *read_only("indicator_freeze", DIRECTOR | {"analyst"}, frozen),
    *write_only("indicator_thaw", DIRECTOR, frozen),
]
