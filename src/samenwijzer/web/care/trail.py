"""Leaving the trail of a look at care: for the learner and guardians, or for the data protection officer only."""

from collections.abc import Iterable

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.care.models import CareTrack
from samenwijzer.learning.care.rules import function_at, function_towards
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.viewer import Viewer


def leave_trail(viewer: Viewer, learner: int, page: str, *, protected: bool = False) -> None:
    """Write that ``viewer`` opened ``page`` about ``learner``; what is protected is told to the officer only."""
    function = function_towards(viewer, learner, protected=protected)
    log_views(
        viewer=viewer,
        learners=[learner],
        function=function,
        page=page,
        purpose=Purpose.LEARNING,
        protected=protected,
    )


def leave_trail_at(viewer: Viewer, track: CareTrack, page: str) -> None:
    """Write that ``viewer`` opened ``page`` of a track; the plan of a group names nobody."""
    if track.learner_id:
        log_views(
            viewer=viewer,
            learners=[track.learner_id],
            function=function_at(viewer, track),
            page=page,
            purpose=Purpose.LEARNING,
            protected=track.protected,
        )


def leave_trail_of(viewer: Viewer, learners: Iterable[int], function: str, page: str) -> None:
    """Write that ``viewer`` saw these learners in a list."""
    log_views(viewer=viewer, learners=learners, function=function, page=page, purpose=Purpose.LEARNING)
