"""Who gets in at each address: one row an address and method, written down by hand, independent of the rules.

Rows are about an object of class L3A (a learner, the group, a sheet): *teacher* teaches it, *colleague* teaches another
class of the same school, *other_teacher* another school; *learner* is the learner concerned, *classmate* is not.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from samenwijzer.foundation import vault
from samenwijzer.learning.cooperation.actions import design_task, plan_part, start_board
from samenwijzer.learning.cooperation.models import Part
from samenwijzer.learning.cooperation.space import contribute
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.evidence.models import Attachment, Evidence, Occasion
from samenwijzer.learning.evidence.peers import record_peer
from samenwijzer.learning.feedback.actions import give_feedback
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment
from samenwijzer.learning.feedback.models import Moment, MomentCriterion, PeerCriterion, PeerRound, PeerWord
from samenwijzer.learning.feedback.peers import open_round, propose_criterion
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.lessons.deviation_actions import skip
from samenwijzer.learning.lessons.live_checks import ask_check
from samenwijzer.learning.lessons.models import Activity, RaisedHand, Variation
from samenwijzer.learning.lessons.task_actions import make_task
from samenwijzer.learning.lessons.trajectories.actions import add_step
from samenwijzer.learning.lessons.trajectories.actions import start as begin_trajectory
from samenwijzer.learning.lessons.trajectories.models import Trajectory
from samenwijzer.learning.progress.disagreements import disagree
from samenwijzer.learning.progress.models import Attestation, FollowUp
from samenwijzer.learning.progress.questions import ask_question
from samenwijzer.learning.regulation.autonomy.companions import keep_interest, make_agreement, name_buddy
from samenwijzer.learning.regulation.autonomy.freedoms import ask_step
from samenwijzer.learning.regulation.autonomy.models import Freedom
from samenwijzer.learning.regulation.corners.actions import choose_corner, hang_board
from samenwijzer.learning.regulation.corners.models import SpokenReason
from samenwijzer.learning.regulation.participation.log import log
from samenwijzer.learning.regulation.strategies.actions import log_taught
from samenwijzer.learning.regulation.strategies.models import Taught
from samenwijzer.network.access.models import Involvement, SupportSession
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Guardianship, Person
from samenwijzer.network.rights.actions import ask
from samenwijzer.practice.curriculum.models import FrameworkStep, Programme, ProgrammePart, RolloutStep
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.goals.models import Framework, Goal, OwnGoal
from samenwijzer.practice.offers.models import Offer
from samenwijzer.practice.technology.models import Block, DigitalAction, Idea, Tool, ToolTrial
from tests.worlds import World


@dataclass(frozen=True)
class Scene:
    """A world in which something was seen, tested, planned and asked."""

    world: World
    occasion: Occasion
    capture: UUID
    follow_up: FollowUp
    notice: Notice
    shown: Grouping
    stopped: Grouping
    withdrawn: Grouping
    own_goal: OwnGoal
    flex_offer: Offer
    cycle: Cycle
    team_cycle: Cycle
    attachment: Attachment
    piece: UUID

    @property
    def learner(self) -> Person:
        """The learner the rows are about."""
        return self.world.learners[0]


PERSONAS: dict[str, Callable[[World], Person]] = {
    "teacher": lambda world: world.teacher,
    "colleague": lambda world: world.colleague,
    "other_teacher": lambda world: world.other_teacher,
    "care_coordinator": lambda world: world.care_coordinator,
    "head": lambda world: world.head,
    "secretary": lambda world: world.secretary,
    "general_director": lambda world: world.general_director,
    "central_staff": lambda world: world.central_staff,
    "officer": lambda world: world.officer,
    "analyst": lambda world: world.analyst,
    "guardian": lambda world: world.guardian,
    "learner": lambda world: world.learners[0],
    "classmate": lambda world: world.learners[1],
    "other_learner": lambda world: world.other_learners[0],
}
EVERYBODY = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()
LEARNERS = frozenset({"learner", "classmate", "other_learner"})
WORKS_HERE = EVERYBODY - LEARNERS - {"guardian"}
OF_L3A = frozenset({"learner", "classmate"})
TEACHER = frozenset({"teacher"})
TEACHERS = frozenset({"teacher", "colleague", "other_teacher"})
SCHOOL = frozenset({"care_coordinator", "head"})
RECORD = TEACHERS | {"care_coordinator"}
GUIDES_OF_L3A = TEACHER | SCHOOL
RECORDS_IN_L3A = TEACHER | {"care_coordinator"}
AT_A_SCHOOL = TEACHERS | SCHOOL | {"secretary"}
IN_THE_SCHOOL = AT_A_SCHOOL - {"other_teacher"}
STRATEGY = "srl-zelftesten"

Arguments = Callable[[Scene], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One method of one address: who gets in, with which arguments in the path and which data in the body."""

    name: str
    method: str
    allowed: frozenset[str]
    arguments: Arguments = field(default=lambda scene: {})
    data: Arguments = field(default=lambda scene: {})
    content_type: str = MULTIPART_CONTENT


#: Addresses that answer without signing in.
OPEN = frozenset({
    "health", "metrics", "home", "sign_in", "sign_out", "set_language", "step_in", "gallery", "stylesheet", "worker",
    "card", "goal_named_data", "attestation_check",
    "account_login", "account_logout", "account_inactive", "mfa_login_webauthn",
    "openid_connect_login", "openid_connect_callback", "saml_login", "saml_acs", "saml_finish_acs", "saml_sls",
    "saml_metadata", "forgotten", "set_password",
})  # fmt: skip


KEEPS_ROSTER = frozenset({"head", "secretary"})
KNOWS_L3A = GUIDES_OF_L3A | OF_L3A | frozenset({"secretary", "general_director", "central_staff", "analyst"})
READS_PLANS = frozenset(
    {"teacher", "colleague", "care_coordinator", "head", "secretary", "general_director", "central_staff", "analyst"}
)
ACTS_FOR_LEARNER = frozenset({"learner", "guardian"})
ANSWERS = frozenset({"head", "officer"})


def read_only(name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}) -> list[Address]:
    """Return the rows of an address that is only read."""
    return [Address(name, "GET", allowed, arguments), Address(name, "POST", NOBODY, arguments)]


def write_only(
    name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}, data: Arguments = lambda scene: {}
) -> list[Address]:
    """Return the rows of an address that only takes something in."""
    return [Address(name, "GET", NOBODY, arguments), Address(name, "POST", allowed, arguments, data)]


def own_account(
    *names: str, allowed: frozenset[str] = EVERYBODY, arguments: Arguments = lambda scene: {}
) -> list[Address]:
    """Return the rows of pages about the own account; without factor or password there is nothing on some of them."""
    rows = [Address(name, method, allowed, arguments) for name in names for method in ("GET", "POST")]
    only_read = {("mfa_index", "POST"), ("mfa_list_webauthn", "POST")}
    return [replace(row, allowed=NOBODY) if (row.name, row.method) in only_read else row for row in rows]


