"""A class list beside what stands: it adds and changes, and ends only what it gives a last day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster.content import Class, Enrolment, Mode, Org, Roster, User
from samenwijzer.exchange.oneroster.members import ROLES
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.oneroster.standing import PERSON, UNIT, Adopted, class_key
from samenwijzer.exchange.plans import Preview
from samenwijzer.exchange.spreadsheets.reading import Sheet, SheetRow
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.problems import FileRefused, Problem
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import Membership, Unit

SOURCE = "sheet"
SCHOOL = "school"
FILES = ("orgs", "classes", "users", "enrollments")
FIELDS = {
    "username": "gebruikersnaam",
    "userSourcedId": "gebruikersnaam",
    "beginDate": "begindatum",
    "endDate": "einddatum",
}


@dataclass(frozen=True)
class SheetPlan:
    """What bringing in a class list would do: a roster, and the classes and people that stand from elsewhere."""

    roster: roster_plan.RosterPlan
    adopted: Adopted

    @property
    def preview(self) -> Preview:
        """The counts, the columns that are never stored, and what is worth knowing."""
        remark = _("Who is not in this list stays where they are.")
        return replace(self.roster.preview, remarks=(*self.roster.preview.remarks, remark))


def plan(sheet: Sheet, *, school: Unit | None, on: date, since: date | None = None) -> SheetPlan:
    """Compare ``sheet`` with what stands in ``school`` on day ``on``; nothing changes.

    A class of the school with the same name is that class, and a username in the school is that person. Who has no
    first day begins on ``since``. Raises ``Refused`` where the place is no school, ``FileRefused`` where rows do not
    fit.
    """
    if school is None or RANKS.get(school.kind) != SCHOOL_RANK:
        raise Refused(_("A class list lands in a school. Choose one."))
    adopted = Adopted(_classes(sheet, school, on), _people(sheet, school))
    roster = _roster(sheet, school, adopted, on)
    try:
        made = roster_plan.plan(roster, under=school, on=on, since=since, adopted=adopted)
    except FileRefused as refusal:
        raise FileRefused(tuple(_in_sheet(sheet, each) for each in refusal.problems), refusal.total) from refusal
    return SheetPlan(made, adopted)


@transaction.atomic
def carry_out(plan: SheetPlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing."""
    system = plan.roster.standing.system
    remember(system=system, kind=UNIT, ids=plan.adopted.units)
    remember(system=system, kind=PERSON, ids=plan.adopted.people)
    roster_plan.carry_out(plan.roster, by=by)


def _classes(sheet: Sheet, school: Unit, on: date) -> dict[str, int]:
    wanted = {row.class_name for row in sheet.rows}
    standing = school.children.filter(Q(ends=None) | Q(ends__gte=on), name__in=wanted, kind__in=("class", "course"))
    return {class_key(unit.name): unit.pk for unit in standing.order_by("-pk")}


def _people(sheet: Sheet, school: Unit) -> dict[str, int]:
    here = Membership.objects.filter(unit__path__startswith=school.path).values("person")
    accounts = Account.objects.filter(username__in={row.username for row in sheet.rows}, person__in=here)
    return dict(accounts.values_list("username", "person_id"))


def _roster(sheet: Sheet, school: Unit, adopted: Adopted, on: date) -> Roster:
    fresh = {row.class_name: row for row in reversed(sheet.rows) if class_key(row.class_name) not in adopted.units}
    people = {row.username: row for row in reversed(sheet.rows)}
    accounts = Account.objects.filter(person__in=adopted.people.values()).select_related("person")
    emails = {account.username: account.person.email for account in accounts}
    roster = Roster("1.1", SOURCE, dict.fromkeys(FILES, Mode.DELTA), unused=list(sheet.unused))
    roster.orgs = [Org(1, SCHOOL, school.name, "school", "", False)]
    roster.classes = [Class(row.line, name, name, "", "", "", SCHOOL, (), False) for name, row in fresh.items()]
    roster.users = [_user(row, row.email or emails.get(username, "")) for username, row in people.items()]
    roster.enrolments = _enrolments(sheet.rows, adopted, on)
    roster.ids = {"orgs": {SCHOOL}, "classes": {row.class_name for row in sheet.rows}, "users": set(people)}
    return roster


def _user(row: SheetRow, email: str) -> User:
    return User(
        row.line, row.username, row.given_name, row.family_name, email, row.username, True, row.role, (), (), False
    )


def _enrolments(rows: Iterable[SheetRow], adopted: Adopted, on: date) -> list[Enrolment]:
    """Return the place of each row; one that stands and that the list gives no last day keeps its own."""
    standing = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=on), person__in=adopted.people.values(), unit__in=adopted.units.values()
    )
    ends = {(row.person_id, row.unit_id, row.role): row.ends for row in standing}

    def last_day(row: SheetRow) -> date | None:
        person, unit = adopted.people.get(row.username, 0), adopted.units.get(class_key(row.class_name), 0)
        return row.ends or ends.get((person, unit, ROLES[row.role]))

    return [
        Enrolment(
            line=row.line,
            id=f"{row.username}|{row.role}|{row.class_name}"[:200],
            class_=row.class_name,
            school="",
            user=row.username,
            role=row.role,
            starts=row.starts,
            ends=last_day(row),
            is_gone=False,
        )
        for row in rows
    ]


def _in_sheet(sheet: Sheet, problem: Problem) -> Problem:
    """Return ``problem`` with the file and column the school knows."""
    return replace(problem, file=sheet.file, field=FIELDS.get(problem.field, "klas"))
