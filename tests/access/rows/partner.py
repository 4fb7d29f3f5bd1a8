"""Who gets in at each address of partners: who leads decides, who teaches plans, learners and parents join."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.learning.evidence.outside.actions import begin_experience
from samenwijzer.learning.evidence.outside.links import answer, make_link
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.offers.partners.actions import Beginning, begin_partnership
from samenwijzer.practice.offers.partners.activities import Plan, link_goal, plan_activity, publish_activity, say
from samenwijzer.practice.offers.partners.models import Activity, Partnership
from tests.access.scene import ACTS_FOR_LEARNER, LEARNERS, RECORD, SCHOOL, WORKS_HERE, Address, Scene, read_only
from tests.access.scene import write_only as write

READS = frozenset({"teacher", "colleague", "care_coordinator", "head", "secretary"})
PLANS = frozenset({"teacher", "colleague", "care_coordinator", "head"})
JOINS = frozenset({"learner", "classmate", "guardian"})


def _partnership(scene: Scene) -> Partnership:
    standing = Partnership.objects.filter(unit=scene.world.school).first()
    by = scene.world.viewer(scene.world.head)
    content = Beginning(
        kind="company", fit="shared", why="a", gain_here="a", gain_there="b", interests=("talent",), name="Oven",
        review_on=by.on + timedelta(days=9),
    )  # fmt: skip
    return standing or begin_partnership(unit=scene.world.school.pk, content=content, by=by)


def _activity(scene: Scene) -> Activity:
    standing = Activity.objects.filter(school=scene.world.school).first()
    if standing:
        return standing
    by = scene.world.viewer(scene.world.teacher)
    plan = Plan(
        title="Brood", kind="work", reach="region", starts=by.on, ends=by.on, interests=("talent",),
        groups=(scene.world.group.pk,),
    )  # fmt: skip
    made = plan_activity(partnership=_partnership(scene).pk, school=scene.world.school.pk, plan=plan, by=by)
    link_goal(activity=made.pk, goal=scene.world.goals["compare"].pk, by=by)
    return publish_activity(activity=made.pk, by=by)


def here(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"unit": scene.world.school.pk}


def partnership(scene: Scene) -> dict[str, Any]:
    """Name a partnership of the school."""
    return {"partnership": _partnership(scene).pk}


def annexed(scene: Scene) -> dict[str, Any]:
    """Name a partnership of the school group, and the school."""
    by = scene.world.viewer(scene.world.general_director)
    standing = Partnership.objects.filter(unit=scene.world.school_group).first()
    content = Beginning(
        kind="school", fit="shared", why="a", gain_here="a", gain_there="b", interests=("talent",), name="Kunst",
        review_on=by.on + timedelta(days=9),
    )  # fmt: skip
    standing = standing or begin_partnership(unit=scene.world.school_group.pk, content=content, by=by)
    return {"partnership": standing.pk, "school": scene.world.school.pk}


def activity(scene: Scene) -> dict[str, Any]:
    """Name an activity for class L3A that is published."""
    return {"activity": _activity(scene).pk}


def post(scene: Scene) -> dict[str, Any]:
    """Name what the learner said there."""
    made = say(activity=_activity(scene).pk, text="Hallo", by=scene.world.viewer(scene.learner))
    return {"post": made.pk}


def experience(scene: Scene) -> dict[str, Any]:
    """Name an experience of the learner that a mentor answered about."""
    by = scene.world.viewer(scene.learner)
    made = begin_experience(
        learner=by.person_id, kind="work", title="Bakken", place="Oven", starts=by.on, ends=by.on,
        goals=[scene.world.goals["compare"].pk], by=by,
    )  # fmt: skip
    code = make_link(experience=made.uid, to="Bo", by=scene.world.viewer(scene.world.teacher))
    answer(code=code, steps={row.pk: 3 for row in made.goals.all()})
    return {"experience": made.uid}


def begun(scene: Scene) -> dict[str, Any]:
    """Send a new partner; each time another."""
    soon = (timezone.localdate() + timedelta(days=9)).isoformat()
    name = f"Partner {Unit.objects.count()}"
    return {
        "name": name, "kind": "company", "fit": "shared", "why": "a", "gain_here": "a", "gain_there": "b",
        "interests": ["talent"], "review_on": soon,
    }  # fmt: skip


def planned(scene: Scene) -> dict[str, Any]:
    """Send a plan for class L3A."""
    today = timezone.localdate().isoformat()
    return {
        "title": "Brood", "partnership": _partnership(scene).pk, "kind": "work", "reach": "region", "starts": today,
        "ends": today, "interests": ["talent"], "groups": [scene.world.group.pk],
    }  # fmt: skip


def decided(scene: Scene) -> dict[str, Any]:
    """Send a decision to go on."""
    return {"choice": "continue", "why": "a", "review_on": (timezone.localdate() + timedelta(days=9)).isoformat()}


def noted(scene: Scene) -> dict[str, Any]:
    """Send an experience of the learner."""
    today = timezone.localdate().isoformat()
    return {
        "learner": scene.learner.pk, "kind": "work", "title": "Bakken", "place": "Oven", "starts": today,
        "ends": today, "goals": [scene.world.goals["compare"].pk],
    }  # fmt: skip


def goal(scene: Scene) -> dict[str, Any]:
    """Send the goal that runs."""
    return {"goal": scene.world.goals["compare"].pk}


def counted(scene: Scene) -> dict[str, Any]:
    """Send a step for it."""
    return {f"step-{scene.world.goals['compare'].pk}": "3"}


ROWS: list[Address] = [
    *read_only("partners_first", WORKS_HERE),
    *read_only("partners", READS, here),
    *write("partnership_begin", SCHOOL, here, begun),
    *write("partner_activity_plan", PLANS, here, planned),
    *read_only("partnership", READS, partnership),
    *write("partnership_decide", SCHOOL, partnership, decided),
    *write("partnership_goal", frozenset(), partnership, lambda scene: {"goal": 0}),
    *write("partnership_agreement", SCHOOL, partnership),
    *write("partnership_annex", SCHOOL, annexed),
    *read_only("partner_activity", READS | JOINS, activity),
    *write("partner_activity_goal", PLANS, activity, goal),
    *write("partner_activity_publish", PLANS, activity),
    *write(
        "partner_enrol", frozenset({"teacher", "care_coordinator", "head", "learner", "guardian"}), activity,
        lambda scene: {"learner": scene.learner.pk},
    ),
    *write("partner_names", SCHOOL, activity),
    *write("partner_say", READS | JOINS, activity, lambda scene: {"text": "Dag"}),
    *write("partner_let_in", PLANS, post),
    *write("partner_evaluate", PLANS, activity, lambda scene: {"reached": 3, "included": 3, "gained": "a"}),
    *read_only("partner_home", frozenset()),
    *write("partner_values", frozenset(), partnership),
    *read_only("partner_activities", LEARNERS | {"guardian"}),
    *read_only("experiences", LEARNERS | RECORD | {"head"}),
    *write("experience_begin", ACTS_FOR_LEARNER - {"guardian"} | {"teacher", "care_coordinator"}, data=noted),
    *read_only("experience", frozenset({"learner", "teacher", "care_coordinator", "head"}), experience),
    *write("experience_answer", frozenset({"learner"}), experience, lambda scene: {"did": "a"}),
    *write("experience_ask", frozenset({"teacher", "care_coordinator"}), experience, lambda scene: {"to": "Bo"}),
    *write("experience_validate", frozenset({"teacher", "care_coordinator"}), experience, counted),
]  # fmt: skip
