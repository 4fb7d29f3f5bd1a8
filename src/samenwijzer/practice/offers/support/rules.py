"""Who is in the triangle of head, school group and SPOC around a school, and who keeps the offer."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.practice.offers.support.models import Ask
from samenwijzer.practice.offers.support.pack import theme_titles

#: Roles of the guidance service; at the network or at the service itself they go with every school of it.
ADVISERS = frozenset({"spoc", "pbd_adviser"})
LEADS_GROUP = frozenset({"general_director", "codi_dico"})
CENTRAL = ("network", "central_services", "guidance_service")
GROUP = "school_group"


def _reach(viewer: Viewer) -> list[str]:
    """Return the paths below which ``viewer`` goes with schools for the guidance service."""
    advising = [one for one in viewer.functions if one.role in ADVISERS]
    found = []
    for one in advising:
        steps = one.unit_path.strip("/").split("/")
        found.append(one.unit_path if one.unit_kind not in CENTRAL else f"/{steps[0]}/")
    return found


def advises(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` goes with ``unit`` for the guidance service."""
    return any(unit.path.startswith(path) for path in _reach(viewer))


def leads_group(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` leads the school group ``unit`` is, or stands in."""
    own = [one for one in viewer.functions if one.role in LEADS_GROUP and one.unit_kind == GROUP]
    return any(unit.path.startswith(one.unit_path) for one in own)


def in_triangle(viewer: Viewer, school: Unit) -> bool:
    """Whether ``viewer`` answers for the school, leads its school group or goes with it; no query."""
    return can_plan(viewer, school) or leads_group(viewer, school) or advises(viewer, school)


def check_school(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` is in its triangle."""
    found = Unit.objects.filter(pk=unit, kind__in=SCHOOLS).first()
    if found is None or not in_triangle(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_own_school(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` answers for it."""
    found = Unit.objects.filter(pk=unit, kind__in=SCHOOLS).first()
    if found is None or not can_plan(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_group(viewer: Viewer, unit: int) -> Unit:
    """Return the school group when ``viewer`` leads it or goes with it."""
    found = Unit.objects.filter(pk=unit, kind=GROUP).first()
    if found is None or not (leads_group(viewer, found) or advises(viewer, found)):
        raise NotVisible(_("There is nothing here for you."))
    return found


def schools_in(group: Unit) -> QuerySet[Unit]:
    """Return the schools of a school group."""
    return Unit.objects.filter(path__startswith=group.path, kind__in=SCHOOLS).order_by("name", "pk")


def _keeping(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` keeps the offer: the guidance service and the central services do."""
    roles = ADVISERS | {"central_staff"}
    return [one for one in viewer.functions if one.role in roles and one.unit_kind in (*CENTRAL, GROUP)]


def keeps_offer(viewer: Viewer) -> bool:
    """Whether ``viewer`` keeps the offer somewhere; no query."""
    return bool(_keeping(viewer))


def check_keeps_offer(viewer: Viewer, unit: Unit) -> None:
    """Refuse who does not keep what is offered to ``unit``.

    A service of the network keeps that of the network and all its school groups, an adviser of one school group that
    of this group and of the levels above it.
    """
    for one in _keeping(viewer):
        reach = f"/{one.unit_path.strip('/').split('/')[0]}/" if one.unit_kind in CENTRAL else one.unit_path
        if unit.path.startswith(reach) or one.unit_path.startswith(unit.path):
            return
    raise NotVisible(_("There is nothing here for you."))


def check_theme(key: str) -> str:
    """Return the key of a theme of the pack."""
    if key not in theme_titles():
        raise Refused(_("Choose a theme."))
    return key


def check_words(text: str, longest: int) -> str:
    """Return ``text`` without space around it; refused when it is empty or too long."""
    words = text.replace("\r\n", "\n").strip()
    if not words or len(words) > longest:
        raise Refused(_("Write between 1 and %(longest)s characters.") % {"longest": longest})
    return words


def readable_asks(viewer: Viewer) -> QuerySet[Ask]:
    """Return what ``viewer`` asked, may answer, or reads because it was published: a question for every adult.

    Help to start and a second look stay with who asked and the guidance service until published; then who answers for
    the school, and who leads its group, reads them too.
    """
    check_profession(viewer)
    answers = Q(pk__in=[])
    for path in _reach(viewer):
        answers |= Q(unit__path__startswith=path)
    near = Q(pk__in=[])
    for one in viewer.functions:
        if one.role in LEADS_GROUP or (
            one.unit_kind in SCHOOLS and one.rights and one.rights.sees == "school_learners"
        ):
            near |= Q(unit__path__startswith=one.unit_path)
    told = Q(published_on__isnull=False)
    return Ask.objects.filter(Q(by=viewer.person_id) | answers | (told & (near | Q(kind=Ask.Kind.QUESTION))))


def check_ask(viewer: Viewer, ask: int) -> Ask:
    """Return what was asked when ``viewer`` reads it."""
    found = readable_asks(viewer).select_related("unit", "goal", "spoc").filter(pk=ask).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_in_trail(viewer: Viewer, ask: int) -> Ask:
    """Return what was asked when ``viewer`` asked it or answers it."""
    found = check_ask(viewer, ask)
    if found.by_id != viewer.person_id and not advises(viewer, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    return found
