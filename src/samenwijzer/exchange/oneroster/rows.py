"""From the parsed fields of one row to content."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.content import Class, Enrolment, Function, Org, Roster, Session, User
from samenwijzer.foundation.columns import ReadingError

Values = dict[str, Any]
_GONE = ("inactive", "tobedeleted")
_DAY = timedelta(days=1)


def _is_gone(values: Values) -> bool:
    return values["status"] in _GONE


def _last_day(starts: date | None, ends: date | None) -> date | None:
    """Return the last day itself: the standard's end dates are the first day on which a thing no longer holds."""
    if starts and ends and ends <= starts:
        raise ReadingError(_("The end lies before the beginning."), _("Correct one of the two dates."), "endDate")
    return ends - _DAY if ends else None


def org(line: int, values: Values) -> Org:
    """Read a row of ``orgs.csv``."""
    return Org(line, values["sourcedId"], values["name"], values["type"], values["parentSourcedId"], _is_gone(values))


def session(line: int, values: Values) -> Session:
    """Read a row of ``academicSessions.csv``."""
    last = _last_day(values["startDate"], values["endDate"])
    return Session(values["sourcedId"], values["startDate"], last or values["startDate"])


def class_(line: int, values: Values) -> Class:
    """Read a row of ``classes.csv``; a class of one grade has that grade as its level."""
    grades = values["grades"]
    return Class(
        line=line,
        id=values["sourcedId"],
        title=values["title"],
        code=values["classCode"],
        level=grades[0][:40] if len(grades) == 1 else "",
        course=values["courseSourcedId"],
        school=values["schoolSourcedId"],
        terms=values["termSourcedIds"],
        is_gone=_is_gone(values),
    )


def user(line: int, values: Values) -> User:
    """Read a row of ``users.csv``; who has a preferred given name (1.2) is called by it."""
    return User(
        line=line,
        id=values["sourcedId"],
        given_name=values["preferredGivenName"] or values["givenName"],
        family_name=values["familyName"],
        email=values["email"],
        username=values["username"],
        is_enabled=values["enabledUser"],
        role=values.get("role", ""),
        orgs=values.get("orgSourcedIds", ()),
        agents=values["agentSourcedIds"],
        is_gone=_is_gone(values),
    )


def function(line: int, values: Values) -> Function:
    """Read a row of ``roles.csv`` (1.2)."""
    return Function(line, values["userSourcedId"], values["orgSourcedId"], values["role"], _is_gone(values))


def enrolment(line: int, values: Values) -> Enrolment:
    """Read a row of ``enrollments.csv``."""
    return Enrolment(
        line=line,
        id=values["sourcedId"],
        class_=values["classSourcedId"],
        school=values["schoolSourcedId"],
        user=values["userSourcedId"],
        role=values["role"],
        starts=values["beginDate"],
        ends=_last_day(values["beginDate"], values["endDate"]),
        is_gone=_is_gone(values),
    )


def keepers(roster: Roster) -> dict[str, Callable[[int, Values], None]]:
    """Return, per file, how a row is kept in ``roster``; of courses only the identifiers matter."""
    return {
        "orgs": lambda line, values: roster.orgs.append(org(line, values)),
        "academicSessions": lambda line, values: roster.sessions.append(session(line, values)),
        "courses": lambda line, values: None,
        "classes": lambda line, values: roster.classes.append(class_(line, values)),
        "users": lambda line, values: roster.users.append(user(line, values)),
        "roles": lambda line, values: roster.functions.append(function(line, values)),
        "enrollments": lambda line, values: roster.enrolments.append(enrolment(line, values)),
    }
