"""The shown class works together: groups with roles and boards, feedback that was used, moments that were planned."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from samenwijzer.demo.apart import copy_rubric, write_apart
from samenwijzer.demo.blueprint import SHOWN_CLASS
from samenwijzer.learning.cooperation import actions as cooperation
from samenwijzer.learning.cooperation.models import RoleTurn
from samenwijzer.learning.cooperation.queries import roles_to_give
from samenwijzer.learning.feedback.actions import give_feedback, take_up
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment
from samenwijzer.learning.feedback.models import Note
from samenwijzer.learning.feedback.peer_means import confirm_mean
from samenwijzer.learning.feedback.peers import check_criterion, open_round, propose_criterion, tell_peer, use_word
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.groups.queries import next_names
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.goals.models import Goal

#: Uids of the demo are made from this one, so that the same demo has the same.
SPACE = UUID("8a1c2f7e-3f6b-4f0e-9d39-2f0d1b6c5a10")
GROUP_SIZE = 4
#: Days ago on which earlier groups worked together, so that roles rotated.
EARLIER = (44, 23)
SAID = (
    ("Je aanpak werkt. Je keek je werk na.", "Leg het aan iemand uit"),
    ("Dit lukte vorige keer nog niet.", "Probeer er nog één, zonder hulp"),
    ("Je gaf niet op.", "Schrijf je tussenstappen op"),
)
UPTAKES = (("works", "met Ilyas geoefend"), ("planned", "morgen in het flexuur"), ("tried", ""))
TASK = {
    "interdependence": "Elk krijgt een ander stuk van het recept; samen is het volledig.",
    "accountability": "",
    "interaction": "Elk legt zijn breuk uit voor ze samen optellen.",
    "skills": "Om de beurt spreken, met de kaart op tafel.",
    "processing": "Vijf minuten terugkijken op het bord.",
}


def work_together(*, units: dict[str, Unit], today: date) -> None:
    """Let the shown class work together, when it is part of this demo; everything through the verbs of the product."""
    unit = units.get(SHOWN_CLASS)
    teacher = Membership.objects.filter(active(today), unit=unit, role="teacher").order_by("pk").first()
    running = running_with_goals(groups=[unit.pk], on=today) if unit else []
    if unit is None or teacher is None or not running:
        return
    by, goal = viewer_of(person_id=teacher.person_id, on=today), running[0].goals[0]
    rows = Membership.objects.filter(active(today), unit=unit, role=LEARNER).order_by("person__given_name", "person")
    learners = list(rows.values_list("person", flat=True))
    _feedback(learners, goal, by)
    for days in EARLIER:
        _roles(_groups(unit, learners, goal, by, days_ago=days), by)
    grouping = _groups(unit, learners, goal, by)
    _roles(grouping, by)
    _boards(grouping, unit, goal, by)
    write_apart(grouping=grouping, by=by)
    _peers(unit, learners, goal, by)
    _moments(unit, goal, by)


def _feedback(learners: list[int], goal: Goal, by: Viewer) -> None:
    """Give feedback to most learners over three weeks; every sixth heard nothing for long."""
    told = [one for n, one in enumerate(learners) if n % 6 != 5]
    for n, learner in enumerate(told):
        words, step = SAID[n % len(SAID)]
        uid = uuid5(SPACE, f"note {learner}")
        give_feedback(learners=[learner], goal=goal.pk, words=words, next_step=step, uids=[uid], by=by)
        moment = timezone.make_aware(datetime.combine(by.on - timedelta(days=1 + n % 7), time(10, 20)))
        Note.objects.filter(uid=uid).update(at=moment)
        if n % 2 == 0:
            did, own = UPTAKES[n // 2 % len(UPTAKES)]
            take_up(note=uid, did=did, words=own, by=viewer_of(person_id=learner, on=by.on))


def _groups(unit: Unit, learners: list[int], goal: Goal, by: Viewer, days_ago: int = 0) -> Grouping:
    """Publish groups of four, turned one place for each earlier time, so that nobody sits with the same three."""
    turn = days_ago // 20
    rows = [learners[start::GROUP_SIZE] for start in range(GROUP_SIZE)]
    turned = [row[n * turn % max(len(row), 1) :] + row[: n * turn % max(len(row), 1)] for n, row in enumerate(rows)]
    sets = [[row[n] for row in turned if n < len(row)] for n in range(max(len(row) for row in turned))]
    names = next_names(unit=unit.pk, count=len(sets))
    asked = Asked(purpose="cooperation", goal=goal.pk, largest=GROUP_SIZE + 1, here=tuple(learners))
    groups = [Named(name, Placed(None, tuple(members))) for name, members in zip(names, sets, strict=True)]
    made = publish(unit=unit.pk, asked=asked, groups=groups, ends=by.on, by=by)
    if days_ago:
        day = by.on - timedelta(days=days_ago)
        Grouping.objects.filter(pk=made.pk).update(starts=day, ends=day + timedelta(days=7))
    return made


def _roles(grouping: Grouping, by: Viewer) -> None:
    _found, groups, _given = roles_to_give(viewer=by, grouping=grouping.pk)
    roles = {pk: role for one in groups for pk, _name, role in one.members}
    cooperation.give_roles(grouping=grouping.pk, roles=roles, by=by)
    if grouping.starts < by.on:
        RoleTurn.objects.filter(group__grouping=grouping).update(at=grouping.published_at)


def _boards(grouping: Grouping, unit: Unit, goal: Goal, by: Viewer) -> None:
    """Give the first group a full board, the second one a beginning, and note how they work together."""
    title = "Een recept voor de hele klas"
    task = cooperation.design_task(unit=unit.pk, title=title, goal=goal.pk, elements=TASK, by=by)
    groups = list(grouping.groups.order_by("pk"))
    for place, group in enumerate(groups[:2]):
        aim = "Wij rekenen het recept om naar 24 kinderen en elk kan zijn stap uitleggen."
        cooperation.start_board(group=group.pk, aim=aim, task=task.pk, by=by)
        members = list(group.seats.order_by("pk").values_list("learner", flat=True))
        for title, who in zip(("ingrediënten meten", "omrekenen", "nakijken", "affiche"), members, strict=False):
            part = cooperation.plan_part(group=group.pk, title=title, learner=who, by=by)
            if place == 0:
                done = members[0] if title == "affiche" else who
                cooperation.finish_part(group=group.pk, part=part.pk, learner=done, by=by)
        for who in members[:3] if place == 0 else ():
            words = "Ik deed alles maal zes, want 4 × 6 is 24."
            cooperation.explain(group=group.pk, words=words, by=viewer_of(person_id=who, on=by.on))
    for place, group in enumerate(groups):
        cooperation.see_skill(grouping=grouping.pk, group=group.pk, skill="turns", level=1 + place % 3, by=by)


def _peers(unit: Unit, learners: list[int], goal: Goal, by: Viewer) -> None:
    """Open a round on two criteria, of which the teacher checked one."""
    first = viewer_of(person_id=learners[0], on=by.on)
    found = open_round(unit=unit.pk, title="Onze affiches over breuken", ends=by.on + timedelta(days=6), by=by)
    criterion = propose_criterion(round=found.pk, text="Je ziet meteen welke breuk het is", by=first)
    check_criterion(criterion=criterion.pk, goal=goal.pk, by=by)
    propose_criterion(round=found.pk, text="De affiche is mooi verzorgd", by=first)
    for giver in learners[1:7]:
        word = tell_peer(
            criterion=criterion.pk,
            receiver=learners[0],
            starter="tip",
            words="de delen een kleur te geven.",
            mark=3,
            by=viewer_of(person_id=giver, on=by.on),
        )
    use_word(word=word.pk, used="ik kleurde elk deel", by=first)
    confirm_mean(criterion=criterion.pk, receiver=learners[0], by=first)


def _moments(unit: Unit, goal: Goal, by: Viewer) -> None:
    """Plan a year with its purposes, a frozen moment, and a week in June that holds too much."""
    copy_rubric(unit=unit.pk, by=by)
    june = date.fromisocalendar(by.on.year + (by.on.month > 8), 23, 1)
    decides = "Doel bereikt vanaf stap 3 op elk criterium; bij twijfel een gesprek."
    for title, on, purpose, summative in (
        ("Wat weten we al van breuken?", by.on - timedelta(days=14), "start", False),
        ("Uitleg in duo", by.on + timedelta(days=5), "guide", False),
        ("Breuken uitleggen", by.on + timedelta(days=12), "conclude", True),
        *((f"Eindtoets {name}", june + timedelta(days=n), "certify", True) for n, name in enumerate(
            ("lezen", "schrijven", "getallen", "meten"))),
    ):  # fmt: skip
        made = plan_moment(
            unit=unit.pk,
            title=title,
            on=on,
            purpose=purpose,
            is_summative=summative,
            decision=decides if summative else "",
            goal=goal.pk,
            rubric="explanation" if summative else "",
            by=by,
        )
        if title == "Breuken uitleggen":
            freeze_criteria(moment=made.pk, by=by)
