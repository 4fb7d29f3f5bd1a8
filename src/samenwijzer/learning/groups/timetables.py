"""Groups across classes respect the timetables of all of them (D-422)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.calendar.shared import Meeting, busy, shared_meetings
from samenwijzer.network.organisation.models import LEARNER, Membership, active


@dataclass(frozen=True)
class Across:
    """The classes the learners of one group come from, and when these do the same: with the names of which."""

    classes: dict[int, str]
    class_of: dict[int, set[int]]
    meetings: dict[Meeting, list[str]]


def across(*, unit: int, learners: Collection[int], on: date) -> Across:
    """Return the classes of ``learners`` beside ``unit`` itself, and the times they share (two queries)."""
    rows = Membership.objects.filter(active(on), person__in=learners, role=LEARNER).exclude(unit=unit)
    class_of: dict[int, set[int]] = defaultdict(set)
    classes: dict[int, str] = {}
    for person, pk, name in rows.values_list("person", "unit", "unit__name"):
        class_of[person].add(pk)
        classes[pk] = name
    if len(classes) < 2:
        return Across(classes, dict(class_of), {})
    shared = shared_meetings(units=classes, on=on)
    meetings = {one: sorted(classes[pk] for pk in units) for one, units in shared.items()}
    return Across(classes, dict(class_of), meetings)


def check_meeting(
    *, key: str, unit: int, learners: Collection[int], names: Mapping[int, str], on: date
) -> tuple[int, time, time] | None:
    """Return the time of the week under ``key`` when all ``learners`` are free then, or there together; none for none.

    Raises ``Refused`` with who has what at that time, by class.
    """
    if not key:
        return None
    found = across(unit=unit, learners=learners, on=on)
    meeting = next((one for one in found.meetings if one.key == key), None)
    if meeting is None:
        raise Refused(_("These classes do not come together at that time. Choose another one."))
    taken = {slot.unit_id: slot for slot in busy(units=found.classes, meeting=meeting, on=on)}
    for learner in learners:
        for pk in found.class_of.get(learner, set()) & taken.keys():
            said = {"name": names[learner], "group": found.classes[pk], "lesson": taken[pk].title}
            raise Refused(
                _("%(name)s (%(group)s) has %(lesson)s then. Leave out this class, or choose another time.") % said
            )
    return meeting.weekday, meeting.begins, meeting.finishes


def check_no_groups_meet(*, slots: Sequence[Slot], on: date) -> None:
    """Refuse to take meetings out of the week in which groups across classes meet, on day ``on`` or later."""
    times = Q(pk__in=[])
    for weekday, begins, finishes in {(one.weekday, one.begins, one.finishes) for one in slots}:
        times |= Q(weekday=weekday, begins=begins, finishes=finishes)
    inside = Membership.objects.filter(active(on), unit__in=[one.unit_id for one in slots], role=LEARNER)
    running = Grouping.objects.filter(
        times, withdrawn_at=None, ends__gte=on, seats__learner__in=inside.values("person")
    )
    if meeting := running.select_related("unit").order_by("-ends").first():
        raise Refused(
            _("Groups of %(unit)s across classes meet then, until %(day)s. Stop those first.")
            % {"unit": meeting.unit, "day": date_format(meeting.ends, "j F")}
        )
