"""Who talks with whom: a coach with a colleague, a director with the head, and a draft put before every level."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.actions import plan_meeting, raise_point, take_action
from samenwijzer.practice.documents.actions import keep_passages, publish, start_document
from samenwijzer.practice.documents.reactions import react
from samenwijzer.quality.plans.dialogues import plan_dialogue

DRAFT = {
    "waarom": "Feedback helpt pas als een leerling er iets mee doet. Elke school doet dat nu op haar manier.",
    "tekst": "Elke leerling hoort minstens om de tien schooldagen waar die staat en wat de volgende stap is.",
}


def talk(*, school: Unit, units: Mapping[str, Unit], today: date) -> None:
    """Plan the talks of the first school, through the same verbs as on the screens."""
    head, teachers = _with("head", school, today), _with("teacher", school, today)
    if not head or len(teachers) < 2:
        return
    _coach(teachers[0], teachers[1], today)
    director, central = (
        _with("general_director", units[SCHOOL_GROUP], today),
        _with("central_staff", units[NETWORK], today),
    )
    if director:
        _dialogue(director[0], units[SCHOOL_GROUP], school, today)
    if central:
        _consult(central[0], units[NETWORK], teachers[0], today)


def _with(role: str, unit: Unit, today: date) -> list[Viewer]:
    rows = Membership.objects.filter(active(today), role=role, unit__path__startswith=unit.path).order_by("pk")
    return [viewer_of(person_id=one, on=today) for one in dict.fromkeys(rows.values_list("person_id", flat=True)[:4])]


def _at(day: date) -> datetime:
    """Return a quarter to four on ``day``, or on the Friday before a weekend."""
    return timezone.make_aware(datetime.combine(day - timedelta(days=max(0, day.weekday() - 4)), time(15, 45)))


def _coach(coach: Viewer, other: Viewer, today: date) -> None:
    people: Sequence[int] = [other.person_id]
    before = plan_meeting(
        title="Meekijken in de les", begins_at=_at(today - timedelta(days=9)), minutes=30, people=people, by=coach
    )
    raise_point(meeting=before.uid, text="Na een vraag vijf tellen wachten: er staken meer vingers op", by=coach)
    take_action(
        meeting=before.uid, what="Kaartjes met namen maken", owner=other.person_id, due=today + timedelta(days=5),
        by=coach,
    )  # fmt: skip
    plan_meeting(
        title="Hoe gaat het nu?", begins_at=_at(today + timedelta(days=12)), minutes=30, people=people, by=coach
    )


def _dialogue(director: Viewer, group: Unit, school: Unit, today: date) -> None:
    for theme, days in (("Lezen in alle vakken", -40), ("Hoe houden we het vol?", 16)):
        at = _at(today + timedelta(days=days))
        plan_dialogue(group=group.pk, schools=[school.pk], theme=theme, begins_at=at, by=director)


def _consult(central: Viewer, network: Unit, teacher: Viewer, today: date) -> None:
    title = "Kader: feedback die verder helpt"
    frame = start_document(template="frame", unit=network.pk, title=title, by=central)
    keep_passages(document=frame.pk, texts=DRAFT, by=central)
    publish(document=frame.pk, note="Eerste ontwerp", react_until=today + timedelta(days=21), by=central)
    react(document=frame.pk, text="Tien schooldagen is kort voor wie één uur per week lesgeeft.", by=teacher)
