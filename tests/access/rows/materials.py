"""Who gets in at each address of materials."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.learning.lessons.models import Activity
from samenwijzer.practice.materials.actions import add_files, add_material, share_material
from samenwijzer.practice.materials.models import (
    Application,
    Call,
    Gap,
    Material,
    MaterialFile,
    PanelSeat,
    Purchase,
    Question,
    SelectionFile,
    ValidationRound,
)
from tests.access.scene import TEACHER, TEACHERS, WORKS_HERE, Address, Scene, read_only, write_only
from tests.media import picture

WRITTEN = {
    "title": "Strookjes", "description": "Leggen, vergelijken, opschrijven en aan elkaar uitleggen.", "kind": "task",
    "area": "wiskunde", "from_age": 7, "to_age": 10, "language": "nl", "features": ["printable"],
    "licence": "CC-BY-4.0", "origin": "own-time",
}  # fmt: skip
HEAD, CENTRAL = frozenset({"head"}), frozenset({"central_staff"})
#: Who works in a school of the network.
IN_A_SCHOOL = TEACHERS | {"care_coordinator", "head", "secretary"}
OF_THE_SCHOOL = IN_A_SCHOOL - {"other_teacher"}


def material(scene: Scene) -> dict[str, Any]:
    """Name a material of the teacher, shared with the network."""
    teacher = scene.world.viewer(scene.world.teacher)
    made = add_material(written=WRITTEN, goals=[scene.world.goals["compare"].pk], by=teacher)
    return {"material": share_material(material=made.pk, unit=scene.world.network.pk, by=teacher).pk}


def with_goal(scene: Scene) -> dict[str, Any]:
    """Name a material and its goal."""
    return material(scene) | {"goal": scene.world.goals["compare"].pk}


def file(scene: Scene) -> dict[str, Any]:
    """Name a file of a material of the teacher."""
    found = material(scene)["material"]
    add_files(material=found, files=[("x.jpg", picture())], by=scene.world.viewer(scene.world.teacher))
    return {"file": MaterialFile.objects.filter(material=found).latest("pk").pk}


def question(scene: Scene) -> dict[str, Any]:
    """Name a question about a material."""
    return {"question": Question.objects.create(material_id=material(scene)["material"], text="Past dit?").pk}


def opened_round(scene: Scene) -> dict[str, Any]:
    """Name an open round; an adviser reads along in every learning area."""
    made = ValidationRound.objects.create(
        material_id=material(scene)["material"], material_version=1, programme="bao", procedure="panel",
        criteria="leermiddel", criteria_version="1",
    )  # fmt: skip
    return {"round": made.pk}


def seat(scene: Scene) -> dict[str, Any]:
    """Name a seat that was offered."""
    made, _is_new = PanelSeat.objects.update_or_create(
        person=scene.world.colleague, area="frans", defaults={"taken_at": None}
    )
    return {"seat": made.pk}


def selection(scene: Scene) -> dict[str, Any]:
    """Name a selection file of the school."""
    return {"file": SelectionFile.objects.create(unit=scene.world.school, area="wiskunde", title="Rekenen").pk}


def purchase(scene: Scene) -> dict[str, Any]:
    """Name an order of the school."""
    bought = Material.objects.get(pk=material(scene)["material"])
    made = Purchase.objects.create(unit=scene.world.school, material=bought, year=2026, learners=24, price=5)
    return {"purchase": made.pk}


def gap(scene: Scene) -> dict[str, Any]:
    """Name something that is missed."""
    return {"gap": Gap.objects.create(unit=scene.world.network, title="Gebarentaal", area="wiskunde").pk}


def call(scene: Scene) -> dict[str, Any]:
    """Name a call of the network, made by the teacher who so is in its team."""
    today = timezone.localdate()
    made = Call.objects.create(
        unit=scene.world.network, title="Examen", area="wiskunde", closes_on=today, release_on=today, hours=10,
        by=scene.world.teacher,
    )  # fmt: skip
    return {"call": made.pk}


def application(scene: Scene) -> dict[str, Any]:
    """Name somebody of the school who applied."""
    world = scene.world
    made = Application.objects.create(call_id=call(scene)["call"], person=world.colleague, school=world.school, hours=5)
    return {"application": made.pk}


def activity(scene: Scene) -> dict[str, Any]:
    """Send an activity of class L3A."""
    return {"activity": Activity.objects.create(unit_of_work=scene.world.unit_of_work, title="Oefenen").pk}


def tomorrow() -> Any:
    """Return the day after today."""
    return timezone.localdate() + timedelta(days=1)


def school(scene: Scene) -> dict[str, Any]:
    """Name the school in the path."""
    return {"unit": scene.world.school.pk}


ROWS: list[Address] = [
    *read_only("materials", WORKS_HERE),
    Address("material_new", "GET", WORKS_HERE),
    Address("material_new", "POST", WORKS_HERE, data=lambda scene: WRITTEN),
    *read_only("material", WORKS_HERE, material),
    Address("material_edit", "GET", TEACHER, material),
    Address("material_edit", "POST", TEACHER, material, lambda scene: WRITTEN),
    Address("material_goal", "GET", TEACHER, material),
    Address("material_goal", "POST", TEACHER, material, lambda scene: {"goal": scene.world.goals["add"].pk}),
    *write_only("material_goal_away", TEACHER, with_goal),
    *write_only("material_share", TEACHER, material, lambda scene: {"unit": scene.world.school.pk}),
    *write_only("material_thanks", WORKS_HERE, material),
    *write_only("material_in_lesson", TEACHER | {"care_coordinator"}, material, activity),
    *write_only("material_ask", WORKS_HERE, material, lambda scene: {"text": "Past dit?"}),
    *write_only("material_answer", CENTRAL, question, lambda scene: {"answer": "Ja."}),
    *read_only("material_file", WORKS_HERE, file),
    *write_only("material_file_away", TEACHER, file),
    *write_only("material_validate", WORKS_HERE, material),
    *read_only("material_panels", WORKS_HERE),
    *read_only("material_brief", CENTRAL),
    *write_only("material_seat_offer", WORKS_HERE, data=lambda scene: {"area": "muzisch"}),
    *write_only("material_seat_take", CENTRAL, seat),
    Address("material_review", "GET", CENTRAL, opened_round),
    Address("material_review", "POST", CENTRAL, opened_round),
    *write_only("material_conclude", CENTRAL, opened_round),
    Address("material_choices", "GET", WORKS_HERE),
    Address(
        "material_choices",
        "POST",
        OF_THE_SCHOOL,
        data=lambda scene: {"unit": scene.world.school.pk, "area": "frans", "title": "Boek"},
    ),
    Address("material_selection", "GET", OF_THE_SCHOOL, selection),
    Address("material_selection", "POST", OF_THE_SCHOOL, selection, lambda scene: {"material": "1"}),
    *write_only("material_compare", OF_THE_SCHOOL, selection, material),
    *write_only("material_used", TEACHER, purchase, lambda scene: {"group": scene.world.group.pk, "percent": "50"}),
    Address("material_monitor", "GET", HEAD, school),
    Address(
        "material_monitor",
        "POST",
        HEAD,
        school,
        lambda scene: material(scene) | {"year": "2026", "learners": "5", "price": "2"},
    ),
    *read_only("material_group", frozenset({"general_director"}), lambda scene: {"unit": scene.world.school_group.pk}),
    Address("material_ownership", "GET", WORKS_HERE),
    Address(
        "material_ownership",
        "POST",
        HEAD,
        data=lambda scene: school(scene) | {"origin": "work-time", "sentence": "Van de school."},
    ),
    Address("material_gaps", "GET", WORKS_HERE),
    Address("material_gaps", "POST", WORKS_HERE, data=lambda scene: {"title": "Iets", "area": "frans"}),
    *write_only("material_gap_want", WORKS_HERE, gap),
    *write_only("material_gap_price", CENTRAL, gap, lambda scene: {"make_cost": "10", "market_price": "1"}),
    Address("material_calls", "GET", WORKS_HERE),
    Address(
        "material_calls",
        "POST",
        CENTRAL,
        data=lambda scene: {
            "unit": scene.world.network.pk,
            "title": "Samen",
            "area": "frans",
            "hours": "5",
            "units": "1",
            "closes_on": tomorrow(),
            "release_on": tomorrow(),
        },
    ),
    *read_only("material_call", WORKS_HERE, call),
    *write_only("material_apply", IN_A_SCHOOL, call, lambda scene: {"hours": "5"}),
    *write_only("material_confirm", HEAD, application),
    *write_only("material_progress", TEACHER, call, lambda scene: {"hours": "1", "delivered": "0"}),
    *write_only("material_exam_item", TEACHER, call, lambda scene: {"text": "1 + 1?", "opens_on": tomorrow()}),
]
