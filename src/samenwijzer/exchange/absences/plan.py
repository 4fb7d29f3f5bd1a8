"""A list of absences beside what stands: it adds, and moves last days; it takes nothing away."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samenwijzer.exchange.absences.reading import AbsenceRow, Absences
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.plans import Changes, Count, Preview
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.access.models import Account
from samenwijzer.network.calendar.actions import keep_absences
from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.organisation.models import Membership, Unit, active


@dataclass(frozen=True)
class AbsencesPlan:
    """What bringing in a list of absences would do."""

    absences: Absences
    changes: Changes[Absence, Absence]

    @property
    def preview(self) -> Preview:
        """The counts, and the columns that are never stored."""
        changes = self.changes
        count = Count(_("absences"), len(changes.new), len(changes.changed), untouched=changes.untouched)
        return Preview((count,), self.absences.unused)


def plan(absences: Absences, *, school: Unit | None, on: date) -> AbsencesPlan:
    """Compare ``absences`` with what stands of the people in ``school`` on day ``on``; nothing changes.

    Raises ``Refused`` where the place is no school, ``FileRefused`` where somebody is not in it.
    """
    if school is None or RANKS.get(school.kind) != SCHOOL_RANK:
        raise Refused(_("A list of absences lands in a school. Choose one."))
    here = Membership.objects.filter(active(on), unit__path__startswith=school.path).values("person")
    wanted = {row.username for row in absences.rows}
    accounts = Account.objects.filter(person__in=here, username__in=wanted)
    people = dict(accounts.values_list("username", "person_id"))
    standing = {(row.person_id, row.first): row for row in Absence.objects.filter(person__in=people.values())}
    problems, changes = Problems(), Changes[Absence, Absence]()
    for row in absences.rows:
        if row.username in people:
            _compare(row, people[row.username], standing, changes)
        else:
            problems.add(_unknown(absences.file, row))
    problems.refuse_if_any()
    return AbsencesPlan(absences, changes)


def _compare(
    row: AbsenceRow, person: int, standing: dict[tuple[int, date], Absence], changes: Changes[Absence, Absence]
) -> None:
    absence = standing.get((person, row.first))
    if absence is None:
        changes.new.append(Absence(person_id=person, first=row.first, last=row.last))
    elif absence.last == row.last:
        changes.untouched += 1
    else:
        absence.last = row.last
        changes.changed.append(absence)


def _unknown(file: str, row: AbsenceRow) -> Problem:
    return Problem(
        file,
        _("Nobody in this school has the username “%(name)s”.") % {"name": row.username},
        _("Correct it, or bring the list in at the right school."),
        row.line,
        "gebruikersnaam",
    )


def carry_out(plan: AbsencesPlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing."""
    keep_absences(new=plan.changes.new, changed=plan.changes.changed, by=by)
