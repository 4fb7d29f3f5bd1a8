"""Learners of some classes steer: cycles, strategies, freedom, a pulse, a board of corners; made by their own hand."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from samenwijzer.demo.blueprint import SHOWN_CLASS, ClassSpec, SchoolSpec
from samenwijzer.demo.population import Population
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.regulation.autonomy import companions, freedoms, moments
from samenwijzer.learning.regulation.autonomy.openings import set_open
from samenwijzer.learning.regulation.corners.actions import choose_corner, hang_board, look_back, say_why
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.learning.regulation.strategies.actions import log_taught, plan_lesson, try_strategy
from samenwijzer.learning.regulation.strategies.models import StrategyTry
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.cycles.actions import keep_answers, share_phases, start_cycle
from samenwijzer.practice.cycles.models import Answer, Cycle, Passed
from samenwijzer.practice.cycles.owners import PERSON, UNIT
from samenwijzer.practice.instruments.actions import respond, share_trend
from samenwijzer.practice.instruments.models import Response
from samenwijzer.practice.instruments.pack import instruments

PULSE = "abc-motivation"
#: So many classes show it, so that also a network is built in little time; and so many learners of each say a lot.
CLASSES, TALKATIVE = 4, 6
GOALS = (
    "Ik kan breuken uitleggen aan mijn zus",
    "Ik lees elke avond een hoofdstuk",
    "Ik kan mijn tafels zonder spieken",
    "Ik vraag sneller hulp als ik vastzit",
    "Ik kan een verhaal schrijven dat spannend blijft",
    "Ik werk door als het rumoerig is",
)
TRIES = (
    ("srl-zelftesten", "mathematics", "de tafels van zeven", "de avond voor de toets", 4),
    ("srl-uitleggen", "language", "de boekbespreking", "samen met mijn maatje", 3),
    ("srl-rustig-ademen", "social", "ruzie op de speelplaats", "toen ik boos werd", 3),
    ("srl-kleine-stap", "language", "beginnen aan mijn verhaal", "op woensdag", 2),
    ("srl-hulp-vragen", "mathematics", "vraagstukken", "na twee keer proberen", 4),
    ("srl-zelftesten", "world", "de waterkringloop", "zonder mijn blad", 3),
)
INTERESTS = (
    ("voetbal", "omdat je samen moet werken"),
    ("dinosaurussen", "ze waren zo groot"),
    ("tekenen", "dan word ik rustig"),
    ("koken met oma", "je ziet meteen of het lukt"),
    ("dansen", ""),
    ("sterren kijken", "het is zo ver"),
)
TAUGHT = (
    ("srl-zelftesten", "explained", 30), ("srl-zelftesten", "modelled", 29), ("srl-zelftesten", "modelled", 22),
    ("srl-zelftesten", "practised", 20), ("srl-zelftesten", "practised", 13), ("srl-zelftesten", "practised", 6),
    ("srl-tijd-inplannen", "modelled", 16), ("srl-tijd-inplannen", "supported", 9),
    ("srl-rustig-ademen", "modelled", 12), ("srl-rustig-ademen", "practised", 5),
)  # fmt: skip


def let_steer(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], population: Population, today: date) -> None:
    """Let learners and teachers of some classes do what they do to steer; the shown class is among them."""
    specs = {spec.name: spec for school in schools for spec in school.classes if spec.size and spec.teachers}
    ordered = sorted(specs.values(), key=lambda one: (one.name != SHOWN_CLASS, one.level != "kleuter"))
    for spec in ordered[:CLASSES]:
        teacher = viewer_of(person_id=population.adults[spec.teachers[0]].pk, on=today)
        learners = [viewer_of(person_id=one.person.pk, on=today) for one in population.classes[spec.name]]
        if spec.level == "kleuter":
            _choose_corners(units[spec.name], teacher, learners)
        else:
            _steer(spec, units[spec.name], teacher, learners)


def _choose_corners(unit: Unit, teacher: Viewer, learners: Sequence[Viewer]) -> None:
    corners = ("blocks", "home", "books", "paint", "sand", "nature")
    hang_board(unit=unit.pk, corners=corners, own=[("samen een brug bouwen", "boat")], keeps=7, by=teacher)
    for number, child in enumerate(learners[:12]):
        choice = choose_corner(card=corners[number % len(corners)], by=child)
        say_why(choice=choice.uid, reason=("like", "together", "learn", "new")[number % 4], by=child)
        if number % 3:
            look_back(choice=choice.uid, went=3 + number % 2, by=child)


def _steer(spec: ClassSpec, unit: Unit, teacher: Viewer, learners: Sequence[Viewer]) -> None:
    for strategy, how, days in TAUGHT:
        log_taught(unit=unit.pk, strategy=strategy, how=how, on=teacher.on - timedelta(days=days), by=teacher)
    parts = {
        "explained": "Waarom jezelf testen helpt: je hersenen halen het weer op.",
        "modelled": "Ik doe het hardop voor.",
    }
    plan_lesson(
        unit=unit.pk, strategy="srl-zelftesten", title="Boek dicht, wat weet je nog?", on=None, parts=parts, by=teacher
    )
    moments.open_moment(
        unit=unit.pk,
        title="Planuur op vrijdag",
        on=teacher.on,
        dimensions=["what", "pace"],
        strategy="srl-tijd-inplannen",
        is_self_directed=True,
        by=teacher,
    )
    carried = "srl-tijd-inplannen"
    set_open(unit=unit.pk, dimensions=["what", "where", "pace"], is_open=True, strategy=carried, by=teacher)
    last = [one.person_id for one in learners[-2:]]
    set_open(unit=unit.pk, dimensions=["pace"], is_open=False, learners=last, by=teacher)
    for number, learner in enumerate(learners):
        _answer_pulse(unit, learner, number)
    for number, learner in enumerate(learners[:TALKATIVE]):
        _talk_about_oneself(unit, teacher, learner, number)
    _learn_as_teacher(teacher)
    if spec.name == SHOWN_CLASS:
        _learn_as_team(teacher)


def _answer_pulse(unit: Unit, learner: Viewer, number: int) -> None:
    """Answer the pulse in each of the last three months, a little surer each time."""
    asked = instruments()[PULSE]
    for back in (2, 1, 0):
        answers = {
            question.key: (1 if question.turned else 3) + (1 if not question.turned and back == 0 and number % 3 else 0)
            - (1 if not question.turned and (number + back) % 4 == 0 else 0)
            for question in asked.questions
        }  # fmt: skip
        made = respond(instrument=PULSE, unit=unit.pk, answers=answers, by=learner)
        Response.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=31 * back + 3 + number % 3))
    if number % 5 == 0:
        share_trend(instrument=PULSE, is_shared=True, by=learner)


def _talk_about_oneself(unit: Unit, teacher: Viewer, learner: Viewer, number: int) -> None:
    for back, (strategy, domain, what_for, when, went) in enumerate(TRIES[number % 3 :]):
        made = try_strategy(strategy=strategy, domain=domain, what_for=what_for, when=when, went=went, by=learner)
        StrategyTry.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=6 * back + number))
    what, why = INTERESTS[number % len(INTERESTS)]
    companions.keep_interest(what=what, why=why, by=learner)
    _go_through_cycles(unit, learner, number)
    goals = [goal for one in running_with_goals(groups=[unit.pk], on=learner.on) for goal in one.goals]
    if goals:
        words = "Mijn uitleg met strookjes, voor wie het nog niet snapt."
        add_piece(
            goal=goals[0].pk, text=words, why="Hier ben ik trots op.", files=[], shared=number % 2 == 0, by=learner
        )
    review = learner.on + timedelta(days=21)
    given = {"domain": "everywhere", "dimension": ("what", "how", "where", "pace")[number % 4], "review_on": review}
    asked = freedoms.ask_step(
        learner=learner.person_id,
        step=1 + number % 2,
        strategy="srl-tijd-inplannen",
        by=learner,
        **given,  # type: ignore[arg-type]
    )
    if number % 3 != 1:
        freedoms.agree(freedom=asked.pk, by=teacher)
    if number < 2:
        companions.make_agreement(
            learner=learner.person_id,
            learner_does="Ik kijk op mijn plan voor ik begin.",
            adult_does="Ik kom op dinsdag vijf minuten kijken.",
            review_on=review,
            by=teacher,
        )
        said = {"proud": "Mijn boekbespreking.", "goal": "Sneller beginnen.", "tried": "Klein beginnen, dat hielp."}
        companions.keep_talk(learner=learner.person_id, said=said, next_step="Morgen begin ik met één zin.", by=teacher)


def _go_through_cycles(unit: Unit, learner: Viewer, number: int) -> None:
    """Round off two cycles some weeks ago, and prepare a third."""
    plan = [
        {"what": "opzoeken wat ik al weet", "minutes": "15"},
        {"what": "oefenen", "minutes": "30"},
        {"what": "uitleggen aan iemand"},
    ]
    for turn, days in enumerate((45, 20)):
        cycle = start_own_cycle(
            title=GOALS[(number + turn) % len(GOALS)], official=None, is_extra=True, due=None, by=learner
        )
        sure, result = (("a-little", "quite"), ("quite", "quite"))[(number + turn) % 2]
        for phase, values in (
            ("prepare", {"success": "als ik het zelf kan", "plan": plan, "sure": sure}),
            ("do", {"going": "partly", "done": [{"what": "oefenen", "minutes": str(25 + 5 * number)}]}),
            ("reflect", {"result": result, "cause": "approach", "next": "het ook eens thuis proberen"}),
        ):
            keep_answers(cycle=cycle.uid, phase=phase, values=values, ends=True, by=learner)
        _put_back(cycle, days)
        share_phases(cycle=cycle.uid, scopes={"prepare": "guides", "reflect": "guides"}, by=learner)
    running = start_own_cycle(
        title=GOALS[(number + 2) % len(GOALS)], official=None, is_extra=True, due=None, by=learner
    )
    values = {"success": "als het twee keer na elkaar lukt", "plan": plan, "sure": "quite"}
    keep_answers(cycle=running.uid, phase="prepare", values=values, ends=number % 2 == 0, by=learner)
    beside = companions.possible_buddies(learner)
    if number % 2 == 0 and beside:
        companions.name_buddy(cycle=running.uid, helper=beside[number % len(beside)].pk, by=learner)


def _put_back(cycle: Cycle, days: int) -> None:
    """Let a cycle have been so many days ago."""
    then = timezone.now() - timedelta(days=days)
    Cycle.objects.filter(pk=cycle.pk).update(started_at=then, due=cycle.due - timedelta(days=days))
    for phase, later in (("prepare", 0), ("do", 3), ("reflect", 7)):
        Answer.objects.filter(cycle=cycle, phase=phase).update(at=then + timedelta(days=later))
        Passed.objects.filter(cycle=cycle, phase=phase).update(at=then + timedelta(days=later))


def _learn_as_teacher(teacher: Viewer) -> None:
    owner = Reference(PERSON, str(teacher.person_id))
    title = "Na een vraag langer wachten"
    cycle = start_cycle(template="professional", owner=owner, title=title, due=None, by=teacher)
    values = {"why": "Altijd dezelfde vingers gaan omhoog.", "success": "Meer stemmen in de klas."}
    keep_answers(cycle=cycle.uid, phase="prepare", values=values, ends=True, by=teacher)
    share_phases(cycle=cycle.uid, scopes={"prepare": "class"}, by=teacher)


def _learn_as_team(teacher: Viewer) -> None:
    team = next(one for one in teacher.functions if one.unit_kind == "core_team")
    owner, title = Reference(UNIT, str(team.unit_id)), "In elke les één keer hardop voordenken"
    cycle = start_cycle(template="team", owner=owner, title=title, due=None, by=teacher)
    plan = [{"what": "een les van elkaar bekijken"}, {"what": "drie voorbeelden verzamelen"}]
    values = {"success": "Leerlingen zeggen zelf hoe ze eraan beginnen.", "plan": plan}
    keep_answers(cycle=cycle.uid, phase="prepare", values=values, ends=True, by=teacher)
    saw = {"saw": "In wiskunde lukt het; bij lezen vergeten we het nog. We hangen een kaartje bij het bord."}
    keep_answers(cycle=cycle.uid, phase="do", values=saw, ends=False, by=teacher)
