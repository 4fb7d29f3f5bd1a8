"""The space of a group that works apart: turns, decisions first for who joins late, files, moderation.

It is text and a few kept files: it reads on a slow connection, and nobody has to be there at the same moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.cooperation.files import share
from samenwijzer.learning.cooperation.models import Contribution
from samenwijzer.learning.cooperation.rules import check_in_group, check_works_in_group, is_member
from samenwijzer.learning.groups.models import TemporaryGroup
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names

SHOWN = 60


@dataclass(frozen=True)
class Space:
    """What a group wrote: the decisions first, then everything in order; and whose turn it is."""

    group: TemporaryGroup
    decisions: list[Contribution]
    contributions: list[Contribution]
    names: dict[int, str]
    turn: Person | None
    is_member: bool
    moderates: bool


def space_of(*, viewer: Viewer, group: int) -> Space:
    """Return the space of a group ``viewer`` sits in or guides (seven queries at most).

    What an adult took out of sight is read by adults only.
    """
    found = check_in_group(viewer, group)
    people = list(Person.objects.filter(seats__group=found).order_by("seats__pk"))
    member = any(one.pk == viewer.person_id for one in people)
    rows = Contribution.objects.filter(group=found).exclude(words="").select_related("by")
    if member:
        rows = rows.filter(hidden_at=None)
    rows = rows.prefetch_related("files")
    listed = list(rows.order_by("-pk")[:SHOWN])[::-1]
    return Space(
        group=found,
        decisions=list(rows.filter(is_decision=True)),
        contributions=listed,
        names=call_names(people),
        turn=next_turn(people, [one.by_id for one in listed]),
        is_member=member,
        moderates=not member,
    )


def next_turn(members: Sequence[Person], wrote: Sequence[int | None]) -> Person | None:
    """Return whose turn it is: who wrote least so far, in the order of the seats. It is an invitation, no lock."""
    return min(members, key=lambda one: wrote.count(one.pk), default=None)


@transaction.atomic
def contribute(*, group: int, words: str, is_decision: bool, files: Sequence[bytes] = (), by: Viewer) -> Contribution:
    """Write something in the space of the group, as a step on the way or as what the group decided.

    With files the words say what is in them: who has a slow connection reads that first.
    """
    found = check_works_in_group(by, group)
    text = words.strip()
    if files and not text:
        raise Refused(_("Say in a few words what is on it: not everybody can open it at once."))
    if not text or len(text) > 2000:
        raise Refused(_("Write something, in at most 2000 characters."))
    if is_decision and not is_member(by, found):
        raise Refused(_("The group decides for itself; you can write along."))
    made = Contribution.objects.create(group=found, by_id=by.person_id, words=text, is_decision=is_decision)
    share(contribution=made, files=files, by=by)
    record(verb="write in group space", on=Reference("groups.temporary_group", str(group)), by=by.person_id)
    return made


@transaction.atomic
def moderate(*, contribution: int, by: Viewer) -> Contribution:
    """Take a contribution out of sight, or bring it back: an adult who writes about the unit does so."""
    found = Contribution.objects.filter(pk=contribution).select_related("group__grouping").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(by, found.group.grouping.unit_id, writing=True)
    found.hidden_at = None if found.hidden_at else timezone.now()
    found.save(update_fields=["hidden_at"])
    record(verb="moderate group space", on=Reference("cooperation.contribution", str(found.pk)), by=by.person_id)
    return found
