"""Who gets in at each address of own data and attachments."""

from typing import Any
from uuid import uuid4

from samenwijzer.learning.evidence.models import Attachment
from samenwijzer.network.rights.actions import answer, ask
from tests.access.scene import (
    ACTS_FOR_LEARNER,
    ANSWERS,
    EVERYBODY,
    GUIDES_OF_L3A,
    LEARNERS,
    Address,
    Scene,
    read_only,
    write_only,
)


def another_attachment(scene: Scene) -> dict[str, Any]:
    """Name an attachment that nobody took away yet."""
    one = Attachment.objects.get(pk=scene.attachment.pk)
    one.pk, one.digest = None, uuid4().hex
    one.save()
    return {"attachment": one.pk}


def about(scene: Scene) -> dict[str, Any]:
    """Name the learner as the person whose data it is."""
    return {"person": scene.learner.pk}


def request_asked(scene: Scene) -> dict[str, Any]:
    """Name a request of the learner that waits, asked anew."""
    asked = ask(person=scene.learner.pk, kind="objection", text="Niet doen.", by=scene.world.viewer(scene.learner))
    return {"request_id": asked.pk}


def request_corrected(scene: Scene) -> dict[str, Any]:
    """Name a request with whose answer the head put an address right just now."""
    asked = ask(person=scene.learner.pk, kind="correction", text="Mijn adres.", by=scene.world.viewer(scene.learner))
    right, by = ("email", f"{uuid4().hex}@school.example"), scene.world.viewer(scene.world.head)
    answer(request=asked.pk, is_granted=True, text="Goed.", corrects=right, by=by)
    return {"request_id": asked.pk}


ROWS: list[Address] = [
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
    *write_only("data_answer_undo", frozenset({"head"}), request_corrected),
    *read_only("oversight", frozenset({"officer"})),
    Address("extract", "GET", frozenset({"analyst"})),
    Address("extract", "POST", frozenset({"analyst"}), data=lambda scene: {"table": "x", "question": "Wat groeit er?"}),
    *read_only("attachment", GUIDES_OF_L3A | {"learner"}, lambda scene: {"attachment": scene.attachment.pk}),
    *write_only("attachment_away", frozenset({"teacher", "learner"}), another_attachment),
]
