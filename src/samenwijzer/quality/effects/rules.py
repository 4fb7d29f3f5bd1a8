"""Who keeps the register of effects, who reads it, when it can be told, and which words claim a cause."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.quality.effects.models import Initiative
from samenwijzer.quality.effects.pack import wording

#: Who keeps the register, and at which units of the network.
KEEPERS = frozenset({"central_staff", "data_expert", "pbd_adviser", "spoc"})
CENTRAL = ("network", "central_services", "guidance_service")
#: From so many schools or people on a figure is shown.
FEWEST = 5


def keeps(viewer: Viewer) -> bool:
    """Whether ``viewer`` keeps the register for the network."""
    return any(one.role in KEEPERS and one.unit_kind in CENTRAL for one in viewer.functions)


def check_keeps(viewer: Viewer) -> None:
    """Refuse who does not keep the register."""
    if not keeps(viewer):
        raise NotVisible(_("There is nothing here for you."))


def readable(viewer: Viewer) -> QuerySet[Initiative]:
    """Return the initiatives ``viewer`` reads: an adult of the profession what was published, its keepers all."""
    check_profession(viewer)
    return Initiative.objects.filter(Q() if keeps(viewer) else Q(published_on__isnull=False))


def check_reads(viewer: Viewer, initiative: int) -> Initiative:
    """Return the initiative when ``viewer`` reads it."""
    found = readable(viewer).filter(pk=initiative).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_changes(viewer: Viewer, initiative: int) -> Initiative:
    """Return the initiative when ``viewer`` may still change it; what ended stays as it was."""
    check_keeps(viewer)
    found = check_reads(viewer, initiative)
    if found.outcome:
        raise Refused(_("This has ended and stays as it was. Begin a new one for what comes next."))
    return found


def check_no_cause(*texts: str) -> None:
    """Refuse words that claim a cause."""
    said = " ".join(texts).casefold()
    for word in wording().causal:
        if word in said:
            raise Refused(
                _("“%(word)s” says that one thing brings about another. An exploratory note says what goes together.")
                % {"word": word}
            )


def check_can_be_told(one: Initiative) -> None:
    """Refuse to publish what a reader cannot weigh: without summary, method, limits or period of the data (D-252)."""
    if not (one.summary and one.method and one.limits and one.data_from and one.data_until):
        raise Refused(_("Fill in the summary, the method, the limits and the period of the data first."))
    if one.kind == Initiative.Kind.EXPERIMENT and not one.ethics:
        raise Refused(_("An experiment first needs its ethics check: who looked at it, and what was agreed?"))
    if one.kind == Initiative.Kind.EXPLORATION:
        check_no_cause(one.title, one.question, one.summary, one.method, one.limits)
