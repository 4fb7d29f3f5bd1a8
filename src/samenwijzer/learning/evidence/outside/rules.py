"""Who reads, fills in and validates what a learner learns outside the school."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.outside.models import Experience
from samenwijzer.network.access.rules import visible_learners, writable_learners
from samenwijzer.network.access.viewer import Viewer


def visible_experiences(viewer: Viewer) -> QuerySet[Experience]:
    """Return the own experiences of ``viewer`` as a learner, and those of the learners it guides."""
    return Experience.objects.filter(Q(learner=viewer.person_id) | Q(learner__in=visible_learners(viewer)))


def check_experience(viewer: Viewer, uid: UUID) -> Experience:
    """Return the experience when ``viewer`` may read it."""
    found = visible_experiences(viewer).filter(uid=uid).select_related("learner", "activity").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_own_experience(viewer: Viewer, uid: UUID) -> Experience:
    """Return the experience when it is of ``viewer`` itself."""
    found = check_experience(viewer, uid)
    if found.learner_id != viewer.person_id:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_validates(viewer: Viewer, uid: UUID) -> Experience:
    """Return the experience when ``viewer`` may record evidence about its learner; never the learner itself."""
    found = check_experience(viewer, uid)
    if not writable_learners(viewer).filter(pk=found.learner_id).exclude(pk=viewer.person_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    return found
