"""Plans of the schools of the demo in every state: published and shared, with reactions; being written; just begun."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.actions import finish_action, look_back
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.documents.actions import keep_passages, publish, share, sign, start_document
from samenwijzer.practice.documents.goal_actions import GoalContent, add_measurement, set_goal
from samenwijzer.practice.documents.models import Document, PlanGoal
from samenwijzer.practice.documents.reactions import answer_reaction, bring_insight, react
from samenwijzer.quality.plans.actions import ActionLinks, take_plan_action
from samenwijzer.quality.plans.queries import action_parts

CONTEXT = (
    "Op onze school leren kinderen uit veel talen en buurten. Lezen is onze grootste zorg: iets meer dan de helft "
    "haalt het leesdoel van zijn jaar. Rekenen gaat goed, vragen stellen nog te weinig."
)
LEARNING = "We leren samen lezen geven: elke maand kijkt een collega mee in de klas, en we bespreken één ding."
TOGETHER = "Het team op twee namiddagen, de leerlingenraad in oktober, de schoolraad in november."
VISION = {
    "gsl-effectieve-didactiek": "Elke les begint met ophalen wat we al weten. Uitleg gaat stap voor stap, met woord en "
    "beeld.",
    "gsl-doelgerichte-differentiatie": "Verschillen plannen we vooraf. Groepen wisselen om de drie weken.",
    "gsl-samen-leren": "In elke klas werken kinderen elke dag in tweeën of vieren, met een rol voor iedereen.",
}
#: Words, ambition, question, measure, baseline, target, months to go, what was measured since, and actions.
GOALS = (
    (
        "Zeven op de tien kinderen halen hun leesdoel", "basiszorg", "Lezen onze kinderen vlotter, en wie nog niet?",
        "kinderen op of boven het leesdoel", 54, 70, 9, (57, 61),
        (
            ("Elke dag een kwartier samen lezen", "begeleiden", "leerwinst", "ppgo-leerwinst"),
            ("Leesmaatjes van L6 voor L2", "vormgeven", "leermotivatie", "ppgo-gelijke-kansen"),
        ),
    ),
    (
        "Elke klas leert kinderen hun week plannen", "verwachtingen", "Plannen kinderen zelf, en kijken ze terug?",
        "klassen met een weekplan dat kinderen zelf maken", 20, 100, 7, (),
        (("Weekplan invoeren vanaf L2", "vormgeven", "leervermogen", "ppgo-kwaliteit"),),
    ),
    (
        "Iedereen kijkt elk trimester mee bij een collega", "professionalisering", "Wat nemen we mee naar onze les?",
        "collega's die een les bijwoonden", 30, 90, 7, (45,), (),
    ),
)  # fmt: skip


def write_plans(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Let the group plan first, then the heads: the first school fully, the others as far as each one is."""
    upper = None
    for number, spec in enumerate(schools):
        school = units[spec.name]
        head = _of(school, "head", today)
        group = Unit.objects.filter(pk__in=school.ancestor_ids, kind="school_group").first()
        if head is None or group is None:
            continue
        if number == 0:
            upper = _group_plan(group, today)
        plan = _plan(school, head, goals=3 if number == 0 else 1 + number % 2, upper=upper)
        if number % 3 != 2:
            _published(plan, head, group)
        if number == 0:
            _lived(plan, school, head, today)


def _of(unit: Unit, role: str, today: date) -> Viewer | None:
    rows = Membership.objects.filter(active(today), unit__path__startswith=unit.path, role=role)
    found = rows.order_by("unit__path", "pk").first()
    return viewer_of(person_id=found.person_id, on=today) if found else None


def _goal(plan: Document, number: int, by: Viewer, upper: PlanGoal | None) -> PlanGoal:
    text, ambition, question, measure, start, end, months, _seen, _actions = GOALS[number]
    content = GoalContent(
        text=text, ambitions=[ambition], question=question, measure=measure, scale="%", baseline=Decimal(start),
        baseline_on=by.on - timedelta(days=75), target=Decimal(end), until=by.on + timedelta(days=30 * months),
        carries=[upper.pk] if upper and number == 0 else [],
    )  # fmt: skip
    return set_goal(document=plan.pk, content=content, by=by)


def _group_plan(group: Unit, today: date) -> PlanGoal | None:
    director = _of(group, "general_director", today)
    if director is None:
        return None
    plan = start_document(template="group_plan", unit=group.pk, by=director)
    texts = {
        "context": "Onze scholen delen één zorg: lezen.",
        "ondersteuning": "Twee dialogen per jaar met elke school.",
    }
    keep_passages(document=plan.pk, texts=texts | {"professionalisering": "Een leernetwerk lezen."}, by=director)
    goal = _goal(plan, 0, director, None)
    publish(document=plan.pk, note="Goedgekeurd door het college van directeurs", by=director)
    return goal


