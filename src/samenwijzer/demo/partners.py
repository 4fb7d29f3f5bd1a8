"""With whom the schools of the demo work: partners, activities, what was learned outside, trips, dossiers, places."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from samenwijzer.demo.around import LIBRARY
from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.outside.actions import begin_experience, keep_answers
from samenwijzer.learning.evidence.outside.links import answer, make_link
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers.dossiers.actions import Note, hand_over, note, settle, start
from samenwijzer.practice.offers.mobility.actions import Asked, admit, apply, decide, open_programme
from samenwijzer.practice.offers.partners.actions import Beginning, begin_partnership, confirm_values, tie_goal
from samenwijzer.practice.offers.partners.activities import (
    Plan,
    agree_names,
    enrol,
    evaluate,
    let_in,
    link_goal,
    plan_activity,
    publish_activity,
    say,
)
from samenwijzer.practice.offers.partners.models import Activity, Partnership
from samenwijzer.practice.offers.placements.actions import publish_places, publish_vacancy

#: Name, kind, fit, why, what both gain, interests, and in how many days after its beginning it is looked at again.
PARTNERS = (
    (
        LIBRARY, "association", "added", "Zij hebben boeken in elf talen", "voorlezers en boeken", "jonge lezers",
        ("talent", "society"), 200,
    ),
    (
        "Bakkerij De Korenaar", "company", "added", "Rekenen met echte bestellingen", "echte opdrachten",
        "kinderen die het vak leren kennen", ("labour",), 30,
    ),
)  # fmt: skip
COMPETENCES = "go2030-sleutelcompetenties"


def work_with_partners(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Let the first school work with partners, and the network follow up, all through the verbs of the screens."""
    school = units[schools[0].name]
    begun = max(SchoolYear.of(today).first_day, today - timedelta(days=40))
    head, then = _viewer("head", school, today), _viewer("head", school, begun)
    goal = Goal.objects.filter(framework__identifier=COMPETENCES, identifier="sk-07").first()
    if head is None or then is None or goal is None:
        return
    made = [_begin(school, content, then) for content in PARTNERS]
    plan = PlanGoal.objects.filter(document__unit=school, left_at=None).order_by("pk").first()
    if plan is not None:
        tie_goal(partnership=made[0].pk, goal=plan.pk, by=head)
    _act(school, made[0], goal, head, begun)
    _network(school, head, today)


def _viewer(role: str, unit: Unit, on: date) -> Viewer | None:
    rows = Membership.objects.filter(active(on), role=role, unit__path__startswith=unit.path).order_by("pk")
    found = rows.first()
    return viewer_of(person_id=found.person_id, on=on) if found else None


def _begin(school: Unit, content: tuple[str, str, str, str, str, str, tuple[str, ...], int], by: Viewer) -> Partnership:
    name, kind, fit, why, here, there, interests, days = content
    known = Unit.objects.filter(kind="partner", name=name, parent=school).first()
    beginning = Beginning(
        kind=kind, fit=fit, why=why, gain_here=here, gain_there=there, interests=interests, name=name,
        partner=known.pk if known else None, review_on=by.on + timedelta(days=days),
    )  # fmt: skip
    return begin_partnership(unit=school.pk, content=beginning, by=by)


def _act(school: Unit, partnership: Partnership, goal: Goal, head: Viewer, begun: date) -> None:
    """Run an activity of one class twice, with names agreed, a space, and an experience that waits for its teacher."""
    rows = Membership.objects.filter(active(head.on), role="teacher", unit__path__startswith=school.path)
    found = rows.filter(unit__kind="class").order_by("unit__name", "pk").first()
    contact = _viewer("partner_contact", partnership.partner, head.on)
    if found is None or contact is None:
        return
    confirm_values(partnership=partnership.pk, by=contact)
    teacher, group = viewer_of(person_id=found.person_id, on=head.on), found.unit
    first = _plan(school, partnership, goal, teacher, group, begun, None)
    evaluate(activity=first.pk, reached=2, included=3, gained="Ze vragen naar een tweede boek", by=teacher)
    second = _plan(school, partnership, goal, teacher, group, head.on, first.pk)
    inside = Membership.objects.filter(active(head.on), unit=group, role=LEARNER).order_by("pk")
    learners = list(inside.values_list("person_id", flat=True)[:4])
    for learner in learners:
        enrol(activity=second.pk, learner=learner, by=teacher)
    agree_names(activity=second.pk, by=head)
    let_in(post=say(activity=second.pk, text="Wie brengt een boek van thuis mee?", by=contact).pk, by=teacher)
    say(activity=second.pk, text="We hebben ook luisterboeken", by=contact)
    if learners:
        _learn_outside(viewer_of(person_id=learners[0], on=head.on), teacher, goal)


