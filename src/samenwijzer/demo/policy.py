"""What the first school of the demo plans: two programmes, a road for a curriculum, a digital policy, ideas."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.curriculum.actions import (
    add_part,
    add_step,
    close_step,
    keep_staff_hours,
    lead_rollout,
    make_programme,
    report_rollout,
)
from samenwijzer.practice.goals.browsing import domains_with_goals
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.practice.goals.own_goal_actions import make_own_goal, make_step
from samenwijzer.practice.goals.tagging import put_tag
from samenwijzer.practice.technology.actions import (
    answer_idea,
    ask_idea,
    decide_tool,
    plan_action,
    register_tool,
    scan_blocks,
    start_trial,
    want_idea,
)
from samenwijzer.practice.technology.models import Block

MATHEMATICS, DUTCH = "go2030-voorbeeldleerplan-wiskunde", "go2030-voorbeeldleerplan-nederlands"
CITIZENSHIP = "ppgo-burgerschap"


def make_policy(*, schools: tuple[SchoolSpec, ...], units: Mapping[str, Unit], today: date) -> None:
    """Let the people of the first school lay out their plans, through the same verbs as on the screens."""
    school = units[schools[0].name]
    head, teacher = _in(school, ("head",), today), _in(school, ("teacher",), today)
    if head is None or teacher is None:
        return
    subjects = {key: Framework.objects.get(identifier=key) for key in (MATHEMATICS, DUTCH)}
    _programmes(school, subjects, head)
    _road(school, subjects[MATHEMATICS], head, teacher, today)
    _digital(school, head, teacher, today)
    _ideas(school, head, teacher, today)
    _own_goal(teacher)


def _in(unit: Unit, roles: tuple[str, ...], today: date) -> Viewer | None:
    """Return somebody with one of ``roles`` in ``unit`` or below it, as a viewer."""
    rows = Membership.objects.filter(active(today), unit__path__startswith=unit.path, role__in=roles)
    found = rows.order_by("unit__path", "pk").first()
    return viewer_of(person_id=found.person_id, on=today) if found else None


def _programmes(school: Unit, subjects: Mapping[str, Framework], head: Viewer) -> None:
    now = make_programme(unit=school.pk, title="L3 zoals nu", level="L3", copy_of=None, by=head)
    domains = {
        key: domains_with_goals(frameworks=Framework.objects.filter(pk=one.pk), level="L3")
        for key, one in subjects.items()
    }
    for key, title, hours in ((MATHEMATICS, "wiskunde", "5"), (DUTCH, "Nederlands", "7")):
        goals = [goal for domain in domains[key] for goal in domain.goals]
        add_part(
            programme=now.pk, title=title, subject=title, hours=Decimal(hours), is_project=False, goals=goals, by=head
        )
        keep_staff_hours(unit=school.pk, subject=title, hours=Decimal(hours), by=head)
    project = make_programme(unit=school.pk, title="L3 met project ‘De markt’", level="", copy_of=now.pk, by=head)
    taken = [goal for key in (MATHEMATICS, DUTCH) for goal in domains[key][-1].goals[:4]]
    add_part(
        programme=project.pk,
        title="De markt",
        subject="project",
        hours=Decimal(2),
        is_project=True,
        goals=taken,
        by=head,
    )


def _road(school: Unit, framework: Framework, head: Viewer, teacher: Viewer, today: date) -> None:
    above = {unit.kind: unit for unit in Unit.objects.filter(pk__in=school.ancestor_ids)}
    lead_rollout(
        unit=school.pk, framework=framework.pk, lead=teacher.person_id, aim="Iedereen plant met het nieuwe leerplan",
        training_hours=12, by=head,
    )  # fmt: skip
    report_rollout(
        unit=school.pk, framework=framework.pk, stage="planning", evidence="jaarplan wiskunde, map kernteams", by=head
    )
    network, group = above.get("network"), above.get("school_group")
    if network is None or group is None:
        return
    centre, director = _at(network, "central_staff", today), _at(group, "general_director", today)
    if centre:
        for level, text in (("school_group", "Trekkers kiezen en vorming plannen"), ("school", "Jaarplan nakijken")):
            add_step(unit=network.pk, framework=framework.pk, level=level, text=text, by=centre)
    if centre and director:
        lead_rollout(
            unit=group.pk, framework=framework.pk, lead=director.person_id, aim="Samen rekenen in elke school",
            training_hours=40, by=director,
        )  # fmt: skip
        step = framework.rollout_steps.filter(level="school_group").first()
        if step is not None:
            close_step(unit=group.pk, step=step.pk, by=director)


def _at(unit: Unit, role: str, today: date) -> Viewer | None:
    found = Membership.objects.filter(active(today), unit=unit, role=role).first()
    return viewer_of(person_id=found.person_id, on=today) if found else None


def _digital(school: Unit, head: Viewer, teacher: Viewer, today: date) -> None:
    tables = register_tool(
        unit=school.pk, name="Tafeltrainer", serves="gain", purpose="tafels vlot ophalen, gespreid over weken",
        evidence="eigen proef in L3", cost=Decimal("2.50"), privacy="geen namen, verwerkersovereenkomst", by=head,
    )  # fmt: skip
    decide_tool(tool=tables.pk, state="approved", review_on=SchoolYear.of(today).last_day, by=head)
    board = register_tool(
        unit=school.pk,
        name="Digitaal prikbord",
        serves="",
        purpose="",
        evidence="",
        cost=Decimal(0),
        privacy="",
        by=head,
    )
    start_trial(
        tool=board.pk, question="Stellen stille kinderen meer vragen?", measure="vragen tellen, vier weken",
        starts=today - timedelta(days=10), ends=today + timedelta(days=18), by=head,
    )  # fmt: skip
    levels = dict.fromkeys(Block.values, 2) | {Block.INFRASTRUCTURE.value: 3, Block.EXPERTISE.value: 0}
    scan_blocks(unit=school.pk, levels=levels, by=head)
    plan_action(
        unit=school.pk, block="expertise", text="Collegiale visitatie rond tablets in de klas",
        aim="elke leraar gebruikt wat er is", owner=teacher.person_id, until=today + timedelta(days=60), by=head,
    )  # fmt: skip


def _ideas(school: Unit, head: Viewer, teacher: Viewer, today: date) -> None:
    idea = ask_idea(text="Rapportcommentaar voorstellen uit wat ik al noteerde", by=teacher)
    want_idea(idea=idea.pk, by=head)
    answer_idea(idea=idea.pk, unit=school.pk, state="seen", why="Wij willen dit ook.", by=head)
    group = Unit.objects.filter(pk__in=school.ancestor_ids, kind="school_group").first()
    director = _at(group, "general_director", today) if group else None
    if group and director:
        answer_idea(idea=idea.pk, unit=group.pk, state="considered", why="Op de agenda van januari.", by=director)


def _own_goal(teacher: Viewer) -> None:
    """Let the class of the teacher break a year goal down to this week, and tag what it works at as citizenship."""
    unit = next((one.unit_id for one in teacher.functions if one.unit_kind == "class"), None)
    work = UnitOfWork.objects.filter(group=unit, starts__lte=teacher.on).order_by("-starts").first()
    if unit is None or work is None:
        return
    goal = Goal.objects.filter(pk__in=work.unit_goals.values("goal")).order_by("position").first()
    if goal is not None:
        whole = make_own_goal(
            text="Tegen juni koken wij samen voor de buurt", official=goal.pk, is_extra=False, group=unit, by=teacher
        )
        make_step(own_goal=whole.pk, text="Een recept halveren", until=None, by=teacher)
        make_step(own_goal=whole.pk, text="De boodschappen schatten", until=teacher.on + timedelta(days=7), by=teacher)
    citizenship = Goal.objects.filter(identifier=CITIZENSHIP).first()
    if citizenship is not None:
        put_tag(goal=citizenship.pk, on=Reference("lessons.unit_of_work", str(work.pk)), by=teacher)
