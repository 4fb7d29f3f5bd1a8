"""The own word of a learner: to explain to classmates, to have something explained. Taken back, a pair is no more."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.groups.models import Grouping, Seat, Willingness
from samenwijzer.network.access.viewer import Viewer


def willingness_of(viewer: Viewer) -> Willingness:
    """Return what ``viewer`` said as a learner; neither, where nothing was said yet (one query)."""
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    none = Willingness(learner_id=viewer.person_id, at=timezone.now())
    return Willingness.objects.filter(learner=viewer.person_id).first() or none


@transaction.atomic
def say_willing(*, explains: bool, listens: bool, by: Viewer) -> Willingness:
    """Keep what a learner wants; who takes a yes back leaves the pairs that rest on it, and the other one too."""
    said = willingness_of(by)
    said.explains, said.listens, said.at = explains, listens, timezone.now()
    said.save()
    record(verb="say willing to explain or listen", on=Reference("groups.willingness", str(said.pk)), by=by.person_id)
    no_more = Q(explains=True) if not explains else Q(pk=None)
    no_more |= Q(explains=False) if not listens else Q(pk=None)
    left = Seat.objects.filter(
        no_more,
        learner=by.person_id,
        grouping__purpose=Grouping.Purpose.TUTORING,
        grouping__ends__gte=by.on,
        group__isnull=False,
    )
    Seat.objects.filter(group__in=list(left.values_list("group", flat=True))).update(group=None)
    return said