def _plan(school: Unit, head: Viewer, *, goals: int, upper: PlanGoal | None) -> Document:
    plan = start_document(template="sop", unit=school.pk, by=head)
    texts = {"context": CONTEXT, "professionalisering": LEARNING, "samen": TOGETHER}
    keep_passages(document=plan.pk, texts=texts, by=head)
    for number in range(goals):
        goal = _goal(plan, number, head, upper)
        seen, actions = GOALS[number][7:]
        for step, value in enumerate(seen):
            day = head.on - timedelta(days=40 - 20 * step)
            add_measurement(goal=goal.pk, value=Decimal(value), on=day, by=head)
        for what, core, effect, element in actions:
            said = ActionLinks(is_core=True, core=core, effect=effect, ppgo=[element])
            _take(plan, goal, what, head.person_id, head.on + timedelta(days=30 + 10 * number), said, head)
    return plan


def _take(plan: Document, goal: PlanGoal, what: str, owner: int, due: date, said: ActionLinks, by: Viewer) -> Action:
    return take_plan_action(document=plan.pk, goal=goal.pk, what=what, owner=owner, due=due, said=said, by=by)


def _published(plan: Document, head: Viewer, group: Unit) -> None:
    parts = action_parts(viewer=head, document=plan)
    publish(document=plan.pk, note="Besproken op de teamdag", parts=parts, by=head)
    share(document=plan.pk, unit=group.pk, by=head)


def _lived(plan: Document, school: Unit, head: Viewer, today: date) -> None:
    """Let the team react, staff policy serve a goal, an action end, and a second version take up what was learned."""
    teacher = _of(school, "teacher", today)
    goals = list(plan.goals.all())
    if teacher is None or len(goals) < len(GOALS):
        return
    coach = ActionLinks(field="hr", effect="leerwinst", ppgo=["ppgo-kwaliteit"])
    _take(
        plan, goals[0], "Vier uren vrijmaken voor een leescoach", teacher.person_id, today + timedelta(18), coach, head
    )
    site = ActionLinks(field="communicatie")
    _take(plan, goals[1], "Nieuwe website", head.person_id, today + timedelta(days=70), site, head)
    ended = Action.objects.filter(unit=school, what=GOALS[0][8][1][0]).first()
    if ended:
        finish_action(action=ended.uid, by=head)
        look_back(action=ended.uid, outcome="partly", words="14 van de 20 duo's lezen nog elke week", by=head)
    said = react(
        document=plan.pk, part="professionalisering", text="Kan dit ook met de school van hiernaast?", by=teacher
    )
    answer_reaction(reaction=said.pk, outcome="accepted", why="Zij willen mee: we starten in januari.", by=head)
    bring_insight(
        document=plan.pk, part="context", text="Stille kinderen vragen in de kring minder dan de helft.",
        source="data", by=head,
    )  # fmt: skip
    texts = {"professionalisering": f"{LEARNING} Vanaf januari doen we dat samen met de school van hiernaast."}
    texts |= {"context": f"{CONTEXT} Stille kinderen krijgen een vaste beurt."}
    keep_passages(document=plan.pk, texts=texts, by=head)
    parts = action_parts(viewer=head, document=plan)
    made = publish(document=plan.pk, note="Na het datagesprek van oktober", parts=parts, by=head)
    sign(document=plan.pk, number=made.number, by=teacher)
    react(document=plan.pk, text="Mooi dat lezen voorop staat. Hoe zit het met schrijven?", by=teacher)
    vision = start_document(template="vision", unit=school.pk, by=head)
    keep_passages(document=vision.pk, texts=VISION, by=head)
    publish(document=vision.pk, note="Eerste versie, met het team", by=head)
    canvas = start_document(template="ioo_canvas", unit=school.pk, title="Canvas: co-teaching in L3", by=head)
    sides = {"visie": "Elk kind krijgt twee paar ogen.", "kernproces": "Twee leraren geven samen lees- en rekenles."}
    keep_passages(document=canvas.pk, texts=sides | {"systemen": "Twee uren samen in het rooster."}, by=head)
    review = start_document(template="review", unit=school.pk, by=head)
    asked = {
        "bereikt": "Lezen steeg van 54 naar 61 procent; of dat blijft, weten we in juni.",
        "iedereen": "Nieuwkomers gaan even snel vooruit als anderen. Over kleine groepen zeggen we niets.",
        "neveneffecten": "Er blijft minder tijd over voor muziek. Dat bekijken we in januari.",
    }
    keep_passages(document=review.pk, texts=asked, by=head)
    publish(document=review.pk, note="", by=head)
