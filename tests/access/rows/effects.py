"""Who gets in at the register of effects: adults of the profession read what was published, central staff keeps it."""

from typing import Any

from django.utils import timezone

from samenwijzer.quality.effects.models import Initiative
from tests.access.rows.scales import ADULTS
from tests.access.scene import Address, Scene, write_only

CENTRAL = frozenset({"central_staff"})


def _made(**said: Any) -> dict[str, Any]:
    day = timezone.localdate()
    told = dict.fromkeys(("summary", "method", "limits"), "x")
    one = Initiative.objects.create(title="x", question="y?", data_from=day, data_until=day, **told, **said)
    return {"initiative": one.pk}


def published(scene: Scene) -> dict[str, Any]:
    """Name a programme that was published and goes on."""
    return _made(kind="programme", published_on=timezone.localdate())


def begun(scene: Scene) -> dict[str, Any]:
    """Name a programme that only its keepers read."""
    return _made(kind="programme")


def school_sent(scene: Scene) -> dict[str, Any]:
    """Send the school of class L3A."""
    return {"school": scene.world.school.pk, "hours": "3"}


def written(scene: Scene) -> dict[str, Any]:
    """Send what a reader needs to weigh it."""
    day = timezone.localdate().isoformat()
    return dict.fromkeys(("summary", "method", "limits"), "x") | {"data_from": day, "data_until": day}


ROWS: list[Address] = [
    Address("effects", "GET", ADULTS),
    Address("effects", "POST", CENTRAL, data=lambda scene: {"kind": "study", "title": "x", "question": "y?"}),
    Address("effect", "GET", ADULTS, published),
    Address("effect", "POST", CENTRAL, begun, written),
    *write_only("effect_school", CENTRAL, begun, school_sent),
    *write_only("effect_cohort", CENTRAL, begun, lambda scene: {"name": "1", "began": 9, "completed": 8, "in_role": 1}),
    *write_only("effect_publish", CENTRAL, begun),
    *write_only("effect_end", CENTRAL, begun, lambda scene: {"outcome": "worked", "decision": "verder"}),
]
