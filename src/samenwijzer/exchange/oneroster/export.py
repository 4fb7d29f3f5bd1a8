"""The roster of a school or school group as OneRoster CSV, such that it comes in again unchanged at the same place.

Everybody and everything gets a name (``sourcedId``) the first time it goes out, which is remembered; so the file means
the same people when it returns, here or, after it was brought in elsewhere, when it goes out from there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.classes import OPEN_END, OPEN_START
from samenwijzer.exchange.oneroster.outgoing import ORDER, TO_ROLE, Outgoing, outgoing
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.oneroster.writing import Row, zipped
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.models import Unit

_DAY = timedelta(days=1)
#: A period shorter than this is a term (a module, a semester) and no school year.
_A_YEAR = timedelta(days=240)
Sessions = dict[tuple[date | None, date | None], Row]


@transaction.atomic
def export_roster(*, unit: Unit, on: date, by: int | None, version: str = "1.1", since: date | None = None) -> bytes:
    """Return the roster of ``unit`` on day ``on`` as a zip; raise ``Refused`` where it is no school or school group.

    It comes in again unchanged under the unit above. Without ``since`` it holds all that stands, and a place in a class
    that has ended stays out. With ``since`` it is a *delta*: all that stands is active, and the classes and places that
    ended since that day are to be deleted; people stay. What OneRoster has no word for stays out: functions outside
    classes, and all that is no roster.
    """
    if RANKS.get(unit.kind, 0) not in (RANKS["school_group"], SCHOOL_RANK):
        raise Refused(_("A roster is that of a school or a school group."))
    content = outgoing(unit=unit, on=on, since=since)
    record(verb="export roster", on=Reference("organisation.unit", str(unit.pk)), by=by, count=len(content.people))
    sessions = _sessions(content.classes)
    files = {
        "orgs": [_org(org, content) for org in content.orgs],
        "academicSessions": list(sessions.values()),
        "courses": list(_courses(content)),
        "classes": [_class(each, content, sessions) for each in content.classes],
        "users": _users(content, version),
        "roles": list(_roles(content)) if version != "1.1" else [],
        "enrollments": _enrolments(content),
    }
    if since:
        for row in (row for rows in files.values() for row in rows):
            row.setdefault("status", "active")
            row["dateLastModified"] = f"{on}T00:00:00.000Z"
    return zipped(files, version=version, mode="delta" if since else "bulk")


def _org(org: Unit, content: Outgoing) -> Row:
    names = content.unit_names
    return {
        "sourcedId": names[org.pk],
        "name": org.name,
        "type": "district" if RANKS[org.kind] < SCHOOL_RANK else "school",
        "parentSourcedId": "" if org == content.unit else names[content.unit.pk],
    }


def _sessions(classes: Iterable[Unit]) -> Sessions:
    """Return a term for each period in which classes run; an open side reaches to a day far away."""
    found = {}
    for starts, ends in dict.fromkeys((each.starts, each.ends) for each in classes):
        if starts or ends:
            first, last = starts or OPEN_START, ends or OPEN_END
            year = SchoolYear.of(first)
            found[starts, ends] = {
                "sourcedId": f"{first}:{last}",
                "title": str(year),
                "type": "schoolYear" if last - first >= _A_YEAR else "term",
                "startDate": first.isoformat(),
                "endDate": (last + _DAY).isoformat(),
                "schoolYear": str(year.start + 1),
            }
    return found


def _courses(content: Outgoing) -> Iterable[Row]:
    """Yield one course for each org with classes: the standard wants every class to be of a course."""
    holding = {content.org_of(each) for each in content.classes}
    for org in content.orgs:
        if org.pk in holding or org == content.unit:
            name = content.unit_names[org.pk]
            yield {"sourcedId": name, "title": org.name, "orgSourcedId": name}


def _class(unit: Unit, content: Outgoing, sessions: Sessions) -> Row:
    school = content.unit_names[content.org_of(unit)]
    row = {
        "sourcedId": content.unit_names[unit.pk],
        "title": unit.name,
        "grades": unit.level,
        "courseSourcedId": school,
        "classType": "homeroom" if unit.kind == "class" else "scheduled",
        "schoolSourcedId": school,
        "termSourcedIds": sessions.get((unit.starts, unit.ends), {}).get("sourcedId", ""),
    }
    return row | ({"status": "tobedeleted"} if content.is_gone(unit) else {})


def _users(content: Outgoing, version: str) -> list[Row]:
    agents, had = defaultdict(list), {place.person_id: TO_ROLE[place.role] for place in content.places}
    for guardian, learner in content.guardians:
        agents[learner].append(content.person_names[guardian])
    rows = []
    for person in content.people:
        account, name = content.accounts.get(person.pk), content.person_names[person.pk]
        roles = content.roles.get(person.pk, {})
        orgs = [content.unit_names[org] for org in roles] or [content.unit_names[content.unit.pk]]
        row = {
            "sourcedId": name,
            "enabledUser": _boolean(account is not None and account.is_active),
            # The standard wants a username of everybody; without an account it is only a name.
            "username": account.username if account else name,
            "givenName": person.given_name,
            "familyName": person.family_name,
            "email": person.email,
            "agentSourcedIds": ",".join(agents[person.pk]),
        }
        if version == "1.1":
            # There is room for one role; what somebody is in a class, the enrolment says.
            words = sorted({word for words in roles.values() for word in words}, key=ORDER.index)
            row |= {"orgSourcedIds": ",".join(orgs), "role": (words or [had[person.pk]])[0]}
        else:
            row["primaryOrgSourcedId"] = orgs[0]
        rows.append(row)
    return rows


def _roles(content: Outgoing) -> Iterable[Row]:
    """Yield what everybody is in each org (1.2); the first of somebody is the primary one."""
    for person, orgs in content.roles.items():
        user = content.person_names[person]
        pairs = [(org, word) for org, words in orgs.items() for word in words]
        for number, (org, word) in enumerate(pairs):
            place = content.unit_names[org]
            yield {
                "sourcedId": f"{user}:{place}:{word}",
                "userSourcedId": user,
                "roleType": "secondary" if number else "primary",
                "role": word,
                "orgSourcedId": place,
            }


def _enrolments(content: Outgoing) -> list[Row]:
    ending = {each.pk for each in content.classes if each.ends}
    rows = []
    for place in content.places:
        # The first day after; an open place in a class that ends says so, or it would end with the class.
        last = place.ends or (OPEN_END if place.unit_id in ending else None)
        row = {
            "sourcedId": content.place_names[place.pk],
            "classSourcedId": content.unit_names[place.unit_id],
            "userSourcedId": content.person_names[place.person_id],
            "role": TO_ROLE[place.role],
            "primary": "false",
            "beginDate": place.starts.isoformat(),
            "endDate": (last + _DAY).isoformat() if last else "",
        }
        rows.append(row | ({"status": "tobedeleted"} if content.is_gone(place) else {}))
    return rows


def _boolean(value: bool) -> str:
    return "true" if value else "false"
