"""Who may see whom, written a second time: from the roles of facts.md §2.1, over plain rows, without the rules.

Nothing of ``network/access`` is imported and nothing of the pack is read: the table below is written by hand, parents
are climbed instead of paths compared, and every date is held against the day in Python.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps

CLASS_TEAM = ("teacher", "internship_mentor", "mentor", "remedial_teacher", "psychological_assistant", "paramedic")
WHOLE_SCHOOL = ("care_coordinator", "pupil_counsellor", "head", "pedagogical_coordinator")
RECORDS = (*CLASS_TEAM, "care_coordinator", "pupil_counsellor")
SECRECY = ("remedial_teacher", "psychological_assistant", "paramedic", "clb_staff")
BY_INVOLVEMENT = ("clb_staff", "learning_supporter")
BY_LINK = ("partner_contact",)
ABOVE = ("network", "school_group", "school_community")


@dataclass
class Visible:
    """What one viewer may: see, record about, read under secrecy, act for as a guardian, know as a partner.

    ``care`` and ``protected`` are the tracks of care that are read, the others are people.
    """

    sees: set[int] = field(default_factory=set)
    records: set[int] = field(default_factory=set)
    secret: set[int] = field(default_factory=set)
    wards: set[int] = field(default_factory=set)
    linked: set[int] = field(default_factory=set)
    care: set[int] = field(default_factory=set)
    protected: set[int] = field(default_factory=set)


class Oracle:
    """All rows at once, and an answer for anybody on any day."""

    def __init__(self) -> None:
        """Read the six tables; six queries."""
        units = apps.get_model("network_organisation.Unit").objects.values_list("pk", "parent", "kind")
        self.parent = {pk: parent for pk, parent, _kind in units}
        self.kind = {pk: kind for pk, _parent, kind in units}
        self.members = _rows("network_organisation.Membership", "person", "unit", "role", "starts", "ends")
        self.guardians = _rows("network_people.Guardianship", "guardian", "learner", "starts", "ends")
        self.involved = _rows("network_access.Involvement", "person", "learner", "unit", "role", "starts", "ends")
        self.tracks = _rows("learning_care.CareTrack", "pk", "learner", "group", "protected")
        self.support = _rows("network_access.SupportSession", "person", "unit", "starts_at", "ends_at")
        self.enrolled: dict[date, tuple[dict[int, set[int]], dict[int, set[int]]]] = {}

    def answer(self, person: int, on: date, now: datetime) -> Visible:
        """Say what ``person`` may on day ``on``, at the moment ``now``."""
        if on not in self.enrolled:
            self.enrolled[on] = self._learners(on)
        places, below = self.enrolled[on]
        found, groups = Visible(), set[int]()
        mine = [
            (unit, role) for who, unit, role, starts, ends in self.members if who == person and _on(on, starts, ends)
        ]
        for unit, role in mine:
            reached: set[int] = set()
            if role in CLASS_TEAM and self.kind[unit] not in ABOVE:
                reached = places[unit]
            elif role in WHOLE_SCHOOL and self.kind[unit] not in ABOVE:
                reached = below[unit]
            elif role in BY_INVOLVEMENT or role in BY_LINK:
                tied = {who for by, who, at, as_, starts, ends in self.involved
                        if (by, at, as_) == (person, unit, role) and _on(on, starts, ends)}  # fmt: skip
                enrolled = set().union(*places.values()) if places else set()
                reached = tied & enrolled
            if role in BY_LINK:
                found.linked |= reached
                continue
            found.sees |= reached
            found.records |= reached if role in RECORDS else set()
            found.secret |= reached if role in SECRECY else set()
            groups |= self._groups(unit, role, places)
        self._care(found, groups)
        if any(role == "support_staff" for _unit, role in mine):
            for who, unit, starts_at, ends_at in self.support:
                if who == person and starts_at <= now < ends_at and self.kind[unit] not in ABOVE:
                    found.sees |= below[unit]
        found.wards = {who for by, who, starts, ends in self.guardians if by == person and _on(on, starts, ends)}
        return found

    def _groups(self, unit: int, role: str, places: dict[int, set[int]]) -> set[int]:
        """Return the groups with learners whose care plan somebody reads in this role at this unit."""
        if self.kind[unit] in ABOVE and role in WHOLE_SCHOOL:
            return set()
        if role in CLASS_TEAM:
            return {unit} & set(places)
        return {one for one in places if role in WHOLE_SCHOOL and places[one] and unit in self._above(one)}

    def _above(self, unit: int) -> set[int]:
        """Return a unit and everything above it."""
        found: set[int] = set()
        above: int | None = unit
        while above is not None:
            found.add(above)
            above = self.parent[above]
        return found

    def _care(self, found: Visible, groups: set[int]) -> None:
        """Say which tracks are read: ordinary ones of those seen by a function of one's own, protected ones under
        secrecy. What is lent to the support desk comes after, and opens no care."""
        for pk, learner, group, protected in self.tracks:
            if protected and learner in found.secret:
                found.protected.add(pk)
            if not protected and (learner in found.sees or group in groups):
                found.care.add(pk)

    def _learners(self, on: date) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """Return the learners in each unit itself, and in it or anywhere below it."""
        places: dict[int, set[int]] = defaultdict(set)
        below: dict[int, set[int]] = defaultdict(set)
        for person, unit, role, starts, ends in self.members:
            if role == "learner" and _on(on, starts, ends):
                places[unit].add(person)
                above: int | None = unit
                while above is not None:
                    below[above].add(person)
                    above = self.parent[above]
        return places, below


def _rows(label: str, *fields: str) -> list[tuple]:
    return list(apps.get_model(label).objects.order_by("pk").values_list(*fields))


def _on(day: date, starts: date, ends: date | None) -> bool:
    return starts <= day and (ends is None or day <= ends)
