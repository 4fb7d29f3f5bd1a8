"""Who stands around the learners of the shown class: parents, CLB, a library, a student teacher, the support desk."""

from collections.abc import Mapping
from datetime import date, timedelta

from samenwijzer.demo.blueprint import CLB, NETWORK, PRIMARY, SCHOOL_GROUP, SHOWN_CLASS
from samenwijzer.demo.population import Population
from samenwijzer.network.access.actions import involve, open_accounts
from samenwijzer.network.access.guardians import link_guardian
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person

MAIL = "rondom.example"
LIBRARY = "Bibliotheek De Leeslamp"
#: Given and family name, role, place.
PEOPLE = (
    ("Joke", "Diels", "partner_contact", LIBRARY),
    ("Jonas", "Quintelier", "student_teacher", SHOWN_CLASS),
    ("Wout", "Ceulemans", "support_staff", NETWORK),
    ("Ine", "Vosters", "data_protection_officer", SCHOOL_GROUP),
    ("Bas", "Willekens", "data_expert", SCHOOL_GROUP),
)
PARENTS = ("Greet", "Karim", "Ann", "Tom")


def stand_around(*, units: Mapping[str, Unit], population: Population, today: date) -> None:
    """Put these people in their places and let the school say, through its own screens' verbs, who works with whom."""
    pupils = population.classes.get(SHOWN_CLASS)
    if not pupils or PRIMARY not in units:
        return
    places = {**units, LIBRARY: create_unit(kind="partner", name=LIBRARY, parent=units[PRIMARY], by=None)}
    coach = _people(places, today)["partner_contact"]
    secretary = viewer_of(person_id=population.adults["secretary-primary"].pk, on=today)
    for given, pupil in zip(PARENTS, pupils, strict=False):
        child = pupil.person
        address = f"{given}.{child.family_name}@{MAIL}".replace(" ", "").casefold()
        link_guardian(learner=child.pk, given_name=given, family_name=child.family_name, email=address, by=secretary)
    care = viewer_of(person_id=population.adults["care-primary"].pk, on=today)
    counsellor = Membership.objects.get(person=population.adults["counsellor"], unit=units[CLB])
    for function, pupil, reason, days in (
        (counsellor, pupils[2], "zorgvraag rekenen, besproken met de ouders", 60),
        (coach, pupils[0], "voorlezen in de bibliotheek, op dinsdag", 120),
    ):
        involve(
            person=function.person_id,
            learner=pupil.person.pk,
            function=function,
            reason=reason,
            ends=today + timedelta(days=days),
            by=care,
        )


def _people(places: Mapping[str, Unit], today: date) -> dict[str, Membership]:
    """Create the people, each with an account, and return their places by role."""
    people = create_people(
        people=[
            Person(given_name=given, family_name=family, email=f"{given}.{family}@{MAIL}".casefold())
            for given, family, _role, _place in PEOPLE
        ],
        by=None,
    )
    open_accounts(people=people, usernames=[one.email for one in people], by=None)
    rows = [
        Membership(person=person, unit=places[place], role=role, starts=today - timedelta(days=80))
        for person, (_given, _family, role, place) in zip(people, PEOPLE, strict=True)
    ]
    return {one.role: one for one in add_members(memberships=rows, by=None)}
