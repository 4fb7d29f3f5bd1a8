"""Who gets in at each address of steering and corners, on both sides."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.foundation import vault
from samenwijzer.learning.regulation.autonomy.companions import keep_interest, make_agreement, name_buddy
from samenwijzer.learning.regulation.autonomy.freedoms import ask_step
from samenwijzer.learning.regulation.autonomy.models import Freedom
from samenwijzer.learning.regulation.corners.actions import choose_corner, hang_board
from samenwijzer.learning.regulation.corners.models import SpokenReason
from samenwijzer.learning.regulation.strategies.actions import log_taught
from samenwijzer.learning.regulation.strategies.models import Taught
from samenwijzer.network.people.models import Person
from tests.access.places import STRATEGY, cycle, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    RECORDS_IN_L3A,
    Address,
    Scene,
    read_only,
    write_only,
)


def hung(scene: Scene) -> dict[str, Any]:
    """Hang up the board of class L3A and send a card of it."""
    by = scene.world.viewer(scene.world.teacher)
    hang_board(unit=scene.world.group.pk, corners=["blocks"], own=[], keeps=7, by=by)
    return {"card": "blocks"}


def corner_chosen(scene: Scene) -> dict[str, Any]:
    """Name what the learner chose from the board, told in its own voice."""
    card, by = hung(scene)["card"], scene.world.viewer(scene.learner)
    choice = choose_corner(card=card, by=by)
    digest = vault.put(b"voice")
    SpokenReason.objects.create(choice=choice, content_type="audio/webm", digest=digest, until=by.on)
    return {"choice": choice.uid}


def about_learner(scene: Scene) -> dict[str, Any]:
    """Name the learner, in whose class a strategy was taught."""
    by = scene.world.viewer(scene.world.teacher)
    if not Taught.objects.filter(unit=scene.world.group).exists():
        log_taught(unit=scene.world.group.pk, strategy=STRATEGY, how="modelled", on=None, by=by)
    return {"learner": scene.learner.pk}


def step_up(scene: Scene) -> dict[str, Any]:
    """Send a step up that nothing was said about yet."""
    about_learner(scene)
    Freedom.objects.filter(learner=scene.learner).delete()
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"dimension": "how", "domain": "everywhere", "step": "1", "strategy": STRATEGY, "review_on": day}


def step_asked(scene: Scene, *, by: Person) -> dict[str, Any]:
    """Name a step up that one side asked for."""
    sent = step_up(scene) | {"step": 1, "review_on": timezone.localdate() + timedelta(days=30)}
    made = ask_step(learner=scene.learner.pk, by=scene.world.viewer(by), **sent)
    return {"freedom": made.pk}


def agreed(scene: Scene) -> dict[str, Any]:
    """Name an agreement of the teacher with the learner."""
    by = scene.world.viewer(scene.world.teacher)
    day = by.on + timedelta(days=7)
    made = make_agreement(learner=scene.learner.pk, learner_does="a", adult_does="b", review_on=day, by=by)
    return {"agreement": made.pk}


def interest(scene: Scene) -> dict[str, Any]:
    """Name an interest of the learner."""
    return {"interest": keep_interest(what="dino's", why="", by=scene.world.viewer(scene.learner)).pk}


def buddy(scene: Scene) -> dict[str, Any]:
    """Name the classmate as the buddy of the learner."""
    by, helper = scene.world.viewer(scene.learner), scene.world.learners[1]
    return {"buddy": name_buddy(cycle=scene.cycle.uid, helper=helper.pk, by=by).pk}


ROWS: list[Address] = [
    *read_only("corners", LEARNERS),
    *write_only("corner_choose", OF_L3A, data=hung),
    *write_only("corner_why", frozenset({"learner"}), corner_chosen, lambda scene: {"reason": "like"}),
    *write_only("corner_look_back", frozenset({"learner"}), corner_chosen, lambda scene: {"went": "3"}),
    *read_only("corner_voice", GUIDES_OF_L3A | {"learner"}, corner_chosen),
    *read_only("circle", GUIDES_OF_L3A, unit),
    *write_only("circle_board", RECORDS_IN_L3A, unit, lambda scene: {"corner": "blocks", "keeps": "7"}),
    *read_only("steering", GUIDES_OF_L3A, unit),
    *write_only("steering_log", RECORDS_IN_L3A, unit, lambda scene: {"strategy": STRATEGY, "how": "modelled"}),
    *write_only("steering_lesson", RECORDS_IN_L3A, unit, lambda scene: {"strategy": STRATEGY, "part-modelled": "zo"}),
    *write_only(
        "steering_moment",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"title": "hoekenwerk", "dimension": "how", "strategy": STRATEGY, "anyway": "1"},
    ),
    *write_only("steering_openings", RECORDS_IN_L3A, unit, lambda scene: {"dimension": "pace", "open": "0"}),
    *write_only("steering_prompts", RECORDS_IN_L3A, unit, lambda scene: {"setting": "all"}),
    *read_only("learner_steers", GUIDES_OF_L3A, about_learner),
    *write_only("learner_step", RECORDS_IN_L3A, about_learner, step_up),
    *write_only(
        "learner_agree",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk} | step_asked(scene, by=scene.learner),
    ),
    *write_only(
        "learner_agreement",
        RECORDS_IN_L3A,
        about_learner,
        lambda scene: {
            "learner_does": "a",
            "adult_does": "b",
            "review_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
        },
    ),
    *write_only(
        "learner_kept",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk} | agreed(scene),
        lambda scene: {"worked": "1"},
    ),
    *write_only("learner_talk", RECORDS_IN_L3A, about_learner, lambda scene: {"next_step": "oefenen"}),
    *write_only("learner_prompts", RECORDS_IN_L3A, about_learner, lambda scene: {"setting": "all"}),
    *read_only("pulse", LEARNERS),
    *write_only("pulse_answer", LEARNERS, data=lambda scene: {"choose": "3"}),
    *write_only("pulse_share", LEARNERS, data=lambda scene: {"shared": "1"}),
    *read_only("toolbox", LEARNERS),
    *write_only(
        "toolbox_tried",
        LEARNERS,
        data=lambda scene: {"strategy": STRATEGY, "domain": "mathematics", "what_for": "tafels", "went": "3"},
    ),
    *read_only("freedom", LEARNERS),
    *write_only("freedom_ask", LEARNERS, data=step_up),
    *write_only("freedom_agree", frozenset({"learner"}), lambda scene: step_asked(scene, by=scene.world.teacher)),
    *write_only("freedom_kept", frozenset({"learner"}), agreed, lambda scene: {"worked": "1"}),
    *read_only("about_me", LEARNERS),
    *write_only("about_me_keep", LEARNERS, data=lambda scene: {"what": "voetbal"}),
    *write_only("about_me_change", frozenset({"learner"}), lambda scene: interest(scene) | {"deed": "verberg"}),
    *write_only("about_me_profile", LEARNERS, data=lambda scene: {"shown": "0"}),
    *write_only("buddy_name", frozenset({"learner"}), cycle, lambda scene: {"helper": scene.world.learners[1].pk}),
    *write_only("buddy_end", OF_L3A, buddy),
]
