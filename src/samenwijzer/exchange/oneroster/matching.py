"""Which membership that stands is the one an enrolment means."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from samenwijzer.exchange.oneroster.standing import MEMBERSHIP, Standing
from samenwijzer.foundation.identifiers.models import ExternalIdentifier
from samenwijzer.network.organisation.models import Membership

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class NewMember:
    """A membership that is wanted; without a first day it begins on the day of the import.

    ``is_dated`` says that the enrolment itself names its first day, not only the term of its class.
    """

    enrolment: str
    line: int
    user: str
    unit: str
    role: str
    starts: date | None
    ends: date | None
    is_dated: bool = True


class Match:
    """Which membership stands for which wanted one.

    ``rows`` are found by the source's own name of the enrolment; failing that, a membership of the same person in the
    same class and role at the same time is the same thing, made by hand or under an older name, and is ``adopted``.
    """

    def __init__(self, wanted: list[NewMember], standing: Standing, unit_ids: dict[str, int]) -> None:
        self._standing, self._unit_ids = standing, unit_ids
        self.rows: dict[str, Membership] = {}
        self.adopted: dict[str, int] = {}
        for member in wanted:
            row = standing.memberships.get(standing.membership_ids.get(member.enrolment, 0))
            if row and (row.person_id, row.unit_id, row.role) == self._place(member):
                self.rows[member.enrolment] = row
        free = self._free(wanted)
        for member in wanted:
            if member.enrolment not in self.rows:
                self._adopt(member, free.get(self._place(member), []))

    def _place(self, member: NewMember) -> Place:
        return (self._standing.person_ids.get(member.user, 0), self._unit_ids.get(member.unit, 0), member.role)

    def _free(self, wanted: list[NewMember]) -> dict[Place, list[Membership]]:
        taken = {row.pk for row in self.rows.values()}
        units = {self._unit_ids[member.unit] for member in wanted if member.unit in self._unit_ids}
        own = ExternalIdentifier.objects.filter(system=self._standing.system, kind=MEMBERSHIP).values("object_id")
        by_hand = Membership.objects.filter(unit__in=units).exclude(pk__in=own)
        free: dict[Place, list[Membership]] = defaultdict(list)
        for row in (*by_hand, *self._standing.memberships.values()):
            if row.pk not in taken:
                free[row.person_id, row.unit_id, row.role].append(row)
        return free

    def _adopt(self, member: NewMember, candidates: list[Membership]) -> None:
        starts = member.starts or self._standing.on
        for row in candidates:
            if row.starts == starts or row.ends is None or row.ends >= starts:
                candidates.remove(row)
                self.rows[member.enrolment] = row
                self.adopted[member.enrolment] = row.pk
                return
