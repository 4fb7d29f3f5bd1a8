"""The roster of one school as OneRoster 1.1 bulk CSV, such that it comes in again unchanged at the same place.

Everybody and everything gets a name (``sourcedId``) the first time it goes out, which is remembered; so the file means
the same people when it returns, here or, after it was brought in elsewhere, when it goes out from there.
"""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import guarded
from samenwijzer.exchange.oneroster.classes import OPEN_END, OPEN_START
from samenwijzer.exchange.oneroster.layout import OTHER_FILES, ROSTER_FILES
from samenwijzer.exchange.oneroster.members import ROLES
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.oneroster.standing import MEMBERSHIP, PERSON, UNIT, class_key, org_key, system_name
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.models import Guardianship, Person

SOURCE = "samenwijzer"
_DAY = timedelta(days=1)
_TO_ROLE = {own: theirs for theirs, own in ROLES.items()}
# A moment that never changes, so that the same roster is the same file.
_STAMP = (1980, 1, 1, 0, 0, 0)
HEADERS = {
    "manifest": ("propertyName", "value"),
    "orgs": ("sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (
        "sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId",
        "schoolYear",
    ),
    "courses": (
        "sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades",
        "orgSourcedId", "subjects", "subjectCodes",
    ),
    "classes": (
        "sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType",
        "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods",
    ),
    "users": (
        "sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username", "userIds",
        "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades",
        "password",
    ),
    "enrollments": (
        "sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role",
        "primary", "beginDate", "endDate",
    ),
}  # fmt: skip
NOT_IN_1_1 = (
    "roles", "lineItemLearningObjectiveIds", "lineItemScoreScales", "resultLearningObjectiveIds", "resultScoreScales",
    "scoreScales", "userProfiles", "userResources",
)  # fmt: skip
Row = dict[str, str]


@dataclass(frozen=True)
class _School:
    """What goes out: all that stands in one school on a day, or begins later."""

    unit: Unit
    classes: list[Unit]
    places: list[Membership]
    members: list[Membership]
    people: list[Person]
    accounts: dict[int, Account]
    guardians: list[tuple[int, int]]


@transaction.atomic
def export_roster(*, school: Unit, on: date, by: int | None) -> bytes:
    """Return the roster of ``school`` on day ``on`` as a zip; raise ``Refused`` where the unit is no school.

    It comes in again unchanged under the unit above the school. A place in a class that has ended stays out, and so
    does what OneRoster has no word for: functions outside classes, and everything that is not a roster.
    """
    if RANKS.get(school.kind) != SCHOOL_RANK:
        raise Refused(_("A roster is that of one school."))
    content = _content(school, on)
    system = system_name(SOURCE, school.parent)
    keys = _names(system, UNIT, [school.pk], org_key) | _names(system, UNIT, _ids(content.classes), class_key)
    units = {id: key.partition(":")[2] for id, key in keys.items()}
    people = _names(system, PERSON, _ids(content.people))
    places = _names(system, MEMBERSHIP, _ids(content.places))
    record(verb="export roster", on=Reference("organisation.unit", str(school.pk)), by=by, count=len(people))
    sessions = _sessions(content.classes)
    return _zipped(
        {
            "orgs": [{"sourcedId": units[school.pk], "name": school.name, "type": "school"}],
            "academicSessions": list(sessions.values()),
            "courses": [{"sourcedId": units[school.pk], "title": school.name, "orgSourcedId": units[school.pk]}],
            "classes": [_class(each, units, sessions) for each in content.classes],
            "users": _users(content, people, units[school.pk]),
            "enrollments": _enrolments(content, places, units, people),
        }
    )


def _content(school: Unit, on: date) -> _School:
    current = Q(ends=None) | Q(ends__gte=on)
    below = Unit.objects.filter(path__startswith=school.path)
    classes = list(below.filter(current, parent=school, kind__in=("class", "course")))
    members = list(Membership.objects.filter(current, unit__in=below).order_by("pk"))
    own = {each.pk for each in classes}
    places = [row for row in members if row.unit_id in own and row.role in _TO_ROLE]
    pairs = Guardianship.objects.filter(ends=None, learner__in=[row.person_id for row in members if _is_learner(row)])
    guardians = list(pairs.order_by("pk").values_list("guardian_id", "learner_id"))
    ids = {row.person_id for row in members} | {guardian for guardian, _learner in guardians}
    return _School(
        unit=school,
        classes=classes,
        places=places,
        members=members,
        people=list(Person.objects.filter(pk__in=ids).order_by("pk")),
        accounts={account.person_id: account for account in Account.objects.filter(person__in=ids)},
        guardians=guardians,
    )


