"""Who may make an own goal, for whom, and who may see it (R1); who brings in frameworks, and for whom those are."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import check_guides_unit, guided_units, managed_units, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Framework, OwnGoal
from samenwijzer.practice.goals.search import current_frameworks

NETWORK = "network"
#: Kinds of units that can have frameworks of their own.
OWNERS = (NETWORK, "school_group", "school_community", "school", "adult_education_centre", "academy")


def check_inside_curriculum(*, official: int | None, is_extra: bool) -> None:
    """Refuse an own goal that neither belongs to an official goal nor is marked extra, or is said to be both."""
    if official is None and not is_extra:
        raise Refused(_("Link the goal to a goal of the curriculum, or mark it as extra."))
    if official is not None and is_extra:
        raise Refused(_("A goal that belongs to the curriculum is not extra. Choose one of both."))


def check_makes_for(viewer: Viewer, group: int | None) -> Unit | None:
    """Return the group for which ``viewer`` may make a goal; without a group a learner makes one for itself."""
    if group is not None:
        return check_guides_unit(viewer, group, writing=True)
    if not viewer.is_learner:
        raise Refused(_("Choose the group this goal is for."))
    return None


def visible_own_goals(viewer: Viewer) -> QuerySet[OwnGoal]:
    """Return the own goals ``viewer`` may see: its own, of its groups, and of the learners and groups it guides."""
    inside = [one.unit_id for one in viewer.functions]
    own = Q(learner=viewer.person_id) | Q(learner__in=visible_learners(viewer))
    groups = Q(group__in=inside) | Q(group__in=guided_units(viewer))
    return OwnGoal.objects.filter(own | groups)


def check_keeps_own_goal(viewer: Viewer, own_goal: int) -> OwnGoal:
    """Return the goal when ``viewer`` may put it away: a learner its own, an adult that of a group it guides."""
    kept = Q(learner=viewer.person_id) | Q(group__in=guided_units(viewer, writing=True))
    found = OwnGoal.objects.filter(kept, pk=own_goal).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def visible_frameworks(viewer: Viewer) -> QuerySet[Framework]:
    """Return the newest version of the frameworks that are for ``viewer``: for all, of a unit above it, or below it.

    Goals are public; this keeps what is of another school out of lists and searches.
    """
    above = {int(part) for one in viewer.functions for part in one.unit_path.split("/") if part}
    mine = Q(owner=None) | Q(owner__in=above)
    for function in viewer.functions:
        if function.rights:
            mine |= Q(owner__path__startswith=function.unit_path)
    return current_frameworks().filter(mine)


def frameworks_for(unit: Unit) -> QuerySet[Framework]:
    """Return every version of the frameworks that are for ``unit``."""
    return Framework.objects.filter(Q(owner=None) | Q(owner__in=unit.ancestor_ids))


def check_brings_in(viewer: Viewer, *, identifier: str, owner: Unit | None) -> None:
    """Refuse where ``viewer`` may not bring in the framework ``identifier`` for ``owner``.

    One that stands belongs to its owner, and one without an owner to who looks after the network; who looks after a
    unit above may take it over for all below.
    """
    managed = managed_units(viewer)
    if owner is None or owner.kind not in OWNERS or not managed.filter(pk=owner.pk).exists():
        raise NotVisible(_("There is nothing here for you."))
    others = Framework.objects.filter(identifier=identifier).exclude(owner__in=managed).select_related("owner")
    if managed.filter(kind=NETWORK).exists():
        others = others.exclude(owner=None)
    standing = others.first()
    if standing is not None:
        raise Refused(
            _("“%(framework)s” stands here already, for %(owner)s. Ask who looks after that to bring it in.")
            % {"framework": standing, "owner": standing.owner or _("the whole network")}
        )
