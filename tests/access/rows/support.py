"""Who gets in where schools are supported: head, school group and SPOC around a school, everybody at the offer."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.offers.support.models import Agreement, AgreementSchool, Ask, Match, Need, Offer, Promise
from tests.access.rows.scales import ADULTS
from tests.access.scene import AT_A_SCHOOL, NOBODY, SCHOOL, Address, Scene, write_only

LEADS, CENTRAL, THEME = frozenset({"general_director"}), frozenset({"central_staff"}), "taal"


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"unit": scene.world.school.pk}


def group(scene: Scene) -> dict[str, Any]:
    """Name its school group."""
    return {"unit": scene.world.school_group.pk}


def _day() -> str:
    return (timezone.localdate() + timedelta(days=9)).isoformat()


def promised(scene: Scene) -> dict[str, Any]:
    """Name what was promised to the school."""
    return {"promise": Promise.objects.create(unit=scene.world.school, text="x", due=timezone.localdate()).pk}


def cluster_asked(scene: Scene) -> dict[str, Any]:
    """Name how the school was asked into a cluster."""
    made = Agreement.objects.create(unit=scene.world.school_group, theme=THEME, hours=3, on=timezone.localdate())
    return {"asked": AgreementSchool.objects.create(agreement=made, unit=scene.world.school).pk}


def offered(scene: Scene) -> dict[str, Any]:
    """Name an offer on a theme that the school needs."""
    Need.objects.create(unit=scene.world.school, theme=THEME, kind="ambition", text="x", on=timezone.localdate())
    return {"offer": Offer.objects.create(unit=scene.world.network, theme=THEME, title="x", hours=90).pk}


def match_sent(scene: Scene) -> dict[str, Any]:
    """Send a choice for the school."""
    Match.objects.all().delete()
    said = {"school": scene.world.school.pk, "theme": THEME, "care": "curative", "proposed": "curative", "hours": 3}
    return said | offered(scene)


def cluster_sent(scene: Scene) -> dict[str, Any]:
    """Send three schools with one need."""
    units = [create_unit(kind="school", name=str(n), parent=scene.world.school_group, by=None) for n in range(3)]
    Need.objects.bulk_create(
        [Need(unit=one, theme=THEME, kind="ambition", text="x", on=timezone.localdate()) for one in units]
    )
    return {"theme": THEME, "hours": 9, "school": [one.pk for one in units]}


def asked(scene: Scene) -> dict[str, Any]:
    """Name what the head asked, and has an answer to."""
    told = {"kind": "analysis", "text": "x", "answer": "y", "by": scene.world.head}
    return {"ask": Ask.objects.create(unit=scene.world.school, **told).pk}


def question_sent(scene: Scene) -> dict[str, Any]:
    """Send a question on the goal that runs."""
    return {"unit": scene.world.school.pk, "goal": scene.world.goals["compare"].pk, "text": "x"}


def offer_sent(scene: Scene) -> dict[str, Any]:
    """Send something for the offer."""
    return {"unit": scene.world.network.pk, "theme": THEME, "title": "x", "care": "", "hours": 9}


HEAD = frozenset({"head"})
ROWS: list[Address] = [
    Address("support_offers", "GET", ADULTS),
    Address("support_offers", "POST", CENTRAL, data=offer_sent),
    *write_only("support_offer", CENTRAL, offered, lambda scene: {"hours": 99, "text": "x"}),
    Address("support_questions", "GET", ADULTS),
    Address("support_questions", "POST", AT_A_SCHOOL - {"other_teacher"}, data=question_sent),
    Address("support_ask", "GET", HEAD, asked),
    Address("support_ask", "POST", HEAD, asked, lambda scene: {"text": "x"}),
    *write_only("support_answer", NOBODY, asked, lambda scene: {"text": "x"}),
    *write_only("support_publish", HEAD, asked),
    *write_only("support_kept", SCHOOL | LEADS, promised),
    *write_only("support_accept", SCHOOL, cluster_asked),
    Address("support_school", "GET", SCHOOL | LEADS, school),
    Address("support_school", "POST", SCHOOL | LEADS, school, lambda scene: {"text": "x", "scope": "triad"}),
    *write_only("support_promise", SCHOOL | LEADS, school, lambda scene: {"text": "x", "due": _day()}),
    *write_only("support_need", SCHOOL, school, lambda scene: {"theme": THEME, "kind": "ambition", "text": "x"}),
    *write_only("support_ask_for", SCHOOL, school, lambda scene: {"kind": "start", "text": "x"}),
    Address("support_group", "GET", LEADS, group),
    Address("support_group", "POST", NOBODY, group),
    *write_only("support_decide", LEADS, group, match_sent),
    *write_only("support_cluster", LEADS, group, cluster_sent),
]
