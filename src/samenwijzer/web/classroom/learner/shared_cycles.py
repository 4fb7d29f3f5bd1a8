"""What a learner chose to share of its own cycles, for the adults who guide it."""

from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.cycles.queries import shared_of
from samenwijzer.web.cycles.fields import Shown, shown_of


def shared_cycles(viewer: Viewer, learner: int) -> list[tuple[Cycle, list[tuple[str, list[Shown]]]]]:
    """Return the cycles of which something was shared, each with its shared phases and what stands in them."""
    works = shared_of(owner=Reference(PERSON, str(learner)), viewer=viewer)
    return [
        (
            work.cycle,
            [
                (
                    phase.phase.title.words(),
                    [shown_of(one) for one in phase.everything],
                )
                for phase in work.phases
            ],
        )
        for work in works
    ]
