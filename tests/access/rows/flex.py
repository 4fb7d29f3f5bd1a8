"""Who gets in at each address of flex hours, on both sides."""

from typing import Any

from tests.access.places import flex_offer
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    SCHOOL,
    TEACHERS,
    Address,
    Scene,
    read_only,
    write_only,
)


def flex_round(scene: Scene) -> dict[str, Any]:
    """Name the round of flex hours of class L3A."""
    return {"round": scene.flex_offer.moment.round_id}


def flex_started(scene: Scene) -> dict[str, Any]:
    """Send a round for class L3A."""
    day = scene.flex_offer.moment.on
    times = {"weekday": [day.weekday()], "begins": "10:00", "finishes": "11:00", "freedom": "free"}
    return times | {
        "title": "Flex",
        "groups": [scene.world.group.pk],
        "starts": day.isoformat(),
        "ends": day.isoformat(),
    }


def flex_offered(scene: Scene) -> dict[str, Any]:
    """Send something to offer in that round."""
    sent = {"title": "Schaken", "form": "project", "capacity": 5, "choice": "everybody"}
    return sent | {"moment": [scene.flex_offer.moment_id]}


def flex_moved(scene: Scene) -> dict[str, Any]:
    """Send the learner to what is offered."""
    return {"moment": scene.flex_offer.moment_id, "picked": scene.learner.pk, "to": str(scene.flex_offer.pk)}


ROWS: list[Address] = [
    *read_only("flex", TEACHERS | SCHOOL),
    Address("flex_start", "GET", TEACHERS | SCHOOL),
    Address("flex_start", "POST", GUIDES_OF_L3A, data=flex_started),
    *read_only("flex_round", GUIDES_OF_L3A, flex_round),
    *write_only("flex_open", GUIDES_OF_L3A, flex_round, lambda scene: {"open": "1"}),
    *write_only("flex_remove", GUIDES_OF_L3A, flex_round),
    Address("flex_offer_new", "GET", GUIDES_OF_L3A, flex_round),
    Address("flex_offer_new", "POST", GUIDES_OF_L3A, flex_round, flex_offered),
    Address("flex_offer", "GET", GUIDES_OF_L3A, flex_offer),
    Address("flex_offer", "POST", GUIDES_OF_L3A, flex_offer, flex_offered),
    *write_only("flex_offer_withdraw", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_offer_restore", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_place", GUIDES_OF_L3A, flex_offer, lambda scene: {"learner": scene.learner.pk}),
    *read_only("flex_board", GUIDES_OF_L3A, flex_round),
    *write_only("flex_propose", GUIDES_OF_L3A, flex_round),
    *write_only("flex_drop", GUIDES_OF_L3A, flex_round),
    Address("flex_absence", "GET", GUIDES_OF_L3A, flex_round),
    Address("flex_absence", "POST", GUIDES_OF_L3A, flex_round),
    *write_only("flex_move", GUIDES_OF_L3A, flex_round, flex_moved),
    *write_only(
        "flex_publish",
        GUIDES_OF_L3A,
        flex_round,
        lambda scene: {"until": scene.flex_offer.moment.on.isoformat()},
    ),
    *write_only("flex_unpublish", GUIDES_OF_L3A, flex_round),
    *read_only("flex_export", GUIDES_OF_L3A, flex_round),
    *read_only("flex_doors", GUIDES_OF_L3A, flex_round),
    *read_only("flex_door", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_tick", GUIDES_OF_L3A, flex_offer, lambda scene: {"person": scene.learner.pk, "present": "1"}),
    *read_only("my_flex", LEARNERS),
    *write_only("my_flex_choose", OF_L3A, flex_offer),
    *write_only("my_flex_leave", LEARNERS, flex_offer),
    *write_only("my_flex_wish", OF_L3A, flex_offer, lambda scene: {"wish": "1"}),
]