def _is_learner(row: Membership) -> bool:
    return row.role == LEARNER


def _ids(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]


def _names(system: str, kind: str, ids: Iterable[int], key: Callable[[str], str] = str) -> dict[int, str]:
    """Return what each of ``ids`` is called in ``system``; what has no name yet gets one for good."""
    standing = {id: name for name, id in known(system=system, kind=kind).items()}
    fresh = {id: key(str(uuid4())) for id in ids if id not in standing}
    remember(system=system, kind=kind, ids={name: id for id, name in fresh.items()})
    return {id: standing.get(id) or fresh[id] for id in ids}


def _sessions(classes: Iterable[Unit]) -> dict[tuple[date | None, date | None], Row]:
    """Return a term for each period in which classes run; an open side reaches to a day far away."""
    found = {}
    for starts, ends in dict.fromkeys((each.starts, each.ends) for each in classes):
        if starts or ends:
            first, last = starts or OPEN_START, ends or OPEN_END
            year = SchoolYear.of(first)
            found[starts, ends] = {
                "sourcedId": f"{first}:{last}",
                "title": str(year),
                "type": "schoolYear",
                "startDate": first.isoformat(),
                "endDate": (last + _DAY).isoformat(),
                "schoolYear": str(year.start + 1),
            }
    return found


def _class(unit: Unit, units: dict[int, str], sessions: dict[tuple[date | None, date | None], Row]) -> Row:
    school = units[unit.parent_id or 0]
    term = sessions.get((unit.starts, unit.ends), {})
    return {
        "sourcedId": units[unit.pk],
        "title": unit.name,
        "grades": unit.level,
        "courseSourcedId": school,
        "classType": "homeroom" if unit.kind == "class" else "scheduled",
        "schoolSourcedId": school,
        "termSourcedIds": term.get("sourcedId", ""),
    }


def _users(content: _School, names: dict[int, str], school: str) -> list[Row]:
    agents = defaultdict(list)
    for guardian, learner in content.guardians:
        agents[learner].append(names[guardian])
    learners = {row.person_id for row in content.members if _is_learner(row)}
    guardians = {guardian for guardian, _learner in content.guardians}
    teachers = {row.person_id for row in content.places if not _is_learner(row)}

    def role(person: int) -> str:
        """Name the one role 1.1 has room for; what somebody is in a class, the enrolment says."""
        for role, people in (("student", learners), ("guardian", guardians), ("teacher", teachers)):
            if person in people:
                return role
        return "administrator"

    return [
        {
            "sourcedId": names[person.pk],
            "enabledUser": _boolean(person.pk in content.accounts and content.accounts[person.pk].is_active),
            "orgSourcedIds": school,
            "role": role(person.pk),
            # The standard wants a username of everybody; without an account it is only a name.
            "username": content.accounts[person.pk].username if person.pk in content.accounts else names[person.pk],
            "givenName": person.given_name,
            "familyName": person.family_name,
            "email": person.email,
            "agentSourcedIds": ",".join(agents[person.pk]),
        }
        for person in content.people
    ]


def _enrolments(content: _School, places: dict[int, str], units: dict[int, str], people: dict[int, str]) -> list[Row]:
    ending = {each.pk for each in content.classes if each.ends}

    def end(row: Membership) -> str:
        """Say the first day after; an open place in a class that ends says so, or it would end with the class."""
        last = row.ends or (OPEN_END if row.unit_id in ending else None)
        return (last + _DAY).isoformat() if last else ""

    return [
        {
            "sourcedId": places[row.pk],
            "classSourcedId": units[row.unit_id],
            "userSourcedId": people[row.person_id],
            "role": _TO_ROLE[row.role],
            "primary": "false",
            "beginDate": row.starts.isoformat(),
            "endDate": end(row),
        }
        for row in content.places
    ]


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _zipped(files: dict[str, list[Row]]) -> bytes:
    properties = {"manifest.version": "1.0", "oneroster.version": "1.1", "source.systemCode": SOURCE}
    properties |= {
        f"file.{file}": "bulk" if files.get(file) else "absent"
        for file in (*ROSTER_FILES, *OTHER_FILES)
        if file not in NOT_IN_1_1
    }
    manifest = [{"propertyName": name, "value": value} for name, value in properties.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, rows in {"manifest": manifest, **files}.items():
            if rows:
                archive.writestr(zipfile.ZipInfo(f"{file}.csv", _STAMP), _csv(file, rows), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv(file: str, rows: list[Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADERS[file], restval="")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    return out.getvalue()
