"""Who gets in at each address of documents and of the school compass."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samenwijzer.practice.agenda.models import About, Action, Invited, Meeting, Point
from samenwijzer.practice.documents.models import Chart, Document, PlanGoal, Reaction, Sharing, Version
from samenwijzer.quality.indicators.models import Figure
from samenwijzer.quality.plans.dialogues import DIALOGUE
from samenwijzer.quality.plans.dialogues import SCHOOL as SCHOOL_KIND
from tests.access.scene import IN_THE_SCHOOL, KEEPS_ROSTER, SCHOOL, WORKS_HERE, Address, Scene, read_only, write_only

PARTS = [{"key": "professionalisering", "title": "Samen leren", "text": "Elke maand."}]


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A in the path."""
    return {"unit": scene.world.school.pk}


def plan(scene: Scene) -> dict[str, Any]:
    """Name the plan of the school, of which a version holds."""
    found, is_new = Document.objects.get_or_create(template="sop", unit=scene.world.school, title="SOP")
    if is_new:
        found.passages.create(section="professionalisering", text="Elke maand.")
        Version.objects.create(document=found, number=1, parts=PARTS)
        _goal(found)
    return {"document": found.pk}


def version(scene: Scene) -> dict[str, Any]:
    """Name that version."""
    return plan(scene) | {"number": 1}


def _goal(document: Document) -> PlanGoal:
    day = timezone.localdate()
    return PlanGoal.objects.create(
        document=document, text="Lezen", ambitions=["basiszorg"], question="Vlotter?", measure="leesdoel", baseline=50,
        baseline_on=day - timedelta(days=90), target=70, until=day + timedelta(days=90),
    )  # fmt: skip


def goal(scene: Scene) -> dict[str, Any]:
    """Name a goal of the plan."""
    return {"goal": PlanGoal.objects.filter(document=plan(scene)["document"]).latest("pk").pk}


def goal_sent(scene: Scene) -> dict[str, Any]:
    """Send a goal."""
    return {
        "ambition": ["basiszorg"], "text": "Lezen", "question": "Vlotter?", "measure": "leesdoel", "baseline": "50",
        "baseline_on": "2025-09-15", "target": "70", "until": "2099-06-30",
    }  # fmt: skip


def reaction(scene: Scene) -> dict[str, Any]:
    """Name a reaction nobody answered."""
    return {"reaction": Reaction.objects.create(document_id=plan(scene)["document"], text="Mooi").pk}


def sharing(scene: Scene) -> dict[str, Any]:
    """Name a sharing of another document, so that the plan itself stays inside the school."""
    other = Document.objects.create(template="vision", unit=scene.world.school, title="Visie")
    return {"sharing": Sharing.objects.create(document=other, unit=scene.world.network).pk}


def action(scene: Scene) -> dict[str, Any]:
    """Name an action of the school."""
    made = Action.objects.create(
        uid=uuid4(), unit=scene.world.school, what="x", owner=scene.world.head, due=timezone.localdate()
    )
    return {"action": made.uid}


def action_sent(scene: Scene) -> dict[str, Any]:
    """Send an action on the core process."""
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    return {"what": "Samen lezen", "owner": scene.world.teacher.pk, "kind": "core", "core": "doelen", "due": due}


def published(scene: Scene) -> dict[str, Any]:
    """Send the note of a version."""
    return {"note": "Nieuw"}


def block(scene: Scene) -> dict[str, Any]:
    """Name a building block of the vision."""
    return school(scene) | {"block": "gsl-samen-leren"}


def new_vision(scene: Scene) -> dict[str, Any]:
    """Name the vision as what is started."""
    return school(scene) | {"template": "vision"}


def group(scene: Scene) -> dict[str, Any]:
    """Name the school group in the path."""
    return {"unit": scene.world.school_group.pk}


def dialogue(scene: Scene) -> dict[str, Any]:
    """Name a dialogue about the school, to which its head was asked."""
    begins = timezone.now() + timedelta(days=1)
    made = Meeting.objects.create(title="Dialoog", begins_at=begins, by=scene.world.general_director)
    for person in (scene.world.general_director, scene.world.head):
        Invited.objects.create(meeting=made, person=person)
    point = Point.objects.create(meeting=made, text="Lezen")
    for kind, unit in ((DIALOGUE, scene.world.school_group), (SCHOOL_KIND, scene.world.school)):
        About.objects.create(point=point, kind=kind, key=str(unit.pk))
    return {"meeting": made.uid}


