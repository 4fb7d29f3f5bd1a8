"""Whose page this is, and that an adult who opens it stands in the trail."""

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_sees_learner, function_towards
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person


def look(viewer: Viewer, learner: int, page: str) -> Person:
    """Return the learner when ``viewer`` is it or guides it; an adult's look is logged."""
    person = check_sees_learner(viewer, learner)
    if learner != viewer.person_id:
        function = function_towards(viewer, learner)
        log_views(viewer=viewer, learners=[learner], function=function, page=page, purpose=Purpose.LEARNING)
    return person
