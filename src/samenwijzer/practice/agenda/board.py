"""The board of a team: short messages, which wait until morning when they are written in quiet hours (D-145)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.models import Message, QuietHours
from samenwijzer.practice.agenda.rules import check_keeps_agenda, check_words, check_works_in

#: Where a team has not said otherwise.
EVENING, MORNING = time(18, 0), time(7, 30)
LONGEST = 500
SHOWN, SHOWN_FOR = 8, timedelta(days=14)


@dataclass(frozen=True)
class Board:
    """The newest messages of a team, and between which hours it is still."""

    messages: Sequence[Message]
    begins: time
    ends: time


def opens_at(moment: datetime, *, begins: time, ends: time) -> datetime:
    """Return when something written at ``moment`` is shown: at once, or when the quiet hours end."""
    local = timezone.localtime(moment)
    over_night = begins > ends
    clock = local.time()
    is_quiet = (clock >= begins or clock < ends) if over_night else begins <= clock < ends
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1 if over_night and clock >= begins else 0)
    return timezone.make_aware(datetime.combine(day, ends))


def quiet_hours(unit: int) -> tuple[time, time]:
    """Return between which hours the board of a team is still."""
    said = QuietHours.objects.filter(unit=unit).first()
    return (said.begins, said.ends) if said else (EVENING, MORNING)


@transaction.atomic
def post(*, unit: int, text: str, by: Viewer, at: datetime | None = None) -> Message:
    """Put a message on the board of a team; written in quiet hours, it waits until they end."""
    team = check_keeps_agenda(by, unit)
    moment = at or timezone.now()
    begins, ends = quiet_hours(team.pk)
    message = Message.objects.create(
        unit=team,
        text=check_words(text, longest=LONGEST),
        by_id=by.person_id,
        at=moment,
        shown_from=opens_at(moment, begins=begins, ends=ends),
    )
    record(verb="post message", on=Reference("organisation.unit", str(team.pk)), by=by.person_id)
    return message


@transaction.atomic
def keep_quiet(*, unit: int, begins: time, ends: time, by: Viewer) -> None:
    """Say between which hours a team leaves each other in peace."""
    team = check_keeps_agenda(by, unit)
    if begins == ends:
        raise Refused(_("Choose from when until when it is quiet."))
    QuietHours.objects.update_or_create(unit=team, defaults={"begins": begins, "ends": ends})
    record(verb="keep quiet hours", on=Reference("organisation.unit", str(team.pk)), by=by.person_id)


def board_of(*, viewer: Viewer, unit: int, at: datetime | None = None) -> Board:
    """Return the board of a team in which ``viewer`` works, as it reads at a moment; two queries."""
    check_works_in(viewer, unit)
    moment = at or timezone.now()
    open_to = Q(shown_from__lte=moment) | Q(by=viewer.person_id)
    rows = Message.objects.filter(open_to, unit=unit, at__gte=moment - SHOWN_FOR).select_related("by")
    return Board(list(rows[:SHOWN]), *quiet_hours(unit))
