"""With whom a school works: why, for which goal, until when; what is done together always serves the curriculum."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.deadlines import deadlines_of
from samenwijzer.practice.agenda.rules import read_units
from samenwijzer.practice.documents.actions import keep_passages, publish, start_document
from samenwijzer.practice.documents.goal_actions import GoalContent, set_goal
from samenwijzer.practice.documents.pack import ambitions, template_of
from samenwijzer.practice.documents.rules import visible_documents
from samenwijzer.practice.offers.partners import activities, rules
from samenwijzer.practice.offers.partners.actions import (
    Beginning,
    agreement,
    annex,
    begin_partnership,
    confirm_values,
    decide,
    tie_goal,
)
from samenwijzer.practice.offers.partners.activities import (
    Plan,
    agree_names,
    enrol,
    evaluate,
    link_goal,
    plan_activity,
    publish_activity,
)
from samenwijzer.practice.offers.partners.models import Activity, Partnership
from samenwijzer.practice.offers.partners.queries import (
    activities_for,
    activity_page,
    partner_home,
    partnership_page,
    register,
)
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db
INTERESTS = ("talent", "society")


@pytest.fixture
def world() -> World:
    return small_world(learners=3)


def begun(world: World, name: str = "Vzw De Brug", *, group: bool = False, **other: Any) -> Partnership:
    """Let the head, or the general director, begin with a partner."""
    by = world.viewer(world.general_director if group else world.head)
    values = {
        "kind": "association", "fit": "added", "why": "Zij kennen de buurt", "gain_here": "echte opdrachten",
        "gain_there": "jonge leden", "review_on": by.on + timedelta(days=100), "interests": INTERESTS, "name": name,
    }  # fmt: skip
    unit = world.school_group.pk if group else world.school.pk
    return begin_partnership(unit=unit, content=Beginning(**values | other), by=by)


def planned(world: World, partnership: Partnership, *, shown: bool = True, **other: Any) -> Activity:
    """Let the teacher plan an activity for class L3A, and show it."""
    by = world.viewer(world.teacher)
    values = {
        "title": "Zomerschool", "kind": "summer", "reach": "neighbourhood", "starts": by.on,
        "ends": by.on + timedelta(days=9), "interests": INTERESTS, "groups": (world.group.pk,), "cost": 25,
    }  # fmt: skip
    made = plan_activity(partnership=partnership.pk, school=world.school.pk, plan=Plan(**values | other), by=by)
    if shown:
        link_goal(activity=made.pk, goal=world.goals["compare"].pk, by=by)
        publish_activity(activity=made.pk, by=by)
    return made


def a_plan_goal(world: World) -> int:
    by = world.viewer(world.head)
    plan = start_document(template="sop", unit=world.school.pk, by=by)
    content = GoalContent(
        text="Elke klas leert buiten de school", ambitions=[ambitions()[0].key], question="Komt iedereen buiten?",
        measure="klassen", scale="", baseline=Decimal(1), baseline_on=by.on, target=Decimal(2),
        until=by.on + timedelta(days=300),
    )  # fmt: skip
    return set_goal(document=plan.pk, content=content, by=by).pk


@pytest.mark.demand("D-077")
def test_a_partnership_past_its_review_date_shows_for_decision(world: World) -> None:
    one, head = begun(world), world.viewer(world.head)
    assert any("Vzw De Brug" in due.title for due in deadlines_of(viewer=head, last=one.review_on))
    Partnership.objects.filter(pk=one.pk).update(review_on=head.on - timedelta(days=1))
    assert register(viewer=head, unit=world.school.pk).running[0].is_late
    for choice in ("continue", "change"):
        with pytest.raises(Refused):
            decide(partnership=one.pk, choice=choice, why="Het werkt", by=head)
    decide(partnership=one.pk, choice="change", why="Meer klassen", review_on=head.on + timedelta(days=50), by=head)
    assert not register(viewer=head, unit=world.school.pk).running[0].is_late
    decide(partnership=one.pk, choice="stop", why="De vzw stopt", by=head)
    page = register(viewer=head, unit=world.school.pk)
    assert (page.running, [str(one) for one in page.over]) == ([], ["Vzw De Brug"])
    told = partnership_page(viewer=world.viewer(world.teacher), partnership=one.pk).decisions
    assert [(row.choice, row.why) for row in told] == [("stop", "De vzw stopt"), ("change", "Meer klassen")]
    with pytest.raises(NotVisible):
        decide(partnership=one.pk, choice="stop", why="x", by=world.viewer(world.teacher))


@pytest.mark.demand("D-078", "D-375")
def test_a_partner_without_link_to_a_school_goal_is_flagged_and_both_sides_gain(world: World) -> None:
    head = world.viewer(world.head)
    for missing in ("gain_here", "gain_there"):
        with pytest.raises(Refused):
            begun(world, **{missing: "  "})
    one = begun(world)
    assert (one.gain_here, one.gain_there) == ("echte opdrachten", "jonge leden")
    assert register(viewer=head, unit=world.school.pk).running[0].has_no_goal
    tie_goal(partnership=one.pk, goal=a_plan_goal(world), by=head)
    assert not register(viewer=head, unit=world.school.pk).running[0].has_no_goal
    assert [str(goal) for goal in partnership_page(viewer=head, partnership=one.pk).tied] == [
        "Elke klas leert buiten de school"
    ]


@pytest.mark.demand("D-152")
def test_the_agreement_differs_for_a_municipality_a_company_and_parents(world: World) -> None:
    head, sections = world.viewer(world.head), {}
    for kind in ("municipality", "company", "parents"):
        one = begun(world, f"Partner {kind}", kind=kind)
        paper = agreement(partnership=one.pk, by=head)
        assert agreement(partnership=one.pk, by=head) == paper
        sections[kind] = {part.key for part in template_of(paper.template).sections}
    assert "ruimte" in sections["municipality"]
    assert "veiligheid" in sections["company"]
    assert "inbreng" in sections["parents"]
    assert len(set(map(frozenset, sections.values()))) == 3


@pytest.mark.demand("D-376")
def test_the_annex_differs_per_school_and_the_term_is_shared(world: World) -> None:
    director, head = world.viewer(world.general_director), world.viewer(world.head)
    last = director.on + timedelta(days=300)
    one = begun(world, "Hogeschool", group=True, kind="higher-education", ends=last)
    other_head = world.viewer(people(["Jo Peeters"], "head", world.other_school, head.on)[0])
    for who, school, text in ((head, world.school, "Vier plaatsen"), (other_head, world.other_school, "Twee plaatsen")):
        paper = annex(partnership=one.pk, school=school.pk, by=who)
        keep_passages(document=paper.pk, texts={"hier": text}, by=who)
        publish(document=paper.pk, note="eerste", by=who)
    page = partnership_page(viewer=director, partnership=one.pk)
    assert {str(row.document.unit): row.text for row in page.annexes} == {
        "BS De Regenboog": "Vier plaatsen",
        "BS De Beek": "Twee plaatsen",
    }
    assert page.line.partnership.ends == last
    own = partnership_page(viewer=head, partnership=one.pk)
    assert ([row.text for row in own.annexes], own.line.partnership.ends) == (["Vier plaatsen"], last)
    with pytest.raises(NotVisible):
        annex(partnership=one.pk, school=world.other_school.pk, by=head)


@pytest.mark.demand("D-151")
def test_an_activity_without_a_goal_cannot_be_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by, goal = world.viewer(world.teacher), world.goals["compare"].pk
    made = planned(world, begun(world), shown=False)
    with pytest.raises(Refused):
        publish_activity(activity=made.pk, by=by)
    assert activities_for(viewer=world.viewer(world.learners[0])) == []
    link_goal(activity=made.pk, goal=goal, by=by)
    publish_activity(activity=made.pk, by=by)
    assert activities_for(viewer=world.viewer(world.learners[0])) == [made]
    with pytest.raises(Refused):
        link_goal(activity=made.pk, goal=goal, links=False, by=by)
    with pytest.raises(NotVisible):
        link_goal(activity=made.pk, goal=goal, by=world.viewer(world.other_teacher))


@pytest.mark.demand("D-158", "D-196")
def test_the_overview_shows_groups_and_interests_that_nothing_serves(world: World) -> None:
    head = world.viewer(world.head)
    made = planned(world, begun(world), shown=False)
    page = register(viewer=head, unit=world.school.pk)
    assert [str(one) for one in page.without] == ["L3A", "L3B"]
    by = world.viewer(world.teacher)
    link_goal(activity=made.pk, goal=world.goals["compare"].pk, by=by)
    publish_activity(activity=made.pk, by=by)
    page = register(viewer=head, unit=world.school.pk)
    assert [str(one) for one in page.without] == ["L3B"]
    assert dict(page.interests) == {
        "talentontwikkeling": 2, "omgaan met anderen": 0, "samenleving": 2, "arbeidsmarkt": 0,
    }  # fmt: skip
    above = register(viewer=world.viewer(world.general_director), unit=world.school_group.pk)
    assert [(str(school), without, of) for school, without, of in above.schools] == [
        ("BS De Beek", 1, 1),
        ("BS De Regenboog", 1, 2),
    ]


@pytest.mark.demand("D-157")
def test_after_two_runs_each_with_an_evaluation_they_stand_side_by_side(world: World) -> None:
    by, one = world.viewer(world.teacher), begun(world)
    first_day = max(SchoolYear.of(by.on).first_day, by.on - timedelta(days=60))
    first = planned(world, one, starts=first_day, ends=by.on)
    evaluate(activity=first.pk, reached=2, included=2, gained="Ze durven iets vragen", by=by)
    second = planned(world, one, earlier=first.pk)
    evaluate(activity=second.pk, reached=3, included=4, gained="Ze vragen het zelf", unwanted="Veel lawaai", by=by)
    runs = activity_page(viewer=by, activity=second.pk).runs
    assert [(run.evaluation.gained, run.evaluation.reached) for run in runs] == [
        ("Ze durven iets vragen", 2),
        ("Ze vragen het zelf", 3),
    ]
    later = planned(world, one, starts=by.on + timedelta(days=5), ends=by.on + timedelta(days=6))
    with pytest.raises(Refused):
        evaluate(activity=later.pk, reached=3, included=3, gained="x", by=by)


@pytest.mark.demand("D-079", "D-159")
def test_a_partner_confirms_the_values_and_sees_its_own_activity_and_agreed_first_names_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, head = begun(world), world.viewer(world.head)
    contact = people(["Pia Cole"], "partner_contact", Unit.objects.get(pk=one.partner_id), head.on)[0]
    made, by = planned(world, one), world.viewer(world.teacher)
    foreign = planned(world, begun(world, "Vzw Elders"))
    for learner in world.learners[:2]:
        enrol(activity=made.pk, learner=learner.pk, by=by)
    pia = world.viewer(contact)
    home = partner_home(viewer=pia)
    assert ([row.pk for row in home.to_confirm], home.activities) == ([one.pk], [])
    assert "samen leren samenleven" in home.values
    confirm_values(partnership=one.pk, by=pia)
    one.refresh_from_db()
    assert (one.values_by, one.values_at is not None) == (contact, True)

    def read() -> list[tuple[int, list[str], int]]:
        return [(row.pk, names, taken) for row, names, taken in partner_home(viewer=pia).activities]

    assert read() == [(made.pk, [], 2)]
    with pytest.raises(NotVisible):
        agree_names(activity=made.pk, by=by)  # a teacher does not open a door for the whole school
    assert agree_names(activity=made.pk, by=head) == 2
    assert agree_names(activity=made.pk, by=head) == 0
    assert read() == [(made.pk, ["Ilyas", "Noor"], 2)]
    page = activity_page(viewer=pia, activity=made.pk)
    assert (page.groups, page.own, page.can_make) == ([], [], False)
    for closed in (
        lambda: activity_page(viewer=pia, activity=foreign.pk),
        lambda: register(viewer=pia, unit=world.school.pk),
        lambda: partnership_page(viewer=pia, partnership=one.pk),
        lambda: enrol(activity=made.pk, learner=world.learners[2].pk, by=pia),
    ):
        with pytest.raises(NotVisible):
            closed()
    # Its unit stands under the school, and still it works with the school, not in it.
    assert set(read_units(pia)) == {one.partner}
    start_document(template="agreements", unit=world.school.pk, by=head)
    assert not visible_documents(pia).exists()
    with monkeypatch.context() as planted:
        planted.setattr(rules, "PARTNER", "nothing")
        register(viewer=pia, unit=world.school.pk)


@pytest.mark.demand("D-081")
def test_enrolment_for_the_summer_school_shows_goals_and_cost_to_parents(world: World) -> None:
    made = planned(world, begun(world), places=1)
    parent = world.viewer(world.guardian)
    assert activities_for(viewer=parent) == [made]
    page = activity_page(viewer=parent, activity=made.pk)
    assert ([goal.pk for goal in page.goals], page.activity.cost) == ([world.goals["compare"].pk], 25)
    assert page.own == [(world.learners[0], False)]
    assert page.names == []
    enrol(activity=made.pk, learner=world.learners[0].pk, by=parent)
    for wrong in (world.learners[1], world.other_learners[0]):
        with pytest.raises(NotVisible):
            enrol(activity=made.pk, learner=wrong.pk, by=parent)
    with pytest.raises(Refused):
        enrol(activity=made.pk, learner=world.learners[1].pk, by=world.viewer(world.learners[1]))
    enrol(activity=made.pk, learner=world.learners[0].pk, joins=False, by=parent)
    assert activity_page(viewer=parent, activity=made.pk).left == 1


@pytest.mark.demand("D-150")
def test_a_company_and_a_class_share_a_space_and_the_school_lets_in(world: World) -> None:
    one, by = begun(world, "Bakkerij De Oven", kind="company"), world.viewer(world.teacher)
    contact = people(["Bo Bakker"], "partner_contact", Unit.objects.get(pk=one.partner_id), by.on)[0]
    baker, learner = world.viewer(contact), world.viewer(world.learners[1])
    confirm_values(partnership=one.pk, by=baker)
    made = planned(world, one)
    post = activities.say(activity=made.pk, text="Hoeveel bloem voor twintig broden?", by=baker)
    assert activity_page(viewer=learner, activity=made.pk).said == []
    with pytest.raises(NotVisible):
        activities.let_in(post=post.pk, by=baker)
    activities.let_in(post=post.pk, by=by)
    told = activity_page(viewer=learner, activity=made.pk).said
    assert [(row.who, row.post.text) for row in told] == [("Bakkerij De Oven", "Hoeveel bloem voor twintig broden?")]
    answer = activities.say(activity=made.pk, text="Tien kilo?", by=learner)
    activities.let_in(post=answer.pk, by=by)
    assert [row.who for row in activity_page(viewer=baker, activity=made.pk).said] == [
        "Bakkerij De Oven",
        "iemand van de klas",
    ]


def test_what_a_parent_says_is_not_told_as_said_by_the_school(world: World) -> None:
    one, by = begun(world, "Bakkerij De Oven", kind="company"), world.viewer(world.teacher)
    made, parent = planned(world, one), world.viewer(world.guardian)
    post = activities.say(activity=made.pk, text="Ik rij mee.", by=parent)
    activities.let_in(post=post.pk, by=by)
    activities.say(activity=made.pk, text="Welkom!", by=by)
    told = activity_page(viewer=world.viewer(world.learners[1]), activity=made.pk).said
    assert [row.who for row in told] == ["een ouder", "de school"]
