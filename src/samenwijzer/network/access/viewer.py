"""The viewer: who is looking, and in which functions. Every query starts from one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists
from django.utils import timezone

from samenwijzer.foundation.packs import Text
from samenwijzer.network.access.models import SupportSession
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import Role, Sees, organisation
from samenwijzer.network.people.models import Guardianship, Person

SUPPORT_STAFF = "support_staff"
#: What a support session lends: to look, in one school; nothing can be written.
SUPPORT_SESSION = Role(
    key="support_session", title=Text(nl="helpdesk, op vraag van de school", en="support desk, asked by the school"),
    sees=Sees.SCHOOL_LEARNERS,
)  # fmt: skip


@dataclass(frozen=True)
class Function:
    """One active membership of the viewer."""

    unit_id: int
    unit_path: str
    unit_kind: str
    unit_name: str
    role: str
    lent: Role | None = None

    @property
    def rights(self) -> Role | None:
        """What the pack says of this role; ``None`` for a learner and for a role the pack no longer knows.

        A function that was lent for a while, without a membership, brings its own rights.
        """
        if self.lent is not None:
            return self.lent
        return None if self.role == LEARNER else _roles().get(self.role)


@dataclass(frozen=True)
class Viewer:
    """A signed-in person on one day, with the functions held that day."""

    person_id: int
    given_name: str
    name: str
    initials: str
    on: date
    functions: tuple[Function, ...]
    is_guardian: bool = False

    @property
    def is_learner(self) -> bool:
        """Whether this person learns somewhere today."""
        return any(function.role == LEARNER for function in self.functions)

    def functions_that_see(self, *sees: Sees) -> list[Function]:
        """Return the functions whose role reaches as far as one of ``sees``."""
        return [function for function in self.functions if function.rights and function.rights.sees in sees]

    def acting_in(self, functions: Iterable[Function]) -> "Viewer":
        """Return this person with no other functions than ``functions``."""
        return replace(self, functions=tuple(functions))

    @property
    def guides_learners(self) -> bool:
        """Whether this person sees learners of a group, and so has a *Vandaag*."""
        return bool(self.functions_that_see(Sees.LEARNERS))

    @property
    def manages(self) -> list[Function]:
        """The functions in which this person keeps rosters and imports for all below a unit."""
        return [function for function in self.functions if function.rights and function.rights.manages]


def _roles() -> dict[str, Role]:
    return {role.key: role for role in organisation().roles}


def viewer_of(*, person_id: int, on: date) -> Viewer:
    """Return the viewer for ``person_id`` on day ``on`` (one query, two for who has no function)."""
    wards = Guardianship.objects.filter(active(on), guardian=person_id)
    rows = Membership.objects.filter(active(on), person_id=person_id).select_related("unit", "person")
    memberships = list(rows.annotate(has_wards=Exists(wards)).order_by("unit__name", "pk"))
    if memberships:
        person, is_guardian = memberships[0].person, memberships[0].has_wards
    else:
        found = Person.objects.annotate(has_wards=Exists(wards)).get(pk=person_id)
        person, is_guardian = found, found.has_wards
    functions = tuple(
        Function(row.unit_id, row.unit.path, row.unit.kind, row.unit.name, row.role) for row in memberships
    )
    if any(one.role == SUPPORT_STAFF for one in functions):
        functions += _lent(person_id)
    return Viewer(person.pk, person.given_name, str(person), person.initials, on, functions, is_guardian)


def _lent(person_id: int) -> tuple[Function, ...]:
    """Return a function in each school that lets this person of the support desk look along right now."""
    now = timezone.now()
    running = SupportSession.objects.filter(person=person_id, starts_at__lte=now, ends_at__gt=now)
    return tuple(
        Function(one.unit_id, one.unit.path, one.unit.kind, one.unit.name, SUPPORT_SESSION.key, SUPPORT_SESSION)
        for one in running.select_related("unit")
    )
