"""Who may make an own goal, for whom, and who may see it (R1)."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import check_guides_unit, guided_units, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import OwnGoal


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
