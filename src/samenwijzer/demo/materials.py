"""The bank of materials of the demo: thirty fictional titles, some remixed, some validated, some paid for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP, SchoolSpec
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.materials.bank import activities_to_fill, use_in_activity
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.goals.models import Framework, Goal, at_level
from samenwijzer.practice.goals.search import search
from samenwijzer.practice.materials.actions import add_material, agree_ownership, share_material, thank
from samenwijzer.practice.materials.choosing import compare, decide, open_file, order, report_use
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.together import (
    apply,
    ask_advice,
    give_advice,
    make_call,
    price_gap,
    report_gap,
    want_gap,
)
from samenwijzer.practice.materials.validating import ask_validation, conclude, offer_seat, review, take_seat

#: The sample curricula, by learning area.
CURRICULA = {
    "wiskunde": ("go2030-voorbeeldleerplan-wiskunde",),
    "nederlands": ("go2030-voorbeeldleerplan-nederlands",),
    "wetenschappen": ("go2030-voorbeeldleerplan-wiskunde",),
}
CRITERIA = ("goals", "didactics", "accessible", "content")
#: Title, kind, area, ages, minutes, terms, licence, price.
TITLES: tuple[tuple[str, str, str, tuple[int, int], int | None, tuple[str, ...], str, str], ...] = (
    ("Breuken leggen met strookjes", "game", "wiskunde", (8, 10), 40, ("basisdidactiek",), "CC-BY-SA-4.0", "0"),
    ("Tafels in duo’s", "game", "wiskunde", (7, 10), 15, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Meten op de speelplaats", "project", "wiskunde", (8, 12), 100, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Kloklezen: tien korte films", "explanation", "wiskunde", (6, 9), 10, ("leerprofiel",), "CC-BY-NC-4.0", "0"),
    ("Vraagstukken op drie niveaus", "task", "wiskunde", (9, 12), 50, ("doelgerichte-differentiatie",), "CC-BY-SA-4.0",
     "0"),
    ("Werkboek Rekenwijs 3", "textbook", "wiskunde", (8, 9), None, (), "LicenseRef-publisher", "11.50"),
    ("Getallenkamer", "app", "wiskunde", (6, 12), None, ("leerstatus",), "LicenseRef-publisher", "4.20"),
    ("Lezen met de klok mee", "task", "nederlands", (7, 9), 25, ("formatief-handelen",), "CC-BY-4.0", "0"),
    ("Boekenkring: rollen en vragen", "game", "nederlands", (9, 14), 50, ("samen-leren", "samenwerkingsvaardigheden"),
     "CC-BY-SA-4.0", "0"),
    ("Woordmuur", "project", "nederlands", (5, 9), None, ("basisdidactiek",), "CC-BY-4.0", "0"),
    ("Schrijven in vijf stappen", "task", "nederlands", (8, 12), 50, ("zelfregulerend-leren",), "CC-BY-SA-4.0", "0"),
    ("Werkboek Taalschip 3", "textbook", "nederlands", (8, 9), None, (), "LicenseRef-publisher", "13.90"),
    ("Luisterverhalen met stilte", "explanation", "nederlands", (4, 8), 15, ("leerprofiel",), "CC-BY-NC-SA-4.0", "0"),
    ("Bonjour, la classe", "game", "frans", (10, 12), 20, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Mijn straat vroeger en nu", "project", "wereldorientatie", (8, 12), 200, ("leerinteresse",), "CC-BY-4.0", "0"),
    ("Naar de waterzuivering", "partner-activity", "wetenschappen", (10, 14), 150, ("leerinteresse",), "CC-BY-4.0",
     "3.00"),
    ("Proefjes met lucht", "task", "wetenschappen", (6, 10), 50, ("leerinteresse",), "CC-BY-SA-4.0", "0"),
    ("Klimaatkaart van de school", "project", "wetenschappen", (12, 16), 150, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Ritmes bouwen", "game", "muzisch", (5, 12), 25, (), "CC0-1.0", "0"),
    ("Kijken naar één schilderij", "task", "muzisch", (8, 18), 30, (), "CC-BY-4.0", "0"),
    ("Bewegend ophalen", "game", "bewegen", (6, 14), 10, ("basisdidactiek",), "CC-BY-4.0", "0"),
    ("Klasraad leiden: kaarten", "game", "burgerschap", (8, 18), 30, ("groeien-naar-autonomie",), "CC-BY-SA-4.0", "0"),
    ("Nieuws of niet?", "task", "burgerschap", (12, 18), 50, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Weekplanner in drie versies", "task", "leren", (6, 12), 15, ("zelfregulerend-leren",), "CC-BY-SA-4.0", "0"),
    ("Keuzebord: wat doe ik eerst?", "game", "leren", (5, 9), 10, ("zelfsturend-leren",), "CC-BY-SA-4.0", "0"),
    ("Terugkijken met vier prenten", "task", "leren", (4, 8), 10, ("zelfregulerend-leren",), "CC-BY-4.0", "0"),
    ("Hoge verwachtingen in 20 minuten", "team-activity", "professioneel", (18, 99), 20, ("hoge-verwachtingen",),
     "CC-BY-4.0", "0"),
    ("Fiche: duo’s leren van elkaar", "sheet", "professioneel", (18, 99), 10, ("samen-leren",), "CC-BY-4.0", "0"),
    ("Fiche: gespreid ophalen", "sheet", "professioneel", (18, 99), 10, ("basisdidactiek",), "CC-BY-4.0", "0"),
)  # fmt: skip
HOW = (
    "Begin met een voorbeeld op het bord en denk hardop. Laat daarna per twee werken; wie vastzit, legt eerst of "
    "tekent. Sluit af met één vraag die iedereen alleen beantwoordt."
)
#: Titles that a panel read and validated.
VALIDATED = ("Breuken leggen met strookjes", "Schrijven in vijf stappen", "Tafels in duo’s")
SOURCES = {
    "Fiche: duo’s leren van elkaar": ("EEF Teaching and Learning Toolkit: peer tutoring", 2021, "moderate"),
    "Fiche: gespreid ophalen": ("Dunlosky e.a. (2013), Improving students’ learning", 2013, "strong"),
}


def fill_bank(*, schools: tuple[SchoolSpec, ...], units: Mapping[str, Unit], today: date) -> None:
    """Let people of the first school and the network fill the bank, through the same verbs as on the screens."""
    school = units[schools[0].name]
    teachers = _below(school, "teacher", today)[:6]
    head = next(iter(_below(school, "head", today)), None)
    central = next(iter(_below(units[NETWORK], "central_staff", today)), None)
    if len(teachers) < 2 or head is None or central is None:
        return
    made = _shelve(teachers, units[NETWORK])
    _agree(units[SCHOOL_GROUP], today)
    _remix(made["Breuken leggen met strookjes"], teachers[1], school)
    _validate(made, [*teachers[:2], head], central)
    _buy(made, school, head, teachers, today)
    _talk(made, teachers, central, today)


def _below(unit: Unit, role: str, today: date) -> list[Viewer]:
    rows = Membership.objects.filter(active(today), unit__path__startswith=unit.path, role=role)
    people = list(dict.fromkeys(rows.order_by("unit__path", "pk").values_list("person", flat=True)))
    return [viewer_of(person_id=one, on=today) for one in people[:8]]


def _shelve(teachers: Sequence[Viewer], network: Unit) -> dict[str, Material]:
    found = {}
    for number, (title, kind, area, (low, high), minutes, terms, licence, price) in enumerate(TITLES):
        by = teachers[number % len(teachers)]
        written: dict[str, Any] = {
            "title": title, "description": HOW, "kind": kind, "area": area, "from_age": low, "to_age": high,
            "minutes": minutes, "language": "fr" if area == "frans" else "nl", "features": ["printable", "largePrint"],
            "licence": licence, "origin": "work-time", "price": Decimal(price),
        }  # fmt: skip
        if licence == "LicenseRef-publisher":
            written |= {"origin": "publisher", "publisher": "Uitgeverij De Ronde Tafel", "features": []}
        if title in SOURCES:
            source, year, certainty = SOURCES[title]
            written |= {
                "source": source,
                "source_year": year,
                "certainty": certainty,
                "effort": "weinig geld, wat tijd",
            }
            written["review_on"] = by.on + timedelta(days=200 if certainty == "moderate" else -20)
        chosen = _goals_of(title, area, low)
        made = add_material(written=written, terms=terms, goals=chosen, by=by)
        found[title] = share_material(material=made.pk, unit=network.pk, by=by)
    return found


def _goals_of(title: str, area: str, age: int) -> list[int]:
    """Return the goals of the sample curriculum that a title seems to be about, else the first of its year."""
    frameworks = Framework.objects.filter(identifier__in=CURRICULA.get(area, ()))
    level = f"L{age - 5}"
    hits = search(title, frameworks=frameworks, level=level, limit=2).goals
    first = Goal.objects.filter(at_level(level), framework__in=frameworks, children=None).order_by("position")[:1]
    return [one.pk for one in hits or first]


def _agree(group: Unit, today: date) -> None:
    director = next(iter(_below(group, "general_director", today)), None)
    if director is not None:
        sentence = (
            "Wat je in werktijd maakt is van de school. Jouw naam staat er altijd bij, en je blijft het zelf gebruiken."
        )
        agree_ownership(unit=group.pk, origin="work-time", sentence=sentence, by=director)


def _remix(parent: Material, by: Viewer, school: Unit) -> None:
    written = {
        "title": "Breuken leggen met een recept", "description": HOW, "kind": "task", "area": "wiskunde", "from_age": 8,
        "to_age": 10, "minutes": 50, "language": "nl", "features": ["printable"], "licence": "CC-BY-SA-4.0",
        "origin": "work-time", "changed_how": "de strookjes werden pannenkoeken, met een recept voor vier",
    }  # fmt: skip
    goals = list(parent.goals.values_list("pk", flat=True))
    made = add_material(written=written, goals=goals, terms=["leerinteresse"], parent=parent.pk, by=by)
    share_material(material=made.pk, unit=school.pk, by=by)
    thank(material=parent.pk, by=by)


def _validate(made: Mapping[str, Material], readers: Sequence[Viewer], central: Viewer) -> None:
    for area in ("wiskunde", "nederlands"):
        for reader in readers:
            take_seat(seat=offer_seat(area=area, by=reader).pk, by=central)
    for title in VALIDATED:
        material = made[title]
        fitting = [one for one in readers if one.person_id != material.made_by_id][:2]
        opened = ask_validation(material=material.pk, by=readers[0])
        for number, reader in enumerate(fitting):
            levels = dict.fromkeys(CRITERIA, 3) | {"didactics": 3 + number}
            review(round=opened.pk, levels=levels, remark="", minutes=20 + 5 * number, by=reader)
        conclude(
            round=opened.pk,
            verdict="validated",
            report="Elke opdracht werkt aan het doel. De steun groeit mee; de laatste vraag toont of het lukt.",
            by=central,
        )
    waiting = made["Vraagstukken op drie niveaus"]
    opened = ask_validation(material=waiting.pk, by=readers[0])
    others = [one for one in readers if one.person_id != waiting.made_by_id]
    for reader, level in zip(others[:2], (4, 2), strict=False):
        review(round=opened.pk, levels=dict.fromkeys(CRITERIA, level), remark="", minutes=18, by=reader)


def _buy(made: Mapping[str, Material], school: Unit, head: Viewer, teachers: Sequence[Viewer], today: date) -> None:
    year = SchoolYear.of(today).start
    bought = []
    for title, learners, price, parents in (
        ("Werkboek Rekenwijs 3", 24, "11.50", "11.50"),
        ("Werkboek Taalschip 3", 24, "13.90", "6.00"),
        ("Getallenkamer", 48, "4.20", "0"),
    ):
        bought.append(
            order(
                unit=school.pk, material=made[title].pk, year=year, learners=learners, price=Decimal(price),
                parents_pay=Decimal(parents), by=head,
            )
        )  # fmt: skip
    for purchase, percent in zip(bought, (75, 25, 60), strict=True):
        for teacher in teachers[:2]:
            group = next((one for one in teacher.functions if one.unit_kind == "class"), None)
            if group is not None:
                report_use(purchase=purchase.pk, group=group.unit_id, percent=percent, by=teacher)
    file = open_file(unit=school.pk, area="wiskunde", title="Breuken in L3: waarmee werken we?", by=teachers[0])
    for title, note in (("Werkboek Rekenwijs 3", "volledig, maar duur"), (VALIDATED[0], "sterk bij wie nog legt")):
        compare(file=file.pk, material=made[title].pk, note=note, by=teachers[0])
    decide(
        file=file.pk,
        material=made[VALIDATED[0]].pk,
        quality="Gevalideerd, en onze leerlingen leggen eerst voor ze rekenen.",
        cost="Gratis: niets op de schoolfactuur.",
        by=teachers[0],
    )


def _talk(made: Mapping[str, Material], teachers: Sequence[Viewer], central: Viewer, today: date) -> None:
    material = made["Werkboek Rekenwijs 3"]
    asked = ask_advice(
        material=material.pk, text="Is dit genoeg voor breuken, of leggen we er iets bij?", by=teachers[0]
    )
    give_advice(
        question=asked.pk, answer="Leg er ‘Breuken leggen met strookjes’ bij: eerst doen, dan noteren.", by=central
    )
    gap = report_gap(
        title="Breuken in Vlaamse Gebarentaal", why="Drie scholen zoeken dit.", area="wiskunde", by=teachers[1]
    )
    for teacher in teachers:
        want_gap(gap=gap.pk, by=teacher)
    price_gap(gap=gap.pk, make_cost=Decimal(6000), market_price=Decimal("12.50"), by=central)
    network = Unit.objects.get(name=NETWORK, parent=None)
    call = make_call(
        unit=network.pk, title="Breuken in Vlaamse Gebarentaal: tien films", text="Samen met dove leraren.",
        area="wiskunde", closes_on=today + timedelta(days=20), release_on=today + timedelta(days=150), hours=60,
        units=10, by=central,
    )  # fmt: skip
    apply(call=call.pk, hours=20, motivation="Ik gebaar zelf en geef les in L3.", by=teachers[0])
    for teacher in teachers[:2]:
        activities = activities_to_fill(viewer=teacher)
        if activities:
            use_in_activity(activity=activities[0].pk, material=made[VALIDATED[0]].pk, by=teacher)
