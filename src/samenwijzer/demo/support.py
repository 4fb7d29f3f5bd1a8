"""Support in the demo: a SPOC, an offer, needs, promises and answers, and a register of what the network tries."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP, SchoolSpec
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.actions import add_members
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers.support import actions, asking
from samenwijzer.practice.offers.support.models import Ask
from samenwijzer.quality.effects import actions as effects
from samenwijzer.quality.effects.models import Initiative

#: So many schools do it, so that also a network is built in little time.
SCHOOLS = 8
SRL, READING = "zelfregulerend-leren", "taal"
OFFERS = (
    (SRL, "Leren plannen: een traject met het team", "", 60),
    (SRL, "Startgesprek zelfregulerend leren", "preventive", 12),
    (READING, "LIST: lezen is top, met tutoren", "curative", 40),
    ("data", "Samen kijken naar gegevens", "preventive", 20),
)
NEEDS = (
    (SRL, "challenge", "Kinderen wachten tot wij zeggen wat ze doen.", True),
    (READING, "challenge", "Een op de vier leest niet vlot genoeg.", False),
    (SRL, "ambition", "Elke klas plant en kijkt terug.", False),
    (SRL, "ambition", "Leren plannen in de hele school.", False),
)


def support_schools(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Let a SPOC go with the school group, some heads say what they need, and central staff keep the register."""
    group, network = units[SCHOOL_GROUP], units[NETWORK]
    central = _viewer(network, "central_staff", today)
    if central is None:
        return
    spoc = _spoc(group, today)
    for theme, title, care, hours in OFFERS:
        actions.make_offer(unit=network.pk, theme=theme, title=title, care=care, hours=hours, by=central)
    for number, spec in enumerate(schools[:SCHOOLS]):
        head = _viewer(units[spec.name], "head", today)
        if head is not None:
            _in_school(units[spec.name], head, spoc, number)
    _register([units[spec.name] for spec in schools], central, today)


def _spoc(group: Unit, today: date) -> Viewer:
    person = create_people(people=[Person(given_name="Griet", family_name="Pauwels")], by=None)[0]
    since = today - timedelta(days=80)
    add_members(memberships=[Membership(person=person, unit=group, role="spoc", starts=since)], by=None)
    open_accounts(people=[person], usernames=["spoc"], by=None)
    return viewer_of(person_id=person.pk, on=today)


def _viewer(unit: Unit, role: str, today: date) -> Viewer | None:
    row = Membership.objects.filter(active(today), unit=unit, role=role).order_by("pk").first()
    return viewer_of(person_id=row.person_id, on=today) if row else None


def _in_school(school: Unit, head: Viewer, spoc: Viewer, number: int) -> None:
    for theme, kind, text, urgent in NEEDS[:2] if number == 0 else NEEDS[2 + number % 2 :][:1]:
        actions.name_need(unit=school.pk, theme=theme, kind=kind, text=text, urgent=urgent, by=head)
    if number > 1:
        return
    actions.write_note(
        unit=school.pk, text="Gesproken over leren plannen: het team wil klein beginnen.", scope="triad", by=spoc
    )
    due = head.on + timedelta(days=10)
    actions.promise(unit=school.pk, text="Een voorbeeld van een weekplan sturen", due=due, by=spoc)
    if number == 0:
        asked = asking.ask_support(
            unit=school.pk, kind=Ask.Kind.START, text="Hoe beginnen we met flexuren in de bovenbouw?", by=head
        )
        asking.answer_ask(ask=asked.pk, text="We kijken eerst samen naar jullie rooster.", meet_on=due, by=spoc)
        asking.ask_support(
            unit=school.pk, kind=Ask.Kind.ANALYSIS, text="Lezen we onze figuren over zittenblijven juist?", by=head
        )


def _register(schools: Sequence[Unit], central: Viewer, today: date) -> None:
    period = {"first": today - timedelta(days=420), "last": today - timedelta(days=30)}
    reading = effects.begin_initiative(
        kind=Initiative.Kind.INTERVENTION,
        title="LIST: lezen is top",
        question="Lezen kinderen vlotter in scholen die LIST uitvoeren?",
        by=central,
    )
    texts = {
        "summary": "Kinderen lezen elke dag een boek naar keuze; wie dat nodig heeft, leest met een tutor.",
        "method": "Gemiddelde leesscore van elke school, voor en na een schooljaar.",
        "limits": "Scholen kozen zelf of ze meededen. De demo heeft weinig scholen.",
        "core": "Elke dag vrij lezen, boekgesprekken, een tutor voor wie niet vlot leest.",
    }
    effects.keep_initiative(
        initiative=reading.pk, texts=texts, measure="leesscore", effect_on="learning", by=central, **period
    )
    for number, unit in enumerate(schools[:14]):
        takes_part = number % 2 == 0
        before = 48.0 + number % 5
        figures = effects.SchoolFigures(
            takes_part=takes_part,
            since=period["first"] if takes_part else None,
            hours=Decimal(12 + number) if takes_part else Decimal(0),
            by_core=takes_part and number % 4 == 0,
            before=before,
            after=before + (5 if takes_part else 2) + number % 3,
        )
        effects.note_school(initiative=reading.pk, school=unit.pk, figures=figures, by=central)
    effects.publish_initiative(initiative=reading.pk, by=central)
    failed = effects.begin_initiative(
        kind=Initiative.Kind.EXPERIMENT,
        title="Een app die elke dag aan het weekplan herinnert",
        question="Plannen leerlingen meer zelf met een herinnering?",
        by=central,
    )
    texts = {
        "summary": "Zes weken kregen leerlingen elke ochtend een herinnering aan hun weekplan.",
        "method": "Korte bevraging voor en na, in twee klassen.",
        "limits": "Twee klassen, zes weken.",
        "ethics": "De ethische commissie keek mee; ouders en leerlingen stemden in.",
    }
    effects.keep_initiative(initiative=failed.pk, texts=texts, measure="", effect_on="", by=central, **period)
    effects.end_initiative(
        initiative=failed.pk,
        outcome=Initiative.Outcome.FAILED,
        lesson="De herinnering nam het denken over. Begin met samen plannen, niet met een melding.",
        decision="We stoppen ermee.",
        by=central,
    )
