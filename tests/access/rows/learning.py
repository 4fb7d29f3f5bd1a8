"""Who gets in at each address of learning together: members of a community, who was asked, and nobody beside."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.communities.actions import ask_learners, bring_finding
from samenwijzer.practice.cycles.communities.intervision import bring_case
from samenwijzer.practice.cycles.communities.queries import notes_of
from samenwijzer.practice.cycles.owners import PERSON, UNIT
from tests.access.scene import OF_L3A, TEACHER, WORKS_HERE, Address, Scene, read_only, write_only


def _community(scene: Scene) -> Unit:
    made = create_unit(kind="plc", name="PLG rekenen", parent=scene.world.school_group, by=None)
    add_member(person=scene.world.teacher, unit=made, role="member", starts=timezone.localdate(), by=None)
    owner, by = Reference(UNIT, str(made.pk)), scene.world.viewer(scene.world.teacher)
    start_cycle(template="plc-inquiry", owner=owner, title="Breuken", due=None, by=by)
    return made


def community(scene: Scene) -> dict[str, Any]:
    """Name a community of the teacher and nobody else, with an inquiry that runs."""
    return {"unit": _community(scene).pk}


def _note(scene: Scene) -> str:
    by = scene.world.viewer(scene.world.teacher)
    owner = Reference(PERSON, str(by.person_id))
    made = start_cycle(template="inquiry", owner=owner, title="Breuken", due=None, by=by)
    keep_answers(cycle=made.uid, phase="notebook", values={"finding": "tekenen helpt"}, ends=False, by=by)
    return notes_of(viewer=by)[0].key


def finding(scene: Scene) -> dict[str, Any]:
    """Name a finding the teacher brought."""
    unit, by = _community(scene).pk, scene.world.viewer(scene.world.teacher)
    return {"finding": bring_finding(unit=unit, note=_note(scene), by=by).pk}


def panel(scene: Scene) -> dict[str, Any]:
    """Name a question to the learners of L3A."""
    unit = _community(scene)
    by = scene.world.viewer(scene.world.teacher)
    owner = Reference(UNIT, str(unit.pk))
    cycle = start_cycle(template="plc-inquiry", owner=owner, title="Breuken", due=None, by=by)
    return {"panel": ask_learners(cycle=cycle.uid, group=scene.world.group.pk, question="Wat hielp?", by=by).uid}


def session(scene: Scene) -> dict[str, Any]:
    """Name a session of the teacher and the head."""
    world, today = scene.world, timezone.localdate()
    made = bring_case(
        title="Zwijgen", case="Een leerling zwijgt.", method="incident", people=[world.head.pk],
        until=today + timedelta(days=9), by=world.viewer(world.teacher),
    )  # fmt: skip
    return {"session": made.uid}


def case(scene: Scene) -> dict[str, Any]:
    """Send a case to nobody, so that it is refused to who works here and unseen by who does not."""
    return {"title": "x", "case": "y", "method": "incident", "until": timezone.localdate().isoformat()}


THE_TWO = TEACHER | {"head"}
ROWS: list[Address] = [
    *read_only("learning", WORKS_HERE),
    Address("small_study", "GET", WORKS_HERE),
    Address("small_study", "POST", WORKS_HERE, data=lambda scene: {"before": "1 2 3", "after": "2 3 5"}),
    *read_only("community", TEACHER, community),
    *write_only("community_begin", TEACHER, community, lambda scene: {"question": "Q", "outcome": "O"}),
    *write_only("community_finding", TEACHER, community, lambda scene: {"note": _note(scene)}),
    *write_only("community_meeting", TEACHER, community, lambda scene: {"on": "2026-12-01", "at": "15:45"}),
    *write_only(
        "community_ask", TEACHER, community, lambda scene: {"question": "Wat hielp?", "group": scene.world.group.pk}
    ),
    *write_only("finding_back", TEACHER, finding),
    *write_only("intervision_bring", WORKS_HERE, data=case),
    *read_only("intervision", THE_TWO, session),
    *write_only(
        "intervision_say", THE_TWO, lambda scene: session(scene) | {"step": "ask"}, lambda scene: {"text": "?"}
    ),
    Address("learner_panel", "GET", OF_L3A, panel),
    Address("learner_panel", "POST", OF_L3A, panel, lambda scene: {"text": "Meer tekenen"}),
]