def _plan(
    school: Unit, partnership: Partnership, goal: Goal, by: Viewer, group: Unit, on: date, earlier: int | None
) -> Activity:
    plan = Plan(
        title="Voorlezen in de bibliotheek", kind="culture", reach="neighbourhood", starts=on, earlier=earlier,
        ends=min(on + timedelta(days=30), SchoolYear.of(on).last_day), interests=("talent",), groups=(group.pk,),
        words="Elke dinsdag lezen we voor aan kleuters uit de buurt.", place="Leeszaal", cost=Decimal("2.50"),
    )  # fmt: skip
    made = plan_activity(partnership=partnership.pk, school=school.pk, plan=plan, by=by)
    link_goal(activity=made.pk, goal=goal.pk, by=by)
    return publish_activity(activity=made.pk, by=by)


def _learn_outside(learner: Viewer, teacher: Viewer, goal: Goal) -> None:
    made = begin_experience(
        learner=learner.person_id, kind="neighbourhood", title="Buurttuin", place="de moestuin om de hoek",
        starts=learner.on, ends=learner.on, goals=[goal.pk], by=learner,
    )  # fmt: skip
    keep_answers(experience=made.uid, answers={"together": "We stemden wat we zouden planten"}, by=learner)
    code = make_link(experience=made.uid, to="vrijwilliger van de tuin", by=teacher)
    answer(code=code, steps={one.pk: 3 for one in made.goals.all()}, words="Hielp ook de kleinsten")


def _network(school: Unit, head: Viewer, today: date) -> None:
    """Let the network open a call and its dossiers, and the school its places."""
    network = Unit.objects.filter(pk__in=school.ancestor_ids, kind="network").first()
    group = Unit.objects.filter(pk__in=school.ancestor_ids, kind="school_group").first()
    central = _viewer("central_staff", network, today) if network else None
    if central is not None and group is not None:
        _abroad(school, head, central)
        series = start(kind="series", title="Overleg met de lerarenopleidingen", by=central)
        content = Note(kind="meeting", on=today, text="Regionale bijeenkomst", region="oost-vlaanderen")
        note(dossier=series.pk, content=content, by=central)
        hand_over(dossier=series.pk, to=group.pk, why="De scholengroep kent de regio", by=central)
        file = start(kind="file", title="Aanvangsbegeleiding", by=central)
        for content in (
            Note("commitment", today, "Elke starter een mentor", "", "", "begeleidingsdienst", "hogeschool"),
            Note("decision", today, "Twee proefscholen dit jaar", "PTC"),
        ):
            note(dossier=file.pk, content=content, by=central)
        given = note(dossier=file.pk, content=Note("input", today, "Meer samen lesgeven"), by=central)
        settle(entry=given.pk, state="adopted", by=central)
    last = SchoolYear.of(today).last_day
    publish_places(
        school=school.pk, mentor=head.person_id, places=4, starts=today, ends=last, by=head,
        opportunities="Samen lesgeven, verlengde instructie en een oudercontact voorbereiden",
    )  # fmt: skip
    publish_vacancy(school=school.pk, title="Leraar lager onderwijs, halftijds", until=last, by=head)


def _abroad(school: Unit, head: Viewer, central: Viewer) -> None:
    year = SchoolYear.of(central.on)
    made = open_programme(
        title="Erasmus+ personeelsmobiliteit", starts=central.on, ends=year.last_day, budget=Decimal(40000), by=central
    )
    admit(programme=made.pk, school=school.pk, amount=Decimal(6000), by=central)
    for theme, place in (("inclusion", "Bologna"), ("", "Turku")):
        asked = Asked(
            school.pk, "shadowing", theme, place, "Hoe krijgt iedereen een plek?", central.on, central.on, Decimal(1400)
        )
        trip = apply(programme=made.pk, asked=asked, by=head)
        if theme:
            decide(trip=trip.pk, approves=True, by=central)