def unit(scene: Scene) -> dict[str, Any]:
    """Name class L3A in the path."""
    return {"unit": scene.world.group.pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A in the path."""
    return {"unit": scene.world.school.pk}


def network(scene: Scene) -> dict[str, Any]:
    """Name the network in the path."""
    return {"unit": scene.world.network.pk}


def programme(scene: Scene) -> dict[str, Any]:
    """Name a programme of the school."""
    made, _is_new = Programme.objects.get_or_create(unit=scene.world.school, title="Zoals nu")
    return {"programme": made.pk}


def programme_part(scene: Scene) -> dict[str, Any]:
    """Name a part of a programme that nobody took out yet."""
    made = ProgrammePart.objects.create(programme_id=programme(scene)["programme"], title="a", subject="b", hours=1)
    return {"part": made.pk}


def tool(scene: Scene) -> dict[str, Any]:
    """Name a tool of the school."""
    made, _is_new = Tool.objects.get_or_create(unit=scene.world.school, name="Bingel")
    return {"tool": made.pk}


def trial(scene: Scene) -> dict[str, Any]:
    """Name a trial that did not end yet."""
    day = timezone.localdate()
    made = ToolTrial.objects.create(tool_id=tool(scene)["tool"], question="a", measure="b", starts=day, ends=day)
    return {"trial": made.pk}


def digital_action(scene: Scene) -> dict[str, Any]:
    """Name an action of the school that the teacher owns and nobody ticked yet."""
    day, owner = timezone.localdate(), scene.world.teacher
    made = DigitalAction.objects.create(unit=scene.world.school, block="data", text="x", owner=owner, until=day)
    return {"action": made.pk}


def idea(scene: Scene) -> dict[str, Any]:
    """Name an idea of the teacher."""
    made, _is_new = Idea.objects.get_or_create(unit=scene.world.group, text="Minder klikken", by=scene.world.teacher)
    return {"idea": made.pk}


def draft(scene: Scene) -> dict[str, Any]:
    """Name a draft that is for all."""
    values = {"title": {"nl": "Ontwerp"}, "status": Framework.Status.DRAFT}
    made, _is_new = Framework.objects.update_or_create(identifier="ontwerp", version="1", defaults=values)
    return {"framework": made.pk}


def asked_draft(scene: Scene) -> dict[str, Any]:
    """Name a draft on which advice was asked."""
    named = draft(scene)
    FrameworkStep.objects.get_or_create(framework_id=named["framework"], kind="asked")
    return named


def advice(scene: Scene) -> dict[str, Any]:
    """Name a piece of advice."""
    made = FrameworkStep.objects.create(framework_id=draft(scene)["framework"], kind="advice", text="x")
    return {"step": made.pk}


def answered_draft(scene: Scene) -> dict[str, Any]:
    """Name a draft with advice that was answered."""
    given = advice(scene)["step"]
    named = draft(scene)
    FrameworkStep.objects.filter(framework_id=named["framework"], kind="advice").exclude(pk=given).delete()
    FrameworkStep.objects.create(framework_id=named["framework"], kind="answered", answers_id=given)
    return named


def citizenship(scene: Scene) -> dict[str, Any]:
    """Send something done for others, with a goal of citizenship."""
    values = {"title": {"nl": "PPGO!"}, "kind": "vision"}
    framework, _is_new = Framework.objects.get_or_create(identifier="go2030-ppgo", defaults=values, version="1")
    named = {"framework": framework, "identifier": "ppgo-burgerschap"}
    goal, _is_new = Goal.objects.get_or_create(**named, defaults={"statement": {"nl": "meedoen"}})
    return {"goal": goal.pk, "text": "Zwerfvuil geraapt"}


def council(scene: Scene) -> dict[str, Any]:
    """Send a decision of the class council."""
    return {"kind": "common", "motivation": "terug naar het gewone", "decided_on": "2026-09-15"}


def open_step(scene: Scene) -> dict[str, Any]:
    """Name a step that is open for the school."""
    framework = scene.world.goals["compare"].framework
    return school(scene) | {"step": RolloutStep.objects.create(framework=framework, level="school", text="x").pk}


def unit_learner_goal(scene: Scene) -> dict[str, Any]:
    """Name the class, the learner and the goal that runs."""
    return {"unit": scene.world.group.pk, "learner": scene.learner.pk, "goal": scene.world.goals["compare"].pk}


def route(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A."""
    return {"unit": scene.world.unit_of_work.pk}


def sheet(scene: Scene) -> dict[str, Any]:
    """Name the sheet of class L3A."""
    return {"occasion": scene.occasion.pk}


def question(scene: Scene) -> dict[str, Any]:
    """Name the question the learner asked."""
    return {"unit": scene.world.group.pk, "notice": scene.notice.pk}


def one_mark(scene: Scene) -> dict[str, Any]:
    """Send one mark of the sheet."""
    column = scene.occasion.columns.get()
    return {"marks": [{"learner": scene.learner.pk, "column": column.pk, "value": 2, "seen": None}]}


def goal_sent(scene: Scene) -> dict[str, Any]:
    """Send the goal that runs."""
    return {"goal": scene.world.goals["compare"].pk}


def noted_offline(scene: Scene) -> dict[str, Any]:
    """Send what the teacher noted without a connection."""
    noted = {"capture": str(uuid4()), "learner": scene.learner.pk, "step": 2, "person": scene.world.teacher.pk}
    return noted | {"seen_at": "2026-09-01T09:00:00Z"} | goal_sent(scene)


def made_at(scene: Scene) -> dict[str, Any]:
    """Send when it was made, with the goal that runs."""
    return {"seen_at": "2026-09-01T09:00:00Z"} | goal_sent(scene)


def attested(scene: Scene) -> dict[str, Any]:
    """Confirm the goal of which something was seen."""
    return {"title": "IAC", "goal": [scene.world.goals["add"].pk]}


def attestation(scene: Scene) -> dict[str, Any]:
    """Name what the school confirmed of the learner."""
    found = Attestation.objects.first() or Attestation.objects.create(
        learner=scene.learner, school=scene.world.school, title="IAC", at=timezone.now()
    )
    return {"attestation": found.pk}


def of_learner(scene: Scene) -> dict[str, Any]:
    """Name the learner."""
    return {"learner": scene.learner.pk}


def on_trajectory(scene: Scene) -> dict[str, Any]:
    """Name a trajectory of the learner."""
    by = scene.world.viewer(scene.learner)
    found = Trajectory.objects.first() or begin_trajectory(learner=scene.learner.pk, title="bakker", by=by)
    return of_learner(scene) | {"trajectory": found.pk}


def step_of_trajectory(scene: Scene) -> dict[str, Any]:
    """Name a step of a trajectory of the learner."""
    by, goal = scene.world.viewer(scene.learner), scene.world.goals["add"].pk
    trajectory = on_trajectory(scene)["trajectory"]
    return of_learner(scene) | {"step": add_step(trajectory=trajectory, goal=goal, kind="own", title="x", by=by).pk}


def logged_part(scene: Scene) -> dict[str, Any]:
    """Name what the learner logged of how it took part."""
    return of_learner(scene) | {"logged": log(way="joined", by=scene.world.viewer(scene.learner)).pk}


def seen_of_fellow(scene: Scene) -> dict[str, Any]:
    """Send what was seen of a classmate."""
    return {"capture": str(uuid4()), "fellow": scene.world.learners[1].pk, "step": 2} | goal_sent(scene)


def waiting_word(scene: Scene) -> dict[str, Any]:
    """Name what a classmate saw of the learner, not confirmed yet."""
    by, goal = scene.world.viewer(scene.world.learners[1]), scene.world.goals["add"].pk
    made = record_peer(learner=scene.learner.pk, goal=goal, step=2, note="", uid=uuid4(), by=by)
    return of_learner(scene) | {"uid": made.uid}


def question_asked(scene: Scene) -> dict[str, Any]:
    """Name a question of the learner."""
    asked = ask_question(goal=scene.world.goals["add"].pk, text="Hoe?", by=scene.world.viewer(scene.learner))
    return unit(scene) | {"uid": asked.uid}


def groups_asked(scene: Scene) -> dict[str, Any]:
    """Ask for groups of everybody in the class."""
    here = [one.pk for one in scene.world.learners]
    return {"purpose": "cooperation", "size": 3, "here": here} | goal_sent(scene)


def groups_made(scene: Scene) -> dict[str, Any]:
    """Send the class as one group that ends today."""
    groups = json.dumps([[None, [one.pk for one in scene.world.learners]]])
    made = {"name": "Orion", "proposal": f"balance:{groups}", "chosen": "0", "groups": groups}
    return groups_asked(scene) | made | {"ends": timezone.localdate().isoformat()}


def pair(scene: Scene) -> dict[str, Any]:
    """Name two learners who go apart."""
    return {"learner": scene.learner.pk, "other": scene.world.learners[1].pk, "kind": "apart"}


def said_not_right(scene: Scene) -> dict[str, Any]:
    """Name what the learner said is not right."""
    by, said = scene.world.viewer(scene.learner), Evidence.objects.filter(kind="disagreement").first()
    said = said or disagree(goal=scene.world.goals["add"], by=by)
    return {"learner": scene.learner.pk, "said": said.uid}


def goals_file(scene: Scene) -> dict[str, Any]:
    """Name the kind of file that lands nowhere in particular."""
    return {"kind": "goals"}


def framework(scene: Scene) -> dict[str, Any]:
    """Name the framework of the sample goals."""
    return {"framework": scene.world.goals["compare"].framework_id}


def goal(scene: Scene) -> dict[str, Any]:
    """Name the goal that runs."""
    return {"goal": scene.world.goals["compare"].pk}


def goal_name(scene: Scene) -> dict[str, Any]:
    """Name the goal that runs by its lasting name."""
    one = scene.world.goals["compare"]
    return {"name": f"{one.framework.identifier}/{one.identifier}"}


def tagged(scene: Scene) -> dict[str, Any]:
    """Name the unit of work that runs in class L3A as a thing that carries tags."""
    return {"kind": "lessons.unit_of_work", "id": scene.world.unit_of_work.pk}


def own_goal(scene: Scene) -> dict[str, Any]:
    """Name the own goal of the learner."""
    return {"own_goal": scene.own_goal.pk}


def cycle(scene: Scene) -> dict[str, Any]:
    """Name the cycle of the learner."""
    return {"cycle": scene.cycle.uid}


def cycle_phase(scene: Scene) -> dict[str, Any]:
    """Name the first phase of the cycle of the learner."""
    return cycle(scene) | {"phase": "prepare"}


def hung(scene: Scene) -> dict[str, Any]:
    """Hang up the board of class L3A and send a card of it."""
    by = scene.world.viewer(scene.world.teacher)
    hang_board(unit=scene.world.group.pk, corners=["blocks"], own=[], keeps=7, by=by)
    return {"card": "blocks"}


def corner_chosen(scene: Scene) -> dict[str, Any]:
    """Name what the learner chose from the board, told in its own voice."""
    card, by = hung(scene)["card"], scene.world.viewer(scene.learner)
    choice = choose_corner(card=card, by=by)
    digest = vault.put(b"voice")
    SpokenReason.objects.create(choice=choice, content_type="audio/webm", digest=digest, until=by.on)
    return {"choice": choice.uid}


def about_learner(scene: Scene) -> dict[str, Any]:
    """Name the learner, in whose class a strategy was taught."""
    by = scene.world.viewer(scene.world.teacher)
    if not Taught.objects.filter(unit=scene.world.group).exists():
        log_taught(unit=scene.world.group.pk, strategy=STRATEGY, how="modelled", on=None, by=by)
    return {"learner": scene.learner.pk}


def step_up(scene: Scene) -> dict[str, Any]:
    """Send a step up that nothing was said about yet."""
    about_learner(scene)
    Freedom.objects.filter(learner=scene.learner).delete()
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"dimension": "how", "domain": "everywhere", "step": "1", "strategy": STRATEGY, "review_on": day}


