"""What a few learners of a class keep with the people around them: a trajectory, taking part, a question, a pace."""

from datetime import date, timedelta

from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.lessons.trajectories.actions import add_step, start
from samenwijzer.learning.progress.attestations import attained, attest
from samenwijzer.learning.progress.pace_actions import agree_pace
from samenwijzer.learning.progress.questions import answer_question, ask_question, questions_in
from samenwijzer.learning.regulation.participation.log import log, remark
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import education

SAID = (
    ("helped", "Ik legde aan mijn buur uit hoe je begint."),
    ("asked", "Ik vroeg waarom je mag omkeren."),
    ("listened", ""),
)
ASKED = ("Waarom wordt de noemer groter en het stuk kleiner?", "Mag ik dit ook met een tekening doen?")


def lead_own_ways(*, group: Unit, on: date) -> None:
    """Let the first learners of ``group``, its teacher and its head do what such a class does in a term."""
    rows = Membership.objects.filter(active(on), unit=group).order_by("pk")
    learners = [viewer_of(person_id=row.person_id, on=on) for row in rows.filter(role=LEARNER)[: len(SAID)]]
    adult = rows.filter(role="teacher").first()
    running = running_with_goals(groups=[group.pk], on=on)
    if adult is None or not learners or not running:
        return
    teacher, goals = viewer_of(person_id=adult.person_id, on=on), running[0].goals
    first = learners[0]
    way = start(learner=first.person_id, title="Koken voor de hele klas", by=first)
    task, place = "een recept halveren", "de schoolkeuken"
    add_step(trajectory=way.pk, goal=goals[0].pk, kind="workplace", title=task, place=place, by=first)
    unit = running[0].unit_of_work.pk
    add_step(trajectory=way.pk, goal=goals[0].pk, kind="unit", unit_of_work=unit, by=teacher)
    for one, (key, words) in zip(learners, SAID, strict=False):
        logged = log(way=key, words=words, by=one)
        if key == "helped":
            remark(participation=logged.pk, words="Dat zag ik ook. Je liet hem zelf denken.", by=teacher)
    for one, text in zip(learners[1:], ASKED, strict=False):
        ask_question(goal=goals[0].pk, text=text, by=one)
    asked = questions_in(viewer=teacher, unit=group.pk)
    if asked:
        answer_question(uid=asked[0].uid, text="Teken het eens: twee taarten.", by=teacher)
    _agree(learners[-1].person_id, group, goals[0].framework_id, teacher, on)
    _confirm(first.person_id, group, on)


def _agree(learner: int, group: Unit, framework: int, teacher: Viewer, on: date) -> None:
    """Let the teacher agree on the pace of the level before with one learner."""
    keys = [one.key for one in education().levels]
    if group.level in keys[1:]:
        before = keys[keys.index(group.level) - 1]
        until = on + timedelta(days=90)
        agree_pace(
            learner=learner, framework=framework, level=before, until=until, reason="rustig en zeker", by=teacher
        )


def _confirm(learner: int, group: Unit, on: date) -> None:
    """Let the head confirm what one learner attained."""
    head = Membership.objects.filter(active(on), unit=group.parent_id, role="head").first()
    if head is None:
        return
    viewer = viewer_of(person_id=head.person_id, on=on)
    goals = [one.goal_id for one in attained(viewer=viewer, learner=learner)][:6]
    if goals:
        attest(learner=learner, goals=goals, title="Verworven competenties", by=viewer)
