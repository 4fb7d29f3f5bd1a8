"""A day of open space: proposing a topic, noting on it, staying in touch, and saying what follows (D-477)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.agenda.plc.rules import words_in
from samenwijzer.practice.agenda.plc.space_models import Topic, TopicContact, TopicNote
from samenwijzer.practice.agenda.rules import check_meeting, visible_meetings


@dataclass(frozen=True)
class TopicPage:
    """A topic with its notes and who stays in touch; ``is_in``: whether the viewer does."""

    topic: Topic
    notes: Sequence[TopicNote]
    contacts: Sequence[TopicContact]
    is_in: bool


def topics_of(*, viewer: Viewer, meeting: UUID) -> tuple[Meeting, list[Topic]]:
    """Return a meeting of ``viewer`` and the topics proposed on it, with how many ``notes_on`` each (three queries)."""
    found = check_meeting(viewer, meeting)
    rows = Topic.objects.filter(meeting=found).select_related("by").annotate(notes_on=Count("notes"))
    return found, list(rows.order_by("pk"))


def _topic(viewer: Viewer, topic: int) -> Topic:
    rows = Topic.objects.filter(pk=topic, meeting__in=visible_meetings(viewer))
    found = rows.select_related("meeting", "by").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def topic_page(*, viewer: Viewer, topic: int) -> TopicPage:
    """Return the page of a topic (four queries at most)."""
    found = _topic(viewer, topic)
    contacts = list(found.contacts.select_related("person"))
    notes = list(found.notes.select_related("by"))
    return TopicPage(found, notes, contacts, any(one.person_id == viewer.person_id for one in contacts))


@transaction.atomic
def propose(*, meeting: UUID, title: str, by: Viewer) -> Topic:
    """Propose a topic on a meeting that ``by`` knows of; who proposes it stays in touch about it."""
    found = check_meeting(by, meeting)
    words = " ".join(words_in(title, longest=200).split())
    made = Topic.objects.create(meeting=found, title=words, by_id=by.person_id)
    TopicContact.objects.create(topic=made, person_id=by.person_id)
    record(verb="propose topic", on=Reference("agenda.meeting", str(found.uid)), by=by.person_id)
    return made


def note(*, topic: int, text: str, by: Viewer) -> TopicNote:
    """Note something on a topic."""
    found = _topic(by, topic)
    return TopicNote.objects.create(topic=found, text=words_in(text, longest=2000), by_id=by.person_id)


def stay_in_touch(*, topic: int, stays: bool, by: Viewer) -> None:
    """Stay in touch about a topic, or no longer."""
    found = _topic(by, topic)
    if stays:
        TopicContact.objects.get_or_create(topic=found, person_id=by.person_id)
    else:
        TopicContact.objects.filter(topic=found, person=by.person_id).delete()


@transaction.atomic
def follow(*, topic: int, words: str, by: Viewer) -> Topic:
    """Say what follows from a topic."""
    found = _topic(by, topic)
    found.follow_up = " ".join(words_in(words, longest=300).split())
    found.save(update_fields=["follow_up"])
    record(verb="follow up topic", on=Reference("agenda.meeting", str(found.meeting.uid)), by=by.person_id)
    return found