def step_asked(scene: Scene, *, by: Person) -> dict[str, Any]:
    """Name a step up that one side asked for."""
    sent = step_up(scene) | {"step": 1, "review_on": timezone.localdate() + timedelta(days=30)}
    made = ask_step(learner=scene.learner.pk, by=scene.world.viewer(by), **sent)
    return {"freedom": made.pk}


def agreed(scene: Scene) -> dict[str, Any]:
    """Name an agreement of the teacher with the learner."""
    by = scene.world.viewer(scene.world.teacher)
    day = by.on + timedelta(days=7)
    made = make_agreement(learner=scene.learner.pk, learner_does="a", adult_does="b", review_on=day, by=by)
    return {"agreement": made.pk}


def interest(scene: Scene) -> dict[str, Any]:
    """Name an interest of the learner."""
    return {"interest": keep_interest(what="dino's", why="", by=scene.world.viewer(scene.learner)).pk}


def buddy(scene: Scene) -> dict[str, Any]:
    """Name the classmate as the buddy of the learner."""
    by, helper = scene.world.viewer(scene.learner), scene.world.learners[1]
    return {"buddy": name_buddy(cycle=scene.cycle.uid, helper=helper.pk, by=by).pk}


def line_of_school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"school": scene.world.school.pk}


def another_attachment(scene: Scene) -> dict[str, Any]:
    """Name an attachment that nobody took away yet."""
    one = Attachment.objects.get(pk=scene.attachment.pk)
    one.pk, one.digest = None, uuid4().hex
    one.save()
    return {"attachment": one.pk}


def raised_hand(scene: Scene) -> dict[str, Any]:
    """Name the hand of the learner, raised anew."""
    RaisedHand.objects.filter(learner=scene.learner).delete()
    return unit(scene) | {"hand": RaisedHand.objects.create(unit=scene.world.group, learner=scene.learner).pk}


def an_involvement(scene: Scene) -> dict[str, Any]:
    """Name an involvement with the learner that just began."""
    today = timezone.localdate()
    values = {"person": scene.world.central_staff, "learner": scene.learner, "unit": scene.world.school_group}
    made = Involvement.objects.get_or_create(**values, role="clb_staff", reason="x", starts=today, ends=today)
    return {"involvement": made[0].pk}


def a_guardianship(scene: Scene) -> dict[str, Any]:
    """Name somebody who acts for the learner since today."""
    values = {"guardian": scene.world.colleague, "learner": scene.learner, "starts": timezone.localdate()}
    return {"guardianship": Guardianship.objects.get_or_create(**values)[0].pk}


def a_support_session(scene: Scene) -> dict[str, Any]:
    """Name a session in the school of the learner that runs."""
    now, by = timezone.now(), scene.world.head
    values = {"person": scene.world.central_staff, "unit": scene.world.school, "allowed_by": by, "reason": "x"}
    made = SupportSession.objects.create(**values, starts_at=now, ends_at=now + timedelta(minutes=5))
    return {"session": made.pk}


def about(scene: Scene) -> dict[str, Any]:
    """Name the learner as the person whose data it is."""
    return {"person": scene.learner.pk}


def request_asked(scene: Scene) -> dict[str, Any]:
    """Name a request of the learner that waits, asked anew."""
    asked = ask(person=scene.learner.pk, kind="objection", text="Niet doen.", by=scene.world.viewer(scene.learner))
    return {"request_id": asked.pk}


def noted_anew(scene: Scene) -> dict[str, Any]:
    """Name something that the teacher just noted of the learner."""
    capture, by = uuid4(), scene.world.viewer(scene.world.teacher)
    uids = [uuid5(capture, str(scene.learner.pk))]
    record_observation(learners=[scene.learner.pk], goal=scene.world.goals["compare"].pk, step=2, uids=uids, by=by)
    return {"learner": scene.learner.pk, "capture": str(capture)}


def feedback_sent(scene: Scene) -> dict[str, Any]:
    """Send feedback for the learner."""
    return {"capture": str(uuid4()), "learner": scene.learner.pk, "next": "explain"}


def _feedback(scene: Scene) -> UUID:
    capture, by = uuid4(), scene.world.viewer(scene.world.teacher)
    uids = [uuid5(capture, str(scene.learner.pk))]
    give_feedback(learners=[scene.learner.pk], goal=None, words="", next_step="Toon het.", uids=uids, by=by)
    return capture


def feedback_given(scene: Scene) -> dict[str, Any]:
    """Name feedback that the teacher just gave."""
    return unit(scene) | {"capture": str(_feedback(scene))}


