"""What the first school of the demo makes of its results and its care: questions, barriers, a policy, a pilot."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP, SHOWN_CLASS, SchoolSpec
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.barriers.actions import pass_on, raise_barrier, take_up
from samenwijzer.practice.documents.actions import start_document
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.goals.models import Framework
from samenwijzer.practice.instruments.models import Response
from samenwijzer.quality.indicators.queries import Line
from samenwijzer.quality.plans.figures import figures_for, put_in_plan
from samenwijzer.quality.plans.guidance import POLICY, take_guidance_action
from samenwijzer.quality.plans.looks import answer_look
from samenwijzer.quality.plans.pilots import start_pilot
from samenwijzer.quality.reflections.actions import act_on, keep_words, name_subjects, note_success, plan_session
from samenwijzer.quality.reflections.queries import teams_in

QUESTION = "Welk doel hebben we onderwezen, maar werd het nog niet geleerd?"
ACTIONS = (
    ("Elke les een stappenplan aan het bord", "basic", "learning", "vormgeven"),
    ("Elke maand een klasgesprek over hoe het gaat", "basic", "wellbeing", "opvolgen"),
    ("Zes weken gericht oefenen, met de leraar", "raised", "learning", "begeleiden"),
    ("Oriënteren met ouders en leerling, vanaf L5", "basic", "career", "doelen"),
)


def look_together(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Let the people of the first school ask, decide and raise what stands in the way, as on the screens."""
    school = units[schools[0].name]
    head, teacher = _with("head", school, today), _with("teacher", units.get(SHOWN_CLASS, school), today)
    if head is None or teacher is None:
        return
    _sessions(school, units.get(SHOWN_CLASS), head, teacher, today)
    _chart(school, head)
    _policy(school, head, teacher, today)
    _capacity(school, today)
    director, central = (
        _with("general_director", units[SCHOOL_GROUP], today),
        _with("central_staff", units[NETWORK], today),
    )
    if director is None or central is None:
        return
    asked = raise_barrier(
        unit=school.pk, level=units[SCHOOL_GROUP].pk, text="We mogen geen leraar delen met de academie",
        hinders="Kunst voor elk kind", by=teacher,
    )  # fmt: skip
    pass_on(barrier=asked.pk, level=units[NETWORK].pk, why="Die afspraak maakt het net.", by=director)
    take_up(barrier=asked.pk, by=central)
    raise_barrier(
        unit=school.pk, level=school.pk, text="Geen lokaal vrij voor flexuren op dinsdag",
        hinders="Kiezen voor wie extra uitleg wil", by=teacher,
    )  # fmt: skip
    start_pilot(
        unit=units[NETWORK].pk, school=school.pk, title="Samen in één klas", due=None, by=central,
        scenario="Leerlingen van gewoon en buitengewoon onderwijs in één klas, met twee leraren.",
    )  # fmt: skip


def _with(role: str, unit: Unit, today: date) -> Viewer | None:
    """Return somebody with ``role`` in ``unit`` or below it, as a viewer."""
    rows = Membership.objects.filter(active(today), unit__path__startswith=unit.path, role=role)
    found = rows.order_by("unit__path", "pk").first()
    return viewer_of(person_id=found.person_id, on=today) if found else None


def _sessions(school: Unit, group: Unit | None, head: Viewer, teacher: Viewer, today: date) -> None:
    if group is not None:
        made = plan_session(unit=group.pk, question=QUESTION, framework=None, on=today, by=head)
        keep_words(
            session=made.pk, by=teacher,
            seen="Gelijknamig maken lukt de helft van de klas. In hun schriften tekenen ze zelden.",
            meaning="Te snel naar cijfers? Of oefenden we te weinig gespreid?",
        )  # fmt: skip
        due = today + timedelta(days=10)
        act_on(
            session=made.pk, what="Twee weken lang begint elke breukenles met een strook papier",
            owner=teacher.person_id, due=due, review_on=due + timedelta(days=30), by=teacher,
        )  # fmt: skip
        note_success(unit=group.pk, text="Elk kind legde uit waarom 1/2 en 2/4 even groot zijn.", by=teacher)
    subjects = {one.identifier.rpartition("-")[2]: one.pk for one in Framework.objects.filter(kind="curriculum")}
    for team in teams_in(school):
        framework = next((pk for word, pk in subjects.items() if word in team.name.lower()), None)
        if team.kind == "subject_team" and framework is not None:
            name_subjects(unit=team.pk, frameworks=[framework], by=head)
            plan_session(unit=team.pk, question=QUESTION, framework=framework, on=today + timedelta(days=7), by=head)


def _chart(school: Unit, head: Viewer) -> None:
    """Put the first indicator with a figure in the school plan, under a question."""
    plan = Document.objects.filter(unit=school, template="sop").order_by("pk").first()
    lines: list[Line] = figures_for(viewer=head, document=plan.pk)[1] if plan else []
    if plan is None or not lines:
        return
    put_in_plan(
        document=plan.pk, indicator=lines[0].definition.key, by=head,
        question="Verandert er iets sinds we elke dag samen lezen?",
        reading=_reading, meaning="Eén jaar zegt weinig: we leggen er ons eigen bewijs naast.",
    )  # fmt: skip


def _reading(line: Line) -> str:
    last = next((one for one in reversed(line.points) if one.is_shown), None)
    return f"{last.count} van de {last.of} leerlingen in het laatste schooljaar." if last else ""


def _policy(school: Unit, head: Viewer, teacher: Viewer, today: date) -> None:
    policy = start_document(template=POLICY, unit=school.pk, by=head)
    for n, (what, phase, domain, core) in enumerate(ACTIONS):
        take_guidance_action(
            document=policy.pk, phase=phase, domain=domain, core=core, what=what, owner=teacher.person_id,
            due=today + timedelta(days=30 + 15 * n), by=head,
        )  # fmt: skip


def _capacity(school: Unit, today: date) -> None:
    """Let some adults of the school answer the pulse in the month before."""
    rows = Membership.objects.filter(active(today), unit__path__startswith=school.path).exclude(role=LEARNER)
    people = list(dict.fromkeys(rows.order_by("pk").values_list("person_id", flat=True)))[:7]
    then = timezone.now() - timedelta(days=today.day + 5)
    for n, person in enumerate(people):
        viewer = viewer_of(person_id=person, on=today)
        answers = dict.fromkeys(("manage", "help", "last"), 2 + n % 2)
        made = answer_look(unit=school.pk, look="draagkracht", answers=answers, by=viewer)
        Response.objects.filter(pk=made.pk).update(at=then)
