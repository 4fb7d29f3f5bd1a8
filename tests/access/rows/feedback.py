"""Who gets in at each address of feedback, peers and assessment, on both sides."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from samenwijzer.learning.feedback.actions import give_feedback
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment
from samenwijzer.learning.feedback.models import Moment, MomentCriterion, PeerCriterion, PeerRound, PeerWord
from samenwijzer.learning.feedback.peers import open_round, propose_criterion
from samenwijzer.practice.instruments.models import OwnRubric
from samenwijzer.practice.instruments.own_rubrics import keep_rubric
from tests.access.places import goal_sent, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    RECORD,
    RECORDS_IN_L3A,
    SCHOOL,
    TEACHER,
    TEACHERS,
    Address,
    Scene,
    read_only,
    write_only,
)


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


def own_rubric(scene: Scene) -> dict[str, Any]:
    """Name a rubric that the teacher made for the school."""
    by, named = scene.world.viewer(scene.world.teacher), {"unit": scene.world.group.pk}
    criteria = [("Klopt het?", ("nee", "een stuk", "ja", "altijd"))]
    made = OwnRubric.objects.first() or keep_rubric(title="Uitleg", source="", criteria=criteria, by=by, **named)
    return named | {"line": made.line}


def rubric_sent(scene: Scene) -> dict[str, Any]:
    """Send a rubric with one criterion."""
    return {"title": "Uitleg", "criterion": "Klopt het?"} | {f"level-{n}": "zo" for n in range(1, 5)}


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


ROWS: list[Address] = [
    *read_only("feedback", TEACHERS | SCHOOL),
    *read_only("feedback_of_group", GUIDES_OF_L3A, unit),
    *write_only("feedback_give", RECORDS_IN_L3A, unit, feedback_sent),
    *write_only("feedback_take_back", TEACHER, feedback_given),
    *write_only("growth_words", RECORD),
    *read_only("rubrics", GUIDES_OF_L3A, unit),
    Address("rubric_new", "GET", RECORDS_IN_L3A, unit),
    Address("rubric_new", "POST", RECORDS_IN_L3A, unit, rubric_sent),
    Address("rubric", "GET", GUIDES_OF_L3A, own_rubric),
    Address("rubric", "POST", RECORDS_IN_L3A, own_rubric, rubric_sent),
    Address("peer_rounds", "GET", GUIDES_OF_L3A, unit),
    Address("peer_rounds", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Affiche", "ends": "2099-01-01"}),
    *read_only("peer_round", GUIDES_OF_L3A, peer_round),
    *write_only("peer_check", RECORDS_IN_L3A, peer_criterion, goal_sent),
    *write_only(
        "peer_counts", RECORDS_IN_L3A | {"learner"}, peer_criterion, lambda scene: {"receiver": scene.learner.pk}
    ),
    *write_only("peer_hide", RECORDS_IN_L3A, peer_word),
    *read_only("my_peer_round", OF_L3A, peer_round),
    *write_only("my_peer_propose", OF_L3A | GUIDES_OF_L3A, peer_round, lambda scene: {"text": "duidelijk"}),
    *write_only("my_peer_tell", OF_L3A, peer_round, peer_told),
    *write_only("my_peer_counts", OF_L3A, peer_criterion),
    *write_only("my_peer_use", frozenset({"learner"}), peer_word),
    *read_only("assessment", TEACHERS | SCHOOL),
    Address("assessment_programme", "GET", GUIDES_OF_L3A, unit),
    Address("assessment_programme", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Toets", "on": "2026-12-01"}),
    Address("assessment_moment", "GET", GUIDES_OF_L3A | {"colleague"}, moment),
    Address("assessment_moment", "POST", RECORDS_IN_L3A | {"colleague"}, moment, rated_learner),
    *write_only("assessment_freeze", RECORDS_IN_L3A, moment),
    Address("my_moment", "GET", OF_L3A, moment),
    Address("my_moment", "POST", OF_L3A, moment),
    *read_only("my_feedback", LEARNERS),
    *read_only("my_feedback_new", LEARNERS),
    *write_only("my_feedback_taken_up", frozenset({"learner"}), feedback_got, lambda scene: {"did": "tried"}),
]
