"""Who gets in at each address of the scales: in a school, above it, and the scales themselves."""

from typing import Any

from samenwijzer.practice.instruments.scales import actions
from samenwijzer.practice.instruments.scales.models import Scaling, Target
from samenwijzer.practice.instruments.scales.registry import indicators
from tests.access.scene import (
    EVERYBODY,
    IN_THE_SCHOOL,
    LEARNERS,
    NOBODY,
    SCHOOL,
    Address,
    Scene,
    read_only,
    write_only,
)

ADULTS = EVERYBODY - LEARNERS - {"guardian"}
STAFF = frozenset({"central_staff"})
FIFTH = "effectieve-didactiek"


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A in the path."""
    return {"unit": scene.world.school.pk}


def guide(scene: Scene) -> dict[str, Any]:
    """Name the school and a viewing guide."""
    return school(scene) | {"guide": "visit-teaching"}


def running(scene: Scene) -> dict[str, Any]:
    """Name a scaling of the school that is not finished, with something placed."""
    head = scene.world.viewer(scene.world.head)
    made = actions.start_scaling(unit=scene.world.school.pk, by=head)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=2, by=head)
    return {"scaling": made.uid}


def finished(scene: Scene) -> dict[str, Any]:
    """Name a scaling of the school that is finished."""
    found = Scaling.objects.filter(unit=scene.world.school).exclude(finished_at=None).first()
    if found is None:
        made = running(scene)["scaling"]
        found = actions.finish_scaling(scaling=made, by=scene.world.viewer(scene.world.head))
    return {"scaling": found.uid}


def one_scale(scene: Scene) -> dict[str, Any]:
    """Name one scale of a running scaling."""
    return running(scene) | {"indicator": FIFTH}


def indicator(scene: Scene) -> dict[str, Any]:
    """Name an indicator."""
    return {"indicator": FIFTH}


def group(scene: Scene) -> dict[str, Any]:
    """Name the school group."""
    return {"unit": scene.world.school_group.pk}


def shared(scene: Scene) -> dict[str, Any]:
    """Name the school group and the school, which shared something with it."""
    head = scene.world.viewer(scene.world.head)
    actions.share_scaling(scaling=finished(scene)["scaling"], scope="group", by=head)
    return group(scene) | {"school": scene.world.school.pk}


def network(scene: Scene) -> dict[str, Any]:
    """Name the network."""
    return {"unit": scene.world.network.pk}


def target(scene: Scene) -> dict[str, Any]:
    """Name a target of the network that is on."""
    made, _is_new = Target.objects.get_or_create(
        unit=scene.world.network, indicator=FIFTH, ended_at=None,
        defaults={"level": 3, "decision": "Raad", "starts": "2026-09-01"},
    )  # fmt: skip
    return network(scene) | {"target": made.pk}


def worded(scene: Scene) -> dict[str, Any]:
    """Send the scale as it reads."""
    levels = next(one for one in indicators() if one.key == FIFTH).version.levels
    return {f"level{n}": words for n, words in enumerate(levels, start=1)}


ROWS: list[Address] = [
    *read_only("scaling_profile", IN_THE_SCHOOL, school),
    *write_only("scaling_start", SCHOOL, school),
    *read_only("four_fields", IN_THE_SCHOOL, school),
    Address("lesson_stages", "GET", IN_THE_SCHOOL, school),
    Address("lesson_stages", "POST", IN_THE_SCHOOL, school, lambda scene: {"led": "3"}),
    *read_only("quality_file", IN_THE_SCHOOL, school),
    *read_only("viewing_guides", IN_THE_SCHOOL, school),
    Address("visit", "GET", IN_THE_SCHOOL, guide),
    Address("visit", "POST", IN_THE_SCHOOL, guide, lambda scene: {"goal": "3"}),
    *read_only("scaling", SCHOOL, running),
    *write_only("scaling_finish", SCHOOL, running),
    *write_only("scaling_guidance", SCHOOL, running, lambda scene: {"person": scene.world.general_director.pk}),
    Address("scaling_share", "GET", SCHOOL, finished),
    Address("scaling_share", "POST", SCHOOL, finished, lambda scene: {"scope": "network"}),
    *write_only("scaling_withdraw", SCHOOL, finished, lambda scene: {"scope": "network"}),
    Address("scaling_step", "GET", SCHOOL, one_scale),
    Address("scaling_step", "POST", SCHOOL, one_scale, lambda scene: {"level": "3"}),
    *write_only("scaling_proof", NOBODY, one_scale, lambda scene: {"kind": "x", "source": "1"}),
    *write_only("scaling_write", SCHOOL, one_scale, lambda scene: {"text": "x"}),
    *read_only("scales", ADULTS),
    *read_only("expectations", ADULTS),
    *read_only("instrument_library", ADULTS),
    *read_only("rok_places", ADULTS),
    Address("differentiation_profile", "GET", ADULTS),
    Address("differentiation_profile", "POST", ADULTS, data=lambda scene: {"effort": "3"}),
    Address("scale_sheet", "GET", ADULTS, indicator),
    Address("scale_sheet", "POST", ADULTS, indicator, lambda scene: {"text": "x"}),
    Address("scale_wording", "GET", STAFF, indicator),
    Address("scale_wording", "POST", STAFF, indicator, worded),
    *read_only("group_scales", frozenset({"general_director", "analyst"}), group),
    *read_only("group_scales_school", frozenset({"general_director", "analyst"}), shared),
    *read_only("network_scales", STAFF, network),
    *write_only(
        "network_target",
        STAFF,
        network,
        lambda scene: {"indicator": "plan", "level": "3", "decision": "x", "starts": "2026-09-01"},
    ),
    *write_only("network_target_off", STAFF, target),
]
