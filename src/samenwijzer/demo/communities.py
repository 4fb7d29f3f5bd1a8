"""Who learns together in the demo: a community of the school group, open lessons, a check, an example and a trip."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.actions import note_present, plan_meeting
from samenwijzer.practice.agenda.plc.actions import (
    Plan,
    form_community,
    grow,
    note_tried,
    run_check,
    share_costs,
    take_in,
)
from samenwijzer.practice.agenda.plc.doors import open_door, sign_up
from samenwijzer.practice.agenda.plc.pack import growing
from samenwijzer.practice.agenda.plc.rules import amount
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.materials.actions import share_material
from samenwijzer.practice.materials.practices.actions import tell_example

MEMBERS = 5
TRIED = (
    ("Elke les begon met een strook papier", "Wie anders wacht, begon nu meteen"),
    ("Eerst tekenen, dan pas de som", "Het duurde langer, en er waren minder fouten"),
)
EXAMPLE = {
    "title": "Praatkaartjes voor wie zwijgt", "challenge": "Vier leerlingen zeiden nooit iets in de kring.",
    "context": "Derde leerjaar, 22 leerlingen, de helft spreekt thuis een andere taal.",
    "approach": "Elke dag vijf minuten in tweetallen met een kaartje, dan pas in de kring.",
    "effect": "Na zes weken sprak iedereen minstens één keer per week: vooraf 18 van de 22, nadien 22 van de 22.",
    "effect_known": "measured", "grounds": "Lyman (1981), denken, delen, uitwisselen",
}  # fmt: skip


def organise_communities(*, schools: Sequence[SchoolSpec], units: dict[str, Unit], today: date) -> None:
    """Let who leads form a community, and adults of the first school open lessons, check, tell and travel."""
    school = units[schools[0].name]
    heads = _viewers(Membership.objects.filter(unit=school, role="head"), today)
    teachers = _viewers(Membership.objects.filter(unit__path__startswith=school.path, role="teacher"), today)
    if not heads or len(teachers) < 2:
        return
    _check(school, heads[0])
    _open_doors(school, teachers, today)
    _tell(school, teachers[0])
    _travel(school, heads[0])
    _form(school, heads[0], teachers[:MEMBERS], today)


def _viewers(rows: QuerySet[Membership], today: date) -> list[Viewer]:
    people = list(dict.fromkeys(rows.filter(active(today)).order_by("pk").values_list("person", flat=True)))
    return [viewer_of(person_id=one, on=today) for one in people[:MEMBERS]]


def _check(school: Unit, head: Viewer) -> None:
    for check in growing().checks:
        states = {item.key: 1 + (number * 2) % 3 for number, item in enumerate(check.items)}
        run_check(check=check.key, unit=school.pk, states=states, about="", by=head)


def _open_doors(school: Unit, teachers: Sequence[Viewer], today: date) -> None:
    for number, (title, look_at) in enumerate(
        (("Keuzewerk rekenen", "Hoe kiezen leerlingen hun volgende taak?"), ("Boekenkring", "Wie stelt de vragen?"))
    ):
        at = timezone.make_aware(datetime.combine(today + timedelta(days=4 + number), time(10)))
        door = open_door(
            unit=school.pk, title=title, look_at=look_at, at=at, place="in de klas", seats=2, by=teachers[number]
        )
        if number:
            sign_up(door=door.pk, by=teachers[0])


def _tell(school: Unit, teacher: Viewer) -> None:
    terms = {"area": "nederlands", "licence": "CC-BY-SA-4.0"}
    example = tell_example(written=EXAMPLE, terms=terms, school=school.pk, by=teacher)
    group = next((one for one in Unit.objects.filter(pk__in=school.ancestor_ids, kind="school_group")), None)
    share_material(material=example.material_id, unit=(group or school).pk, by=teacher)


def _travel(school: Unit, head: Viewer) -> None:
    trip = start_cycle(
        template="learning-trip", owner=Reference(UNIT, str(school.pk)), title="Meekijken in Tampere", due=None, by=head
    )
    asked = {
        "trip-now": "Een kring op maandag en vrijdag.", "trip-needs": "Leerlingen stap voor stap meer laten kiezen.",
        "trip-question-1": "autonomy", "trip-question-2": "teaming", "trip-own": "Hoe ziet de eerste week eruit?",
    }  # fmt: skip
    keep_answers(cycle=trip.uid, phase="apply", values=asked, ends=True, by=head)


def _form(school: Unit, head: Viewer, members: Sequence[Viewer], today: date) -> None:
    unit = form_community(place=school.pk, plan=Plan(name="PLG Stem van leerlingen", subject="participatie"), by=head)
    take_in(community=unit.pk, people=[one.person_id for one in members], by=head)
    share_costs(community=unit.pk, euro={school.pk: amount("450")}, by=head)
    inside = [viewer_of(person_id=one.person_id, on=today) for one in members]
    at = timezone.make_aware(datetime.combine(today - timedelta(days=8), time(15, 45)))
    meeting = plan_meeting(
        title="Wie kwam aan het woord?", begins_at=at, minutes=50, unit=unit.pk, by=inside[0],
        people=[one.person_id for one in inside],
    )  # fmt: skip
    note_present(meeting=meeting.uid, present={one.person_id: True for one in inside}, by=inside[0])
    for viewer, (what, saw) in zip(inside, TRIED, strict=False):
        note_tried(community=unit.pk, meeting=str(meeting.uid), what=what, saw=saw, by=viewer)
    grow(unit=unit.pk, stage="exchange", evidence="Drie overleggen met werk van leerlingen op tafel.", by=inside[0])
