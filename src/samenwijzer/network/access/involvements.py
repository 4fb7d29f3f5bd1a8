"""Who works with a learner from outside the school, as the school, the learner and those people themselves read it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from samenwijzer.network.access.models import Involvement, SupportSession
from samenwijzer.network.access.rules import (
    check_guides_whole_school,
    headed_schools,
    linked_learners,
    visible_learners,
    whole_school_functions,
)
from samenwijzer.network.access.viewer import SUPPORT_STAFF, Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.network.people.models import Guardianship


def tied_roles(*sees: Sees) -> list[str]:
    """Return the roles that reach a learner only by an involvement: by ``sees``, or all of them."""
    wanted = sees or (Sees.INVOLVED, Sees.LINKED)
    return [role.key for role in organisation().roles if role.sees in wanted]


def involvements_in(*, viewer: Viewer, learner: int) -> list[Involvement]:
    """Return every involvement with ``learner``, the last to end first, for who answers for the whole school."""
    check_guides_whole_school(viewer, learner)
    rows = Involvement.objects.filter(learner=learner).select_related("person", "unit", "by")
    return list(rows.order_by("-ends", "-pk"))


def who_can_be_involved(*, viewer: Viewer) -> list[Membership]:
    """Return the people of a CLB, a learning support centre or a partner beside or above the schools of ``viewer``."""
    above = {int(part) for one in whole_school_functions(viewer) for part in one.unit_path.split("/") if part}
    rows = Membership.objects.filter(active(viewer.on), role__in=tied_roles(), unit__parent__in=above)
    return list(rows.select_related("person", "unit").order_by("unit__name", "person__given_name", "pk"))


def own_involvements(*, viewer: Viewer) -> tuple[list[Involvement], list[Involvement]]:
    """Return the running involvements of ``viewer``: with learners whose page opens, and with those known by name."""
    rows = Involvement.objects.filter(active(viewer.on), person=viewer.person_id).select_related("learner", "unit")
    ordered = rows.order_by("learner__given_name", "learner__family_name", "pk")
    guided = ordered.filter(role__in=tied_roles(Sees.INVOLVED), learner__in=visible_learners(viewer))
    known = ordered.filter(role__in=tied_roles(Sees.LINKED), learner__in=linked_learners(viewer))
    return list(guided), list(known)


def looking_along(*, learner: int, on: date) -> Sequence[Involvement]:
    """Return the involvements that run on that day, for the learner and the guardians themselves; one query."""
    rows = Involvement.objects.filter(active(on), learner=learner).select_related("person", "unit")
    return list(rows.order_by("ends", "pk"))


def acting_for(*, learner: int, on: date) -> list[Guardianship]:
    """Return who acts for ``learner`` on that day; one query."""
    return list(Guardianship.objects.filter(active(on), learner=learner).select_related("guardian").order_by("pk"))


def desk(on: date) -> list[Membership]:
    """Return the people of the support desk."""
    rows = Membership.objects.filter(active(on), role=SUPPORT_STAFF).select_related("person")
    return list(rows.order_by("person__given_name", "pk"))


def support_sessions(*, viewer: Viewer) -> QuerySet[SupportSession]:
    """Return the support sessions of the schools ``viewer`` heads, and those in which ``viewer`` looks along."""
    schools = [one.unit_id for one in headed_schools(viewer)]
    mine = Q(unit__in=schools) | Q(person=viewer.person_id)
    return SupportSession.objects.filter(mine).select_related("person", "unit", "allowed_by").order_by("-starts_at")
