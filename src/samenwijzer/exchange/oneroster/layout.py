"""The files and columns of OneRoster CSV 1.1 and 1.2 that a roster needs (1EdTech, *OneRoster CSV Tables*).

A column that the standard requires and that nothing here uses is not asked for.
"""

from samenwijzer.foundation.columns import Column, boolean, day, email, listing, one_of

VERSIONS = ("1.1", "1.2")
ROSTER_FILES = ("orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments")
OTHER_FILES = (
    "categories", "classResources", "courseResources", "demographics", "lineItems", "lineItemLearningObjectiveIds",
    "lineItemScoreScales", "resources", "results", "resultLearningObjectiveIds", "resultScoreScales", "scoreScales",
    "userProfiles", "userResources",
)  # fmt: skip
NEVER_EMPTY = ("orgs", "classes", "users", "enrollments")
WITHOUT_MEANING = (
    "dateLastModified", "userMasterIdentifier", "schoolYear", "classType", "courseCode", "roleType", "profileType",
    "vendorId", "applicationId", "credentialType",
)  # fmt: skip

STUDENT = "student"
GUARDIANS = ("parent", "guardian", "relative")
_ROLES = one_of(
    STUDENT, "teacher", "aide", "administrator", "proctor", *GUARDIANS, "counselor", "principal",
    "districtAdministrator", "siteAdministrator", "systemAdministrator",
)  # fmt: skip
_ID = Column("sourcedId", needed=True, longest=190)
_STATUS = Column("status", one_of("active", "inactive", "tobedeleted"))
_USER = (
    _ID,
    _STATUS,
    Column("enabledUser", boolean, needed=True, empty=False),
    Column("username", needed=True, longest=150),
    Column("givenName", needed=True, longest=120),
    Column("familyName", needed=True, longest=120),
    Column("preferredGivenName", longest=120),
    Column("email", email, longest=254),
    Column("agentSourcedIds", listing, longest=10_000, empty=()),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "orgs": (
        _ID,
        _STATUS,
        Column("name", needed=True),
        Column("type", one_of("school", "local", "district", "state", "national", "department"), needed=True),
        Column("parentSourcedId"),
    ),
    "academicSessions": (
        _ID,
        _STATUS,
        Column("title"),
        Column("type", one_of("term", "gradingPeriod", "schoolYear", "semester")),
        Column("startDate", day, needed=True, empty=None),
        Column("endDate", day, needed=True, empty=None),
        Column("parentSourcedId"),
    ),
    "courses": (_ID, _STATUS, Column("title"), Column("orgSourcedId")),
    "classes": (
        _ID,
        _STATUS,
        Column("title", needed=True, longest=150),
        Column("classCode", longest=40),
        Column("grades", listing, empty=()),
        Column("courseSourcedId"),
        Column("schoolSourcedId", needed=True),
        Column("termSourcedIds", listing, longest=2000, empty=()),
    ),
    "roles": (
        _ID,
        _STATUS,
        Column("userSourcedId", needed=True),
        Column("orgSourcedId", needed=True),
        Column("role", _ROLES, needed=True),
    ),
    "enrollments": (
        _ID,
        _STATUS,
        Column("classSourcedId", needed=True),
        Column("schoolSourcedId"),
        Column("userSourcedId", needed=True),
        Column("role", _ROLES, needed=True),
        Column("primary", boolean, empty=False),
        Column("beginDate", day, empty=None),
        Column("endDate", day, empty=None),
    ),
}
USERS = {
    "1.1": (*_USER, Column("role", _ROLES, needed=True), Column("orgSourcedIds", listing, longest=5000, empty=())),
    "1.2": (*_USER, Column("primaryOrgSourcedId")),
}


def columns_of(file: str, version: str) -> tuple[Column, ...]:
    """Return the columns that are read from ``file`` in this version of the standard."""
    return USERS[version] if file == "users" else COLUMNS[file]
