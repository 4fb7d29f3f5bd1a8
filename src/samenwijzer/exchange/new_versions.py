"""How a newer version of a framework differs from the one before, as sentences of a preview."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenwijzer.practice.goals.content import FrameworkContent
from samenwijzer.practice.goals.versions import beside_previous

SHOWN = 10


def told_beside(framework: FrameworkContent) -> Iterator[str]:
    """Say what is new, gone, replaced and worded otherwise, the first with both wordings (D-270)."""
    beside = beside_previous(framework)
    if beside is None:
        return
    yield _(
        "Beside version %(version)s: %(new)s new, %(reworded)s worded otherwise, %(replaced)s replaced, %(gone)s gone. "
        "Units of work that run go along with what replaces a goal, and their teachers hear of it."
    ) % {
        "version": beside.version,
        "new": beside.new,
        "reworded": len(beside.reworded),
        "replaced": beside.replaced,
        "gone": beside.gone,
    }
    for before, after in beside.reworded[:SHOWN]:
        yield _("Was: “%(before)s” – becomes: “%(after)s”") % {"before": before, "after": after}