def feedback_got(scene: Scene) -> dict[str, Any]:
    """Name feedback that the learner just got."""
    return {"note": str(uuid5(_feedback(scene), str(scene.learner.pk)))}


def unit_of_work(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A by its own name."""
    return {"unit_of_work": scene.world.unit_of_work.pk}


def peer_round(scene: Scene) -> dict[str, Any]:
    """Name a round of feedback among peers."""
    by, found = scene.world.viewer(scene.world.teacher), PeerRound.objects.first()
    return {"round": (found or open_round(unit=scene.world.group.pk, title="Affiche", ends=by.on, by=by)).pk}


def peer_criterion(scene: Scene) -> dict[str, Any]:
    """Name a criterion of that round."""
    by, found = scene.world.viewer(scene.world.teacher), PeerCriterion.objects.first()
    return {"criterion": (found or propose_criterion(text="duidelijk", by=by, **peer_round(scene))).pk}


def peer_told(scene: Scene) -> dict[str, Any]:
    """Send words for a classmate."""
    return peer_criterion(scene) | {"receiver": scene.world.learners[2].pk, "starter": "sees", "words": "dit ziet"}


def peer_word(scene: Scene) -> dict[str, Any]:
    """Name words that the learner got from a classmate."""
    row = {"criterion_id": peer_criterion(scene)["criterion"], "giver": scene.world.learners[1]}
    word, _is_new = PeerWord.objects.get_or_create(**row, receiver=scene.learner, defaults={"words": "mooi"})
    PeerWord.objects.filter(pk=word.pk).update(hidden_at=None)
    return {"word": word.pk}


def moment(scene: Scene) -> dict[str, Any]:
    """Name a moment of assessment with frozen criteria, which the colleague reads along."""
    by, found = scene.world.viewer(scene.world.teacher), Moment.objects.first()
    if found is None:
        found = plan_moment(
            unit=scene.world.group.pk,
            title="Uitleg",
            on=by.on,
            purpose="conclude",
            is_summative=True,
            decision="stap 3",
            rubric="explanation",
            second_reader=scene.world.colleague.pk,
            by=by,
        )
        freeze_criteria(moment=found.pk, by=by)
    return {"moment": found.pk}


def rated_learner(scene: Scene) -> dict[str, Any]:
    """Send a step for the learner on the first criterion."""
    return {"learner": scene.learner.pk, f"step-{MomentCriterion.objects.earliest('pk').pk}": 3}


def group_task(scene: Scene) -> dict[str, Any]:
    """Name a task for groups of the class."""
    by = scene.world.viewer(scene.world.teacher)
    return {"task": design_task(unit=scene.world.group.pk, title="Brug", goal=None, elements={}, by=by).pk}


def group_board(scene: Scene) -> dict[str, Any]:
    """Name the group of the class, which has a goal."""
    group = scene.shown.groups.get()
    if not hasattr(group, "board"):
        start_board(group=group.pk, aim="een brug", by=scene.world.viewer(scene.world.teacher))
    return {"group": group.pk}


def group_part(scene: Scene) -> dict[str, Any]:
    """Name a part of the work of the group."""
    named, by = group_board(scene), scene.world.viewer(scene.world.teacher)
    part = Part.objects.first() or plan_part(group=named["group"], title="tekenen", learner=None, by=by)
    return named | {"part": part.pk}


def contribution(scene: Scene) -> dict[str, Any]:
    """Name something the learner wrote in the space of its group."""
    by, group = scene.world.viewer(scene.learner), group_board(scene)["group"]
    return {"contribution": contribute(group=group, words="dag", is_decision=False, by=by).pk}


def skill_seen(scene: Scene) -> dict[str, Any]:
    """Send how far the group is with taking turns."""
    return {"seen": f"{scene.shown.groups.get().pk}-2"}


def explained(scene: Scene) -> dict[str, Any]:
    """Send an explanation."""
    return {"words": "We weten het omdat …"}


def flex_round(scene: Scene) -> dict[str, Any]:
    """Name the round of flex hours of class L3A."""
    return {"round": scene.flex_offer.moment.round_id}


def flex_offer(scene: Scene) -> dict[str, Any]:
    """Name what is offered in that round, in which the learner has a place."""
    return {"offer": scene.flex_offer.pk}


def flex_started(scene: Scene) -> dict[str, Any]:
    """Send a round for class L3A."""
    day = scene.flex_offer.moment.on
    times = {"weekday": [day.weekday()], "begins": "10:00", "finishes": "11:00", "freedom": "free"}
    return times | {
        "title": "Flex",
        "groups": [scene.world.group.pk],
        "starts": day.isoformat(),
        "ends": day.isoformat(),
    }


def flex_offered(scene: Scene) -> dict[str, Any]:
    """Send something to offer in that round."""
    sent = {"title": "Schaken", "form": "project", "capacity": 5, "choice": "everybody"}
    return sent | {"moment": [scene.flex_offer.moment_id]}


def flex_moved(scene: Scene) -> dict[str, Any]:
    """Send the learner to what is offered."""
    return {"moment": scene.flex_offer.moment_id, "picked": scene.learner.pk, "to": str(scene.flex_offer.pk)}


def lesson(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A."""
    return {"work": scene.world.unit_of_work.pk}


def lesson_whole(scene: Scene) -> dict[str, Any]:
    """Write the unit of work of class L3A as a whole."""
    work = scene.world.unit_of_work
    return {"title": work.title, "starts": work.starts, "ends": work.ends, "aim_low": 70, "aim_high": 85}


def lesson_activity(scene: Scene) -> dict[str, Any]:
    """Name a new activity of class L3A."""
    return {"activity": Activity.objects.create(unit_of_work=scene.world.unit_of_work, title="Uitleg").pk}


def lesson_variation(scene: Scene) -> dict[str, Any]:
    """Name a new variation in class L3A."""
    work, goal = scene.world.unit_of_work, scene.world.goals["compare"]
    return {"variation": Variation.objects.create(unit_of_work=work, goal=goal, title="Strookjes").pk}


def lesson_task(scene: Scene) -> dict[str, Any]:
    """Name a new task of class L3A."""
    made = make_task(
        unit_of_work=scene.world.unit_of_work.pk,
        goal=scene.world.goals["compare"].pk,
        title="Taak",
        text="1 + 1 = 2",
        variation=None,
        by=scene.world.viewer(scene.world.teacher),
    )
    return {"task": made.pk}


def deviation(scene: Scene) -> dict[str, Any]:
    """Name what the learner does otherwise."""
    teacher = scene.world.viewer(scene.world.teacher)
    return {"deviation": skip(**lesson_activity(scene), learner=scene.learner.pk, by=teacher).pk}


def live_check(scene: Scene) -> dict[str, Any]:
    """Name a question asked in class L3A."""
    goal, teacher = scene.world.goals["compare"].pk, scene.world.viewer(scene.world.teacher)
    asked = ask_check(unit=scene.world.group.pk, goal=goal, question="", answers=["", "", ""], right=0, by=teacher)
    return {"check": asked.pk}


ADDRESSES: list[Address] = [
    *read_only("today", TEACHERS),
    *read_only("today_of_group", TEACHER, unit),
    *write_only(
        "today_capture",
        TEACHER,
        unit,
        lambda scene: {"capture": str(uuid4()), "learner": scene.learner.pk, "step": 2} | goal_sent(scene),
    ),
    *read_only("today_sheet", TEACHERS),
    *write_only("today_capture_later", TEACHER, unit, noted_offline),
    *write_only("today_take_back_capture", TEACHER, lambda scene: unit(scene) | {"capture": str(scene.capture)}),
    *write_only(
        "today_choose",
        TEACHER,
        unit,
        lambda scene: {"learner": scene.learner.pk, "need": "support", "choice": "not_now"} | goal_sent(scene),
    ),
    *write_only("today_finish", TEACHER, unit, lambda scene: {"planned": scene.follow_up.pk}),
    *write_only("today_take_back_choice", TEACHER, lambda scene: unit(scene) | {"choices": str(scene.follow_up.pk)}),
    *write_only("today_put_away", TEACHER, question),
    *write_only("today_bring_back", TEACHER, question),
    *read_only("today_hands", TEACHER, unit),
    *write_only("today_take_hand", TEACHER, raised_hand),
    *write_only("today_answer_hand", TEACHER, raised_hand),
    *read_only("class_grids", TEACHERS | SCHOOL),
    *read_only("class_grid", GUIDES_OF_L3A, unit),
    *read_only("growth", GUIDES_OF_L3A, unit),
    *read_only("evidence_kinds", GUIDES_OF_L3A, unit),
    *write_only(
        "growth_pace",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {
            "learner": scene.learner.pk,
            "framework": scene.world.goals["add"].framework_id,
            "level": "L2",
            "until": timezone.localdate().isoformat(),
        },
    ),
    *read_only("cell", GUIDES_OF_L3A, unit_learner_goal),
    *write_only("cell_plan", GUIDES_OF_L3A, unit_learner_goal, lambda scene: {"need": "support"}),
    Address("sheets", "GET", RECORD),
    Address("sheets", "POST", RECORD),
    Address("sheet", "GET", RECORDS_IN_L3A, sheet),
    Address("sheet", "POST", RECORDS_IN_L3A, sheet, lambda scene: {"seen": "[]"}),
    *read_only("sheet_paper", RECORDS_IN_L3A, sheet),
    Address("sheet_learner", "GET", RECORDS_IN_L3A, lambda scene: sheet(scene) | {"learner": scene.learner.pk}),
    Address(
        "sheet_learner",
        "POST",
        RECORDS_IN_L3A,
        lambda scene: sheet(scene) | {"learner": scene.learner.pk},
        lambda scene: {"seen": "[]"},
    ),
    Address("sheet_marks", "GET", NOBODY, sheet),
    Address("sheet_marks", "POST", RECORDS_IN_L3A, sheet, one_mark, content_type="application/json"),
    *read_only("groups", RECORD),
    *read_only("groups_of_unit", RECORDS_IN_L3A, unit),
    *write_only("groups_propose", RECORDS_IN_L3A, unit, groups_asked),
    *write_only("groups_arrange", RECORDS_IN_L3A, unit, groups_made),
    *write_only("groups_publish", RECORDS_IN_L3A, unit, groups_made),
    *write_only("groups_ties", RECORDS_IN_L3A, unit, pair),
    *read_only("grouping", GUIDES_OF_L3A, lambda scene: {"grouping": scene.shown.pk}),
    *write_only("grouping_stop", RECORDS_IN_L3A, lambda scene: {"grouping": scene.stopped.pk}),
    *write_only("grouping_withdraw", RECORDS_IN_L3A, lambda scene: {"grouping": scene.withdrawn.pk}),
    *write_only(
        "learner_note",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk},
        lambda scene: {"capture": str(uuid4()), "step": 2} | goal_sent(scene),
    ),
    *write_only(
        "learner_note_back",
        TEACHER,
        noted_anew,
    ),
    *read_only("learner", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    *read_only("feedback", TEACHERS | SCHOOL),
    *read_only("feedback_of_group", GUIDES_OF_L3A, unit),
    *write_only("feedback_give", RECORDS_IN_L3A, unit, feedback_sent),
    *write_only("feedback_take_back", TEACHER, feedback_given),
    *write_only("feedback_suggest", RECORDS_IN_L3A, unit),
    Address("peer_rounds", "GET", GUIDES_OF_L3A, unit),
    Address("peer_rounds", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Affiche", "ends": "2099-01-01"}),
    *read_only("peer_round", GUIDES_OF_L3A, peer_round),
    *write_only("peer_check", RECORDS_IN_L3A, peer_criterion, goal_sent),
    *write_only("peer_hide", RECORDS_IN_L3A, peer_word),
    *read_only("my_peer_round", OF_L3A, peer_round),
    *write_only("my_peer_propose", OF_L3A | GUIDES_OF_L3A, peer_round, lambda scene: {"text": "duidelijk"}),
    *write_only("my_peer_tell", OF_L3A, peer_round, peer_told),
    *write_only("my_peer_use", frozenset({"learner"}), peer_word),
    *read_only("assessment", TEACHERS | SCHOOL),
    Address("assessment_programme", "GET", GUIDES_OF_L3A, unit),
    Address("assessment_programme", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Toets", "on": "2026-12-01"}),
    Address("assessment_moment", "GET", GUIDES_OF_L3A | {"colleague"}, moment),
    Address("assessment_moment", "POST", RECORDS_IN_L3A | {"colleague"}, moment, rated_learner),
    *write_only("assessment_freeze", RECORDS_IN_L3A, moment),
    Address("my_moment", "GET", OF_L3A, moment),
    Address("my_moment", "POST", OF_L3A, moment),
    *read_only("together", TEACHERS | SCHOOL),
    *read_only("together_of_group", GUIDES_OF_L3A, unit),
    Address("cooperative_task_new", "GET", RECORDS_IN_L3A, unit),
    Address("cooperative_task_new", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Brug"}),
    Address("cooperative_task", "GET", RECORDS_IN_L3A, group_task),
    Address("cooperative_task", "POST", RECORDS_IN_L3A, group_task, lambda scene: {"title": "Brug"}),
    Address("group_roles", "GET", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_roles", "POST", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_skills", "GET", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_skills", "POST", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}, skill_seen),
    *read_only("together_planning", GUIDES_OF_L3A, unit_of_work),
    *write_only("together_form", RECORDS_IN_L3A, unit_of_work, lambda scene: {"form": "jigsaw", "on": "2026-12-01"}),
    *write_only("together_scheme", RECORDS_IN_L3A, unit_of_work, lambda scene: {"skill": "turns", "on": "2026-12-01"}),
    Address("cooperation_pulse", "GET", LEARNERS),
    Address("cooperation_pulse", "POST", LEARNERS, data=lambda scene: {"effort": "3"}),
    *read_only("cooperation_pulse_of_group", GUIDES_OF_L3A, unit),
    Address("group_space", "GET", GUIDES_OF_L3A | OF_L3A, group_board),
    Address("group_space", "POST", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"words": "dag"}),
    *write_only("group_space_moderate", RECORDS_IN_L3A, contribution),
    *read_only("own_groups", LEARNERS),
    *read_only("group_board", GUIDES_OF_L3A | OF_L3A, group_board),
    *write_only("group_board_aim", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"aim": "een brug"}),
    *write_only("group_board_plan", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"title": "tekenen"}),
    *write_only("group_board_finish", RECORDS_IN_L3A | OF_L3A, group_part),
    *write_only("group_board_explain", OF_L3A, group_board, explained),
    *write_only("group_board_close", RECORDS_IN_L3A | OF_L3A, group_board),
    *read_only("my_feedback", LEARNERS),
    *read_only("my_feedback_new", LEARNERS),
    *write_only("my_feedback_taken_up", frozenset({"learner"}), feedback_got, lambda scene: {"did": "tried"}),
    *read_only("compass", LEARNERS),
    *read_only("compass_route", OF_L3A, route),
    *write_only("compass_sure", OF_L3A, route, lambda scene: {"sure": 2} | goal_sent(scene)),
    *write_only("compass_step", OF_L3A, route, goal_sent),
    *write_only("compass_help", OF_L3A, route, goal_sent),
    *write_only("compass_mode", LEARNERS, data=lambda scene: {"mode": "full"}),
    Address("goal_path", "GET", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    Address("goal_path", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}, council),
    *read_only("portfolio", LEARNERS),
    Address("joined", "GET", LEARNERS),
    Address("joined", "POST", LEARNERS, data=citizenship),
    *write_only("portfolio_add", LEARNERS, data=lambda scene: {"text": "taart"} | goal_sent(scene)),
    *read_only("portfolio_sheet", LEARNERS),
    *write_only(
        "portfolio_add_later",
        frozenset({"learner"}),
        data=lambda scene: {"text": "taart", "capture": str(uuid4()), "person": scene.learner.pk} | made_at(scene),
    ),
    *write_only("portfolio_show", frozenset({"learner"}), lambda scene: {"uid": scene.piece, "to": "self"}),
    *read_only("learner_needs", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    Address("learner_attest", "GET", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    Address("learner_attest", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}, attested),
    *read_only("profile", LEARNERS),
    *read_only("profile_pdf", LEARNERS),
    *read_only("attestation_file", GUIDES_OF_L3A | {"learner"}, attestation),
    *read_only("trajectory", GUIDES_OF_L3A | {"learner"}, of_learner),
    *write_only("trajectory_start", RECORDS_IN_L3A | {"learner"}, of_learner, lambda scene: {"title": "bakker"}),
    *write_only(
        "trajectory_step",
        RECORDS_IN_L3A | {"learner"},
        on_trajectory,
        lambda scene: {"kind": "own", "title": "oefenen"} | goal_sent(scene),
    ),
    *write_only("trajectory_done", RECORDS_IN_L3A | {"learner"}, step_of_trajectory),
    Address("participation", "GET", GUIDES_OF_L3A | {"learner"}, of_learner),
    Address("participation", "POST", frozenset({"learner"}), of_learner, lambda scene: {"way": "joined"}),
    *write_only("participation_remark", RECORDS_IN_L3A, logged_part, lambda scene: {"words": "fijn"}),
    Address("fellows", "GET", GUIDES_OF_L3A | {"learner"}, of_learner),
    Address("fellows", "POST", frozenset({"learner"}), of_learner, seen_of_fellow),
    *write_only("fellows_confirm", RECORDS_IN_L3A | {"learner"}, waiting_word),
    *read_only("questions", GUIDES_OF_L3A, unit),
    *read_only("process_board", GUIDES_OF_L3A, unit),
    *read_only("goal_material", GUIDES_OF_L3A, lambda scene: unit(scene) | goal(scene)),
    *write_only("question_answer", RECORDS_IN_L3A, question_asked, lambda scene: {"text": "Teken het."}),
    *write_only("compass_question", OF_L3A, route, lambda scene: {"text": "Hoe begin ik?"} | goal_sent(scene)),
    *read_only("learner_portfolio", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    *write_only(
        "learner_mode", RECORDS_IN_L3A, lambda scene: {"learner": scene.learner.pk}, lambda scene: {"mode": "simple"}
    ),
    *read_only("compass_hand", LEARNERS),
    *write_only("compass_hand_up", OF_L3A, data=unit),
    *write_only("compass_hand_down", LEARNERS),
    *write_only("compass_not_right", OF_L3A, route, goal_sent),
    *write_only("learner_answer", RECORDS_IN_L3A, said_not_right, lambda scene: {"text": "We kijken samen."}),
    *read_only("learner_model", EVERYBODY),
    *write_only(
        "learner_model_school",
        frozenset({"head"}),
        lambda scene: {"unit": scene.world.school.pk},
        lambda scene: {"is_on": "0"},
    ),
    *write_only(
        "learner_model_learner",
        ACTS_FOR_LEARNER | {"care_coordinator"},
        lambda scene: {"learner": scene.learner.pk},
        lambda scene: {"is_on": "1"},
    ),
    Address("cards", "GET", RECORDS_IN_L3A, unit),
    Address("cards", "POST", RECORDS_IN_L3A, unit),
    *own_account("mfa_index", "account_change_password", "mfa_activate_totp", "mfa_list_webauthn"),
    *own_account("mfa_add_webauthn", "mfa_authenticate", "mfa_generate_recovery_codes", "usersessions_list"),
    *own_account("account_reauthenticate", "mfa_reauthenticate", allowed=NOBODY),
    *own_account("mfa_reauthenticate_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes", allowed=NOBODY),
    *own_account("mfa_remove_webauthn", allowed=NOBODY, arguments=lambda scene: {"pk": 1}),
    *read_only("flex", TEACHERS | SCHOOL),
    Address("flex_start", "GET", TEACHERS | SCHOOL),
    Address("flex_start", "POST", GUIDES_OF_L3A, data=flex_started),
    *read_only("flex_round", GUIDES_OF_L3A, flex_round),
    *write_only("flex_open", GUIDES_OF_L3A, flex_round, lambda scene: {"open": "1"}),
    *write_only("flex_remove", GUIDES_OF_L3A, flex_round),
    Address("flex_offer_new", "GET", GUIDES_OF_L3A, flex_round),
    Address("flex_offer_new", "POST", GUIDES_OF_L3A, flex_round, flex_offered),
    Address("flex_offer", "GET", GUIDES_OF_L3A, flex_offer),
    Address("flex_offer", "POST", GUIDES_OF_L3A, flex_offer, flex_offered),
    *write_only("flex_offer_withdraw", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_offer_restore", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_place", GUIDES_OF_L3A, flex_offer, lambda scene: {"learner": scene.learner.pk}),
    *read_only("flex_board", GUIDES_OF_L3A, flex_round),
    *write_only("flex_propose", GUIDES_OF_L3A, flex_round),
    *write_only("flex_drop", GUIDES_OF_L3A, flex_round),
    *write_only("flex_move", GUIDES_OF_L3A, flex_round, flex_moved),
    *write_only(
        "flex_publish",
        GUIDES_OF_L3A,
        flex_round,
        lambda scene: {"until": scene.flex_offer.moment.on.isoformat()},
    ),
    *write_only("flex_unpublish", GUIDES_OF_L3A, flex_round),
    *read_only("flex_export", GUIDES_OF_L3A, flex_round),
    *read_only("flex_doors", GUIDES_OF_L3A, flex_round),
    *read_only("flex_door", GUIDES_OF_L3A, flex_offer),
    *write_only("flex_tick", GUIDES_OF_L3A, flex_offer, lambda scene: {"person": scene.learner.pk, "present": "1"}),
    *read_only("my_flex", LEARNERS),
    *write_only("my_flex_choose", OF_L3A, flex_offer),
    *write_only("my_flex_leave", LEARNERS, flex_offer),
    *write_only("my_flex_wish", OF_L3A, flex_offer, lambda scene: {"wish": "1"}),
    *read_only("my_cycles", LEARNERS),
    *write_only("my_cycle_start", LEARNERS, data=lambda scene: {"title": "dino", "goal": "extra"}),
    *read_only("my_cycle", frozenset({"learner"}), cycle),
    *write_only("cycle_keep", frozenset({"learner"}), cycle_phase, lambda scene: {"success": "als het lukt"}),
    *write_only("cycle_draft", frozenset({"learner"}), cycle_phase, lambda scene: {"success": "als"}),
    *write_only("cycle_share", frozenset({"learner"}), cycle, lambda scene: {"scope-prepare": "private"}),
    *read_only("team_cycles", WORKS_HERE),
    *write_only("team_cycle_start", WORKS_HERE, data=lambda scene: {"title": "lezen", "template": "professional"}),
    *read_only("team_cycle", TEACHER, lambda scene: {"cycle": scene.team_cycle.uid}),
    *read_only("corners", LEARNERS),
    *write_only("corner_choose", OF_L3A, data=hung),
    *write_only("corner_why", frozenset({"learner"}), corner_chosen, lambda scene: {"reason": "like"}),
    *write_only("corner_look_back", frozenset({"learner"}), corner_chosen, lambda scene: {"went": "3"}),
    *read_only("corner_voice", GUIDES_OF_L3A | {"learner"}, corner_chosen),
    *read_only("circle", GUIDES_OF_L3A, unit),
    *write_only("circle_board", RECORDS_IN_L3A, unit, lambda scene: {"corner": "blocks", "keeps": "7"}),
    *read_only("steering", GUIDES_OF_L3A, unit),
    *write_only("steering_log", RECORDS_IN_L3A, unit, lambda scene: {"strategy": STRATEGY, "how": "modelled"}),
    *write_only("steering_lesson", RECORDS_IN_L3A, unit, lambda scene: {"strategy": STRATEGY, "part-modelled": "zo"}),
    *write_only(
        "steering_moment",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"title": "hoekenwerk", "dimension": "how", "strategy": STRATEGY, "anyway": "1"},
    ),
    *write_only("steering_prompts", RECORDS_IN_L3A, unit, lambda scene: {"setting": "all"}),
    *read_only("learner_steers", GUIDES_OF_L3A, about_learner),
    *write_only("learner_step", RECORDS_IN_L3A, about_learner, step_up),
    *write_only(
        "learner_agree",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk} | step_asked(scene, by=scene.learner),
    ),
    *write_only(
        "learner_agreement",
        RECORDS_IN_L3A,
        about_learner,
        lambda scene: {
            "learner_does": "a",
            "adult_does": "b",
            "review_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
        },
    ),
    *write_only(
        "learner_kept",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk} | agreed(scene),
        lambda scene: {"worked": "1"},
    ),
    *write_only("learner_talk", RECORDS_IN_L3A, about_learner, lambda scene: {"next_step": "oefenen"}),
    *write_only("learner_prompts", RECORDS_IN_L3A, about_learner, lambda scene: {"setting": "all"}),
    *read_only("pulse", LEARNERS),
    *write_only("pulse_answer", LEARNERS, data=lambda scene: {"choose": "3"}),
    *write_only("pulse_share", LEARNERS, data=lambda scene: {"shared": "1"}),
    *read_only("toolbox", LEARNERS),
    *write_only(
        "toolbox_tried",
        LEARNERS,
        data=lambda scene: {"strategy": STRATEGY, "domain": "mathematics", "what_for": "tafels", "went": "3"},
    ),
    *read_only("freedom", LEARNERS),
    *write_only("freedom_ask", LEARNERS, data=step_up),
    *write_only("freedom_agree", frozenset({"learner"}), lambda scene: step_asked(scene, by=scene.world.teacher)),
    *write_only("freedom_kept", frozenset({"learner"}), agreed, lambda scene: {"worked": "1"}),
    *read_only("about_me", LEARNERS),
    *write_only("about_me_keep", LEARNERS, data=lambda scene: {"what": "voetbal"}),
    *write_only("about_me_change", frozenset({"learner"}), lambda scene: interest(scene) | {"deed": "verberg"}),
    *write_only("about_me_profile", LEARNERS, data=lambda scene: {"shown": "0"}),
    *write_only("buddy_name", frozenset({"learner"}), cycle, lambda scene: {"helper": scene.world.learners[1].pk}),
    *write_only("buddy_end", OF_L3A, buddy),
    *read_only("mindset", WORKS_HERE),
    *write_only("mindset_answer", WORKS_HERE, data=lambda scene: {"not-yet": "3"}),
    *read_only("own_line", AT_A_SCHOOL),
    *read_only("strategy_line", IN_THE_SCHOOL, line_of_school),
    *write_only(
        "strategy_line_shift",
        SCHOOL,
        line_of_school,
        lambda scene: {"strategy": STRATEGY, "band": "young", "why": "sterke taalklas"},
    ),
    *read_only("who_saw", LEARNERS),
    *read_only("my_data", EVERYBODY),
    *read_only("data_of", ACTS_FOR_LEARNER, about),
    *read_only("who_saw_of", ACTS_FOR_LEARNER, about),
    *read_only("data_copy", ACTS_FOR_LEARNER, lambda scene: about(scene) | {"form": "json"}),
    *write_only("data_consent", ACTS_FOR_LEARNER, about, lambda scene: {"kind": "picture", "allow": "1"}),
    *write_only(
        "data_ask", ACTS_FOR_LEARNER, about, lambda scene: {"kind": "correction", "text": "Mijn naam klopt niet."}
    ),
    *read_only("data_requests", ANSWERS),
    *write_only("data_answer", ANSWERS, request_asked, lambda scene: {"granted": "0", "text": "Neen, omdat …"}),
    *read_only("oversight", frozenset({"officer"})),
    Address("extract", "GET", frozenset({"analyst"})),
    Address("extract", "POST", frozenset({"analyst"}), data=lambda scene: {"table": "x", "question": "Wat groeit er?"}),
    *read_only("organisation", EVERYBODY),
    *read_only("unit", KNOWS_L3A, unit),
    *write_only("invite", KEEPS_ROSTER, unit),
    *read_only("involved", NOBODY),
    Address("around", "GET", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    Address("around", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    *write_only("end_involvement", SCHOOL, an_involvement),
    Address("guardians", "GET", KEEPS_ROSTER, lambda scene: {"learner": scene.learner.pk}),
    Address("guardians", "POST", KEEPS_ROSTER, lambda scene: {"learner": scene.learner.pk}),
    *write_only("end_guardian", KEEPS_ROSTER, a_guardianship),
    Address("support", "GET", frozenset({"head"})),
    Address("support", "POST", frozenset({"head"})),
    *write_only("end_support", frozenset({"head"}), a_support_session),
    *read_only("policy_first", WORKS_HERE - {"officer"}),
    *read_only("policy", READS_PLANS, school),
    Address("yearly_report", "GET", READS_PLANS, school),
    Address("yearly_report", "POST", READS_PLANS, school),
    *read_only("year_rules", EVERYBODY),
    *read_only("school_costs", EVERYBODY),
    *read_only("framework_road", EVERYBODY, framework),
    *read_only("framework_notes", EVERYBODY, framework),
    *write_only("framework_ask", frozenset({"central_staff"}), draft, lambda scene: {"text": "x"}),
    *write_only("framework_advise", WORKS_HERE, asked_draft, lambda scene: {"text": "x"}),
    *write_only("framework_answer", frozenset({"central_staff"}), advice, lambda scene: {"text": "x"}),
    *write_only("framework_approve", frozenset({"central_staff"}), answered_draft),
    *read_only("planned_citizenship", READS_PLANS, school),
    *read_only("planned_coherence", READS_PLANS, school),
    Address("programmes", "GET", READS_PLANS, school),
    Address("programmes", "POST", SCHOOL, school, lambda scene: {"title": uuid4().hex}),
    *write_only("staff_hours", SCHOOL, school, lambda scene: {"subject": "wiskunde", "hours": "4"}),
    *read_only("programmes_weigh", READS_PLANS, school),
    Address("programme", "GET", READS_PLANS, programme),
    Address("programme", "POST", SCHOOL, programme, lambda scene: {"title": "a", "subject": "b", "hours": "1"}),
    *write_only("programme_part_away", SCHOOL, programme_part),
    *read_only("digital", READS_PLANS, school),
    *read_only("digital_plan", READS_PLANS, school),
    *write_only("tool_register", SCHOOL, school, lambda scene: {"name": "Bingel"}),
    *write_only("digital_scan", SCHOOL, school, lambda scene: dict.fromkeys(Block.values, "1")),
    *write_only(
        "digital_action",
        SCHOOL,
        school,
        lambda scene: {"block": "data", "text": "x", "owner": scene.world.teacher.pk, "until": "2027-01-01"},
    ),
    *write_only("digital_action_done", TEACHER | SCHOOL, digital_action),
    *write_only("tool_decide", SCHOOL, tool, lambda scene: {"state": "stopped"}),
    *write_only(
        "trial_start",
        SCHOOL,
        tool,
        lambda scene: {"question": "a", "measure": "b", "starts": "2026-09-01", "ends": "2026-10-01"},
    ),
    *write_only("trial_end", SCHOOL, trial, lambda scene: {"decision": "adapt", "found": "x"}),
    Address("ideas", "GET", WORKS_HERE),
    Address("ideas", "POST", WORKS_HERE, data=lambda scene: {"text": "Sneller"}),
    *write_only("idea_want", WORKS_HERE, idea),
    *write_only("idea_answer", SCHOOL, lambda scene: idea(scene) | school(scene), lambda scene: {"state": "seen"}),
    *read_only("rollout", READS_PLANS, school),
    *write_only("rollout_lead", SCHOOL, school, framework),
    *write_only(
        "rollout_report", SCHOOL, school, lambda scene: {"stage": "teaching", "evidence": "x"} | framework(scene)
    ),
    *write_only(
        "rollout_step",
        frozenset({"central_staff"}),
        network,
        lambda scene: {"level": "school", "text": "x"} | framework(scene),
    ),
    *write_only("rollout_close", SCHOOL, open_step),
    *read_only("effort", KEEPS_ROSTER | {"general_director", "central_staff", "analyst"}),
    *write_only("effort_measure", EVERYBODY, data=lambda scene: {"form": "/vandaag/", "seconds": "3", "keys": "1"}),
    *read_only("lessons", TEACHERS | SCHOOL),
    *read_only("lesson_balance", TEACHERS | SCHOOL),
    *read_only("lesson_cards", TEACHERS),
    *write_only("lesson_card_away", TEACHERS, lambda scene: {"card": "ophalen"}),
    *read_only("lesson_patterns", TEACHERS),
    *read_only("lesson_advice", TEACHERS),
    *read_only("lesson_instruction_cards", TEACHERS),
    *read_only("lessons_of_group", GUIDES_OF_L3A, unit),
    *read_only("instruction_watch", GUIDES_OF_L3A, unit),
    *write_only(
        "lesson_start",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"title": "Meten", "starts": "2026-11-02", "ends": "2026-11-20"},
    ),
    *write_only(
        "lesson_copy",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"source": scene.world.unit_of_work.pk, "starts": "2026-11-02"},
    ),
    Address("live_check_ask", "GET", RECORDS_IN_L3A, unit),
    Address("live_check_ask", "POST", RECORDS_IN_L3A, unit, goal_sent),
    *read_only("live_check", RECORDS_IN_L3A, live_check),
    *write_only("live_check_take_in", RECORDS_IN_L3A, live_check),
    *write_only("live_check_close", RECORDS_IN_L3A, live_check),
    *read_only("lesson", GUIDES_OF_L3A, lesson),
    *write_only("lesson_keep", RECORDS_IN_L3A, lesson, lesson_whole),
    *write_only("lesson_draft", RECORDS_IN_L3A, lesson, lesson_whole),
    *write_only("lesson_ready", RECORDS_IN_L3A, lesson),
    *read_only("lesson_goals", GUIDES_OF_L3A, lesson),
    *write_only("lesson_put_goal", RECORDS_IN_L3A, lambda scene: lesson(scene) | {"goal": scene.world.goals["add"].pk}),
    *write_only(
        "lesson_take_goal", RECORDS_IN_L3A, lambda scene: lesson(scene) | {"goal": scene.world.goals["add"].pk}
    ),
    Address("lesson_activity_new", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_activity_new", "POST", RECORDS_IN_L3A, lesson),
    Address("lesson_activity", "GET", RECORDS_IN_L3A, lambda scene: lesson(scene) | lesson_activity(scene)),
    Address("lesson_activity", "POST", RECORDS_IN_L3A, lambda scene: lesson(scene) | lesson_activity(scene)),
    *write_only("lesson_activity_drop", RECORDS_IN_L3A, lesson_activity),
    *write_only(
        "lesson_activity_skip", RECORDS_IN_L3A, lambda scene: lesson_activity(scene) | {"learner": scene.learner.pk}
    ),
    Address("lesson_variation", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_variation", "POST", RECORDS_IN_L3A, lesson),
    *write_only("lesson_variation_drop", RECORDS_IN_L3A, lesson_variation),
    *write_only("lesson_go_with", RECORDS_IN_L3A, lesson_variation, lambda scene: {"learner": scene.learner.pk}),
    *read_only("lesson_needs", GUIDES_OF_L3A, lesson),
    *write_only(
        "lesson_leave_goal", RECORDS_IN_L3A, lesson, lambda scene: {"learner": scene.learner.pk} | goal_sent(scene)
    ),
    *write_only("lesson_deviation_end", RECORDS_IN_L3A, deviation),
    Address("lesson_task_new", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_task_new", "POST", RECORDS_IN_L3A, lesson),
    *read_only("lesson_task", GUIDES_OF_L3A, lesson_task),
    *write_only("lesson_task_paper", RECORDS_IN_L3A, lesson_task),
    *read_only("my_tasks", LEARNERS),
    *write_only("my_live_answer", OF_L3A, live_check, lambda scene: {"choice": "1"}),
    *read_only("my_task", OF_L3A, lesson_task),
    *write_only("my_task_draft", OF_L3A, lesson_task),
    *write_only("my_task_hand_in", OF_L3A, lesson_task),
    *read_only("goals", EVERYBODY),
    *write_only("goal_notice_seen", EVERYBODY, lambda scene: {"notice": scene.notice.pk}),
    *read_only("framework", EVERYBODY, framework),
    *read_only("framework_branch", EVERYBODY, lambda scene: framework(scene) | goal(scene)),
    *read_only("framework_changes", EVERYBODY, framework),
    *read_only("framework_case", EVERYBODY, framework),
    *read_only("goals_unseen_first", TEACHERS | SCHOOL),
    *read_only("goals_unseen", GUIDES_OF_L3A, unit),
    *read_only("goal", EVERYBODY, goal),
    *read_only("goal_tags", EVERYBODY),
    *write_only("goal_tag_put", RECORDS_IN_L3A, tagged),
    *write_only("goal_tag_off", RECORDS_IN_L3A, lambda scene: tagged(scene) | goal(scene)),
    Address("own_goals", "GET", TEACHERS | LEARNERS),
    Address("own_goals", "POST", TEACHERS | LEARNERS, data=lambda scene: {"text": "dino", "extra": "1"}),
    *write_only("own_goal_add", EVERYBODY, goal, lambda scene: {"text": "dino"}),
    *read_only("goal_named", EVERYBODY, goal_name),
    *write_only("own_goal_step", frozenset({"learner"}), own_goal, lambda scene: {"text": "eerst dit"}),
    *write_only("own_goal_away", frozenset({"learner"}), own_goal),
    *write_only("own_goal_back", frozenset({"learner"}), own_goal),
    *read_only("attachment", GUIDES_OF_L3A | {"learner"}, lambda scene: {"attachment": scene.attachment.pk}),
    *write_only("attachment_away", frozenset({"teacher", "learner"}), another_attachment),
    *read_only("imports", KEEPS_ROSTER),
    *write_only("import_columns", KEEPS_ROSTER),
    Address("import_skills", "GET", KEEPS_ROSTER),
    Address("import_skills", "POST", KEEPS_ROSTER),
    *read_only("import_skills_file", KEEPS_ROSTER),
    *write_only("import_skills_upload", KEEPS_ROSTER),
    Address("import_choose", "GET", KEEPS_ROSTER, goals_file),
    Address("import_choose", "POST", KEEPS_ROSTER, goals_file),
    Address("import_look", "GET", KEEPS_ROSTER, goals_file),
    Address("import_look", "POST", KEEPS_ROSTER, goals_file),
    *read_only("import_template", KEEPS_ROSTER),
    *read_only("import_absences_template", KEEPS_ROSTER),
    *read_only("import_timetable_template", KEEPS_ROSTER),
    Address("roster_out", "GET", KEEPS_ROSTER),
    Address("roster_out", "POST", KEEPS_ROSTER),
    *read_only("import_rest", KEEPS_ROSTER, goals_file),
    *write_only("import_throw_away", KEEPS_ROSTER, goals_file),
]
