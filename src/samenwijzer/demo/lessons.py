"""One class a school with its lessons planned in full: activities, variations, a task, a question to the class."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from samenwijzer.demo.evidence import ClassHistory
from samenwijzer.learning.lessons.actions import plan_units
from samenwijzer.learning.lessons.kinds import Timing
from samenwijzer.learning.lessons.live_checks import ask_check
from samenwijzer.learning.lessons.materials.actions import add_material
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.plan_actions import keep_activity, keep_plan, keep_variation, make_ready
from samenwijzer.learning.lessons.plans import Plan, plan
from samenwijzer.learning.lessons.queries import running
from samenwijzer.learning.lessons.task_actions import make_task
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.calendar.queries import school_days

SHOWN_LEVEL = "L3"
#: Title, purpose, kind, approach, setting, minutes, comes back, building blocks.
ACTIVITIES: tuple[tuple[Any, ...], ...] = (
    (
        "Vijf vragen over vorige week",
        "bovenhalen wat blijven hangen is",
        "practice",
        "instruction",
        "class",
        10,
        True,
        [],
    ),
    (
        "Uitleg en samen inoefenen",
        "stap voor stap, hardop denken",
        "instruction",
        "instruction",
        "class",
        30,
        False,
        [],
    ),
    (
        "Samen aan één blad",
        "elkaar uitleggen wat je denkt",
        "cooperation",
        "construction",
        "groups",
        25,
        False,
        ["together"],
    ),
    (
        "Oefenen op maat",
        "elk op de eigen weg naar hetzelfde doel",
        "practice",
        "instruction",
        "alone",
        25,
        False,
        ["differentiation"],
    ),
    (
        "Zelf kiezen en nakijken",
        "plannen, doen, terugkijken",
        "own_work",
        "construction",
        "alone",
        20,
        False,
        ["autonomy", "differentiation"],
    ),
)
#: Title, how, basis, tier, channel, principle, features.
VARIATIONS: tuple[tuple[Any, ...], ...] = (
    (
        "Met strookjes en een uitgewerkt voorbeeld",
        "eerst leggen, dan tekenen, dan schrijven",
        "readiness",
        "support",
        "hands_on",
        "represent",
        ["tactileObject"],
    ),
    (
        "Uitleg als opname",
        "je kan pauzeren en terugspoelen",
        "profile",
        "core",
        "audio",
        "represent",
        ["readingAloud", "transcript"],
    ),
    (
        "Een recept voor de hele klas",
        "kies de context die je boeit",
        "interest",
        "core",
        "text",
        "engage",
        ["largePrint"],
    ),
    ("Bedenk zelf een vraagstuk voor je duo", "hetzelfde doel, dieper", "readiness", "extension", "talk", "act", []),
)
QUESTIONS = (
    "Wat is het grootst? | 1/4 | *1/2 | 1/3\nHoeveel vierden zijn één geheel? = 4\n"
    "Hoe heet het getal onder de streep? : noemer; de noemer\nWelke breuk is evenveel als 1/2? | *2/4 | 1/3 | 3/4"
)
COMMON = "Iedereen kan het in eigen woorden uitleggen en toepassen in een opdracht van de klas."
#: The steps in which learners steer, by the title of the activity.
STEERING = {
    "Samen aan één blad": ["group", "peers"],
    "Oefenen op maat": ["check-in"],
    "Zelf kiezen en nakijken": ["own-goal", "plan", "look-back"],
}
#: What each does in own time, open for a week.
OWN_TIME = ("Zelf kiezen en nakijken",)
EQUITY = "Wie thuis geen hulp heeft, oefent in de flexuur. Al het materiaal ligt in de klas."


def show_lessons(histories: Sequence[ClassHistory], today: date) -> None:
    """Plan the running units of one class a school in full, with one of last year to copy."""
    by_level = sorted((one for one in histories if one.this.teachers), key=lambda one: one.spec.level == SHOWN_LEVEL)
    shown = {one.unit.parent_id: one for one in by_level}
    for history in shown.values():
        by = viewer_of(person_id=history.this.teachers[0], on=today)
        for work in running(groups=[history.unit.pk], on=today)[:1]:
            _plan_in_full(work, by, today)
            _ask(work, by)
            _last_year(work)


def _plan_in_full(work: UnitOfWork, by: Viewer, today: date) -> None:
    found = plan(work)
    days = school_days(path=work.group.path, first=today - timedelta(days=13), last=today + timedelta(days=7))
    teaming = {"teach": {"model": "station", "who": "de zorgleraar begeleidt de instructietafel"}}
    written = {"common_goal": COMMON, "equity": EQUITY, "teaming": teaming}
    keep_plan(unit_of_work=work.pk, written=written, by=by)
    for place, day in enumerate(days):
        title, purpose, kind, approach, setting, minutes, back, blocks = ACTIVITIES[place % len(ACTIVITIES)]
        values = {"title": title, "purpose": purpose, "kind": kind, "approach": approach, "setting": setting}
        values |= {"minutes": minutes, "is_retrieval": back, "blocks": blocks, "on": day}
        values |= {"place": "klas", "material": "breukenstroken" if back else "werkblad"}
        values |= {"timing": Timing.OWN_TIME if title in OWN_TIME else Timing.TOGETHER}
        values |= {"steering": STEERING.get(title, []), "goal": found.goals[place % 3] if found.goals[2:] else None}
        role = "instructor" if place % 2 else "coach"
        made = keep_activity(unit_of_work=work.pk, written=values, role=role, by=by)
        if back:
            add_material(activity=made.pk, files=[("Breukenstroken.png", _strips())], by=by)
    _vary(found, by)
    make_ready(unit_of_work=work.pk, by=by)


def _strips() -> bytes:
    """Return a drawing of strips in halves, thirds, quarters and fifths."""
    sheet = Image.new("RGB", (800, 520), "white")
    pen = ImageDraw.Draw(sheet)
    for row, parts in enumerate((1, 2, 3, 4, 5)):
        for part in range(parts):
            box = (40 + part * 720 // parts, 30 + row * 95, 40 + (part + 1) * 720 // parts, 105 + row * 95)
            pen.rectangle(box, outline="black", width=4, fill="lightgray" if part == 0 else "white")
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _vary(found: Plan, by: Viewer) -> None:
    work, goals = found.work, found.goals[:3]
    names = ("title", "description", "basis", "tier", "channel", "principle", "features")
    for goal in goals:
        for values in VARIATIONS:
            written = dict(zip(names, values, strict=True)) | {"goal": goal}
            keep_variation(unit_of_work=work.pk, written=written, by=by)
    if goals:
        make_task(
            unit_of_work=work.pk, goal=goals[0].pk, title="Kort even oefenen", text=QUESTIONS, variation=None, by=by
        )


def _ask(work: UnitOfWork, by: Viewer) -> None:
    goals = plan(work).goals
    if not goals:
        return
    answers = ["3/4 is het grootst", "1/2 is het grootst", "ze zijn even groot"]
    ask_check(
        unit=work.group_id, goal=goals[-1].pk, question="Welke breuk is het grootst?", answers=answers, right=0, by=by
    )


def _last_year(work: UnitOfWork) -> None:
    goals = [goal.pk for goal in plan(work).goals]
    year = timedelta(days=364)
    old = UnitOfWork(group=work.group, title=work.title, starts=work.starts - year, ends=work.ends - year)
    plan_units(units=[(old, goals)], by=None)
