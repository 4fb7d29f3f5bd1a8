"""One learning community with an inquiry that runs: a question, evidence, the advice of learners, and intervision."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.actions import plan_meeting
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.communities.actions import advise, ask_learners, bring_finding
from samenwijzer.practice.cycles.communities.intervision import bring_case, say_in_step
from samenwijzer.practice.cycles.communities.queries import groups_taught, notes_of
from samenwijzer.practice.cycles.owners import PERSON, UNIT

MEMBERS = 5
ADVICE = (
    "Eerst met repen papier, dan pas met cijfers",
    "Mogen we het aan elkaar uitleggen?",
    "Minder oefeningen per blad",
)


def learn_together(*, schools: Sequence[SchoolSpec], units: dict[str, Unit], today: date) -> None:
    """Let some teachers of the first school form a community, through the same verbs as on the screens."""
    school = units[schools[0].name]
    here = Membership.objects.filter(active(today), unit__path__startswith=school.path)
    teachers = here.filter(role="teacher").order_by("pk").values_list("person_id", flat=True)
    adults = list(dict.fromkeys(teachers))[:MEMBERS]
    if len(adults) < 2:  # a community of one learns nothing
        return
    community = create_unit(kind="plc", name="PLG Rekenen", parent=school, by=None)
    starts = today - timedelta(days=60)
    rows = [Membership(person_id=one, unit=community, role="member", starts=starts) for one in adults]
    add_members(memberships=rows, by=None)
    lead = viewer_of(person_id=adults[0], on=today)
    shared = _inquire(community, lead, today)
    _ask(shared, lead, today)
    _think_along(adults, lead)


def _inquire(community: Unit, lead: Viewer, today: date) -> UUID:
    shared = start_cycle(
        template="plc-inquiry", owner=Reference(UNIT, str(community.pk)), title="Helpt tekenen bij breuken?",
        due=None, by=lead,
    )  # fmt: skip
    asked = {
        "plc-question": "Rekenen leerlingen juister als ze eerst tekenen?",
        "plc-outcome": "Elke leerling legt met een tekening uit waarom 1/2 en 2/4 even groot zijn.",
    }
    keep_answers(cycle=shared.uid, phase="question", values=asked, ends=True, by=lead)
    tried = {
        "plc-approach": "Twee weken lang begint elke breukenles met een strook papier.",
        "plc-evidence": "Vooraf legde 9 van de 20 leerlingen het uit, halverwege 14 van de 20.",
        "plc-adjusted": "Ook bij het optellen tekenen we eerst.",
    }
    keep_answers(cycle=shared.uid, phase="try", values=tried, ends=False, by=lead)
    own = start_cycle(
        template="inquiry", owner=Reference(PERSON, str(lead.person_id)), title="Stroken papier bij breuken",
        due=None, by=lead,
    )  # fmt: skip
    for phase, values in (
        ("question", {"question": "Helpt een strook papier?", "change": "elke les vijf minuten vouwen",
                      "measure": "dezelfde taak van zes breuken"}),
        ("before", {"before": "Gemiddeld 3 van de 6 juist"}),
        ("notebook", {"finding": "Wie vouwt, rekent trager en juister"}),
    ):  # fmt: skip
        keep_answers(cycle=own.uid, phase=phase, values=values, ends=phase != "notebook", by=lead)
    bring_finding(unit=community.pk, note=notes_of(viewer=lead)[0].key, by=lead)
    at = timezone.make_aware(datetime.combine(today + timedelta(days=9), time(15, 45)))
    plan_meeting(title="Kijken naar tekeningen van leerlingen", begins_at=at, minutes=50, unit=community.pk, by=lead)
    return shared.uid


def _ask(cycle: UUID, lead: Viewer, today: date) -> None:
    groups = groups_taught(lead)
    if not groups:
        return
    panel = ask_learners(
        cycle=cycle, group=groups[0].unit_id, question="Wat hielp jou het meest bij breuken?", by=lead
    )  # fmt: skip
    learners = Membership.objects.filter(active(today), unit=groups[0].unit_id, role=LEARNER).order_by("pk")
    for words, learner in zip(ADVICE, learners.values_list("person_id", flat=True), strict=False):
        advise(panel=panel.uid, text=words, by=viewer_of(person_id=learner, on=today))


def _think_along(adults: Sequence[int], lead: Viewer) -> None:
    session = bring_case(
        title="Wie niets zegt",
        case="Een leerling zegt al drie weken niets in de kring, maar wel op de speelplaats. Hoe nodig ik uit?",
        method="incident",
        people=adults[1:4],
        until=lead.on + timedelta(days=28),
        by=lead,
    )
    other = viewer_of(person_id=adults[1], on=lead.on)
    say_in_step(intervision=session.uid, step="ask", text="Wanneer praat die leerling wel in de klas?", by=other)
