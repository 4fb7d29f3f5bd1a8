"""Do the files of an export refer to rows that exist?"""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.content import Mode, Roster
from samenwijzer.foundation.problems import Problem

Link = tuple[str, int, str, str, str]
KEPT_BETWEEN_IMPORTS = ("orgs", "classes", "users")


def broken_references(roster: Roster, mode: Mode, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield a problem for each reference to a row that is neither in its file nor ``known`` from earlier imports.

    Only references to files of this ``mode`` are looked at: a file with everything must hold what is referred to, a
    file with changes may leave it to what stands already. Terms and courses are not kept between imports. A file
    without its column of identifiers has been told of already.
    """
    looked_at = {
        file
        for file in ("orgs", "academicSessions", "courses", "classes", "users")
        if (roster.mode(file) is Mode.BULK) == (mode is Mode.BULK)
        and file in (roster.ids if mode is Mode.BULK else KEPT_BETWEEN_IMPORTS)
    }
    found = {file: roster.ids.get(file, set()) | set(known.get(file, ())) for file in looked_at}
    for file, line, field, target, value in _links(roster):
        if target in found and value not in found[target]:
            yield Problem(
                f"{file}.csv",
                _("“%(value)s” does not stand in %(file)s.csv.") % {"value": value, "file": target},
                _("Add that row to %(file)s.csv, or correct the reference.") % {"file": target},
                line,
                field,
            )


def _links(roster: Roster) -> Iterator[Link]:
    for org in roster.orgs:
        if org.parent:
            yield "orgs", org.line, "parentSourcedId", "orgs", org.parent
    for row in roster.classes:
        yield "classes", row.line, "schoolSourcedId", "orgs", row.school
        if row.course:
            yield "classes", row.line, "courseSourcedId", "courses", row.course
        for term in row.terms:
            yield "classes", row.line, "termSourcedIds", "academicSessions", term
    for user in roster.users:
        for org_id in user.orgs:
            yield "users", user.line, "orgSourcedIds", "orgs", org_id
        for agent in user.agents:
            yield "users", user.line, "agentSourcedIds", "users", agent
    for function in roster.functions:
        yield "roles", function.line, "userSourcedId", "users", function.user
        yield "roles", function.line, "orgSourcedId", "orgs", function.org
    for enrolment in roster.enrolments:
        yield "enrollments", enrolment.line, "classSourcedId", "classes", enrolment.class_
        yield "enrollments", enrolment.line, "userSourcedId", "users", enrolment.user
        if enrolment.school:
            yield "enrollments", enrolment.line, "schoolSourcedId", "orgs", enrolment.school