def agreed(scene: Scene) -> dict[str, Any]:
    """Send a change to the plan of the school."""
    return plan(scene) | {"text": "Ook schrijven"}


def look(scene: Scene) -> dict[str, Any]:
    """Name the pulse of the school in the path."""
    return school(scene) | {"look": "verwachtingen"}


def chart(scene: Scene) -> dict[str, Any]:
    """Name a chart in the plan of the school."""
    made = Chart.objects.create(
        document_id=plan(scene)["document"],
        question="Minder zittenblijvers?",
        kind="x",
        key="y",
        title="x",
        reading="x",
    )
    return {"chart": made.pk}


def asked_plan(scene: Scene) -> dict[str, Any]:
    """Name the plan of the school, of which something is counted."""
    Figure.objects.get_or_create(
        unit=scene.world.school, indicator="zittenblijven", year=2024,
        defaults={"version": 1, "count": 30, "of": 200, "computed_at": timezone.now()},
    )  # fmt: skip
    return plan(scene)


def asked(scene: Scene) -> dict[str, Any]:
    """Send a question and what answers it."""
    return {"question": "Minder zittenblijvers?", "indicator": "zittenblijven"}


LEADS_GROUP = frozenset({"general_director"})
INSIDE = IN_THE_SCHOOL
ROWS: list[Address] = [
    *read_only("school_plan_first", WORKS_HERE - {"central_staff"}),
    *read_only("school_plan", INSIDE, school),
    *read_only("plan_poster", INSIDE, lambda scene: plan(scene) and school(scene)),
    Address("look", "GET", INSIDE, look),
    Address("look", "POST", INSIDE, look, lambda scene: {"every-learner": "3"}),
    *read_only("vision", INSIDE, school),
    *read_only("vision_block", INSIDE, block),
    Address("plan_goal_new", "GET", SCHOOL, plan),
    Address("plan_goal_new", "POST", SCHOOL, plan, goal_sent),
    Address("plan_goal", "GET", INSIDE, goal),
    Address("plan_goal", "POST", SCHOOL, goal, goal_sent),
    *write_only("plan_measure", SCHOOL, goal, lambda scene: {"value": "61"}),
    *write_only("plan_action", SCHOOL, plan, action_sent),
    *write_only("plan_action_outcome", SCHOOL | KEEPS_ROSTER, action, lambda scene: {"outcome": "worked"}),
    *read_only("document", INSIDE, plan),
    Address("document_write", "GET", SCHOOL, plan),
    Address("document_write", "POST", SCHOOL, plan, lambda scene: {"context": "Wij"}),
    *write_only("document_draft", SCHOOL, plan, lambda scene: {"context": "Wij"}),
    *write_only("document_publish", SCHOOL, plan, published),
    *read_only("document_version", INSIDE, version),
    *read_only("document_changes", INSIDE, version),
    *read_only("document_paper", INSIDE, version),
    *write_only("document_sign", INSIDE, version),
    *write_only("document_react", INSIDE, plan, lambda scene: {"text": "Mooi"}),
    *write_only("document_insight", SCHOOL, plan, lambda scene: {"text": "Stil", "source": "data"}),
    *write_only("reaction_answer", SCHOOL, reaction, lambda scene: {"outcome": "accepted", "why": "Ja."}),
    Address("document_share", "GET", SCHOOL, plan),
    Address("document_share", "POST", SCHOOL, plan, lambda scene: {"unit": scene.world.network.pk}),
    *write_only("document_share_stop", SCHOOL, sharing),
    Address("document_figure", "GET", SCHOOL, plan),
    Address("document_figure", "POST", SCHOOL, asked_plan, asked),
    *write_only("document_figure_leave", SCHOOL, chart),
    *write_only("document_start", SCHOOL, new_vision),
    Address("dialogues", "GET", LEADS_GROUP, group),
    Address("dialogues", "POST", LEADS_GROUP, group, lambda scene: {"begins_at": "2027-01-10T10:00", "school": "0"}),
    Address("dialogue", "GET", LEADS_GROUP | {"head"}, dialogue),
    Address("dialogue", "POST", frozenset({"head"}), dialogue, agreed),
]
