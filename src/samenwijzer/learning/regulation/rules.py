"""Who settles how a learner reads."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer


def check_chooses_mode(viewer: Viewer, learner: int) -> None:
    """Refuse when ``viewer`` is neither the learner nor an adult who guides it and writes about it."""
    own = viewer.is_learner and learner == viewer.person_id
    if not own and not writable_learners(viewer).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
