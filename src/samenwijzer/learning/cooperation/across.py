"""Pairs across schools: they run with the yes of both learners, their guardians, both schools, and a named adult.

Nobody comes to see anything of another school: a call names school and level, a running pair names two learners to each
other and to the adults who made it, and when it ends nothing of it is shown any more (D-176).
"""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.cooperation.models import AcrossPair, PairCall, PairYes
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.network.access.rules import guided_units, headed_schools, wards, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import education
from samenwijzer.network.people.models import Person

Side, Voice = PairYes.Side, PairYes.Voice
Said = tuple[str, str]
LONGEST_DAYS = 180


def check_makes_pairs(viewer: Viewer) -> None:
    """Refuse who writes about no learners: the rest of the page is not there either."""
    if not guided_units(viewer, writing=True).exists():
        raise NotVisible(_("There is nothing here for you."))


@transaction.atomic
def call_for_pair(*, learner: int, goal: int, explains: bool, by: Viewer) -> PairCall:
    """Look in other schools of the network for somebody to explain ``goal`` to ``learner``, or to listen to it."""
    made = PairCall.objects.create(
        learner_id=learner, unit=_class_of(learner, by), goal_id=goal, explains=explains, by_id=by.person_id
    )
    record(verb="call for pair", on=Reference("cooperation.pair_call", str(made.pk)), by=by.person_id)
    return made


def _class_of(learner: int, by: Viewer) -> Unit:
    """Return the class in which ``by`` may write about a learner."""
    units = guided_units(by, writing=True)
    rows = Membership.objects.filter(active(by.on), person=learner, role=LEARNER, unit__in=units, unit__kind="class")
    found = rows.select_related("unit__parent").first()
    if found is None or not writable_learners(by).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    return found.unit


def open_calls(viewer: Viewer) -> list[PairCall]:
    """Return the calls of other schools of the same network; only their school, level and goal may be shown."""
    check_makes_pairs(viewer)
    roots = {one.unit_path.split("/")[1] for one in viewer.functions if "/" in one.unit_path}
    inside = Q(pk__in=[])
    for root in roots:
        inside |= Q(unit__path__startswith=f"/{root}/")
    own = guided_units(viewer).values("parent")
    rows = PairCall.objects.filter(inside, closed_at=None).exclude(unit__parent__in=own)
    return list(rows.select_related("unit__parent", "goal")[:40])


@transaction.atomic
def answer_call(*, call: int, learner: int, watches: bool, meets: str, ends: date | None, by: Viewer) -> AcrossPair:
    """Propose a pair with a learner of one's own; ``watches``: ``by`` watches over it, otherwise who called does."""
    found = next((one for one in open_calls(by) if one.pk == call), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    ours, theirs = (learner, _class_of(learner, by), by.person_id), (found.learner_id, found.unit, found.by_id)
    where = " ".join(meets.split())[:200]
    if not where:
        raise Refused(_("Say when and where they meet, and that an adult is there."))
    if ends is None or not by.on < ends <= by.on + timedelta(days=LONGEST_DAYS):
        raise Refused(_("Choose a last day within half a year."))
    first, second = (theirs, ours) if found.explains else (ours, theirs)
    made = AcrossPair.objects.create(
        goal_id=found.goal_id,
        explainer_id=first[0], explainer_unit=first[1], explainer_adult_id=first[2],
        listener_id=second[0], listener_unit=second[1], listener_adult_id=second[2],
        adult_id=by.person_id if watches else found.by_id,
        meets=where, ends=ends,
    )  # fmt: skip
    PairCall.objects.filter(pk=call).update(closed_at=timezone.now())
    record(verb="propose pair", on=_about(made), by=by.person_id)
    return made


@dataclass(frozen=True)
class PairSeen:
    """A pair as one viewer reads it: names only where it runs, or of the own side; what waits, and what it may say."""

    pair: AcrossPair
    explainer: str
    listener: str
    waiting: list[Said]
    mine: list[Said]
    runs: bool
    learners: list[int]


def pairs_of(viewer: Viewer) -> list[PairSeen]:
    """Return the pairs in which ``viewer`` has a voice or that it made; those that ended are nowhere (five queries)."""
    own = {viewer.person_id} if viewer.is_learner else set()
    own |= set(wards(viewer).values_list("pk", flat=True)) if viewer.is_guardian else set()
    me, schools = viewer.person_id, [one.unit_path for one in headed_schools(viewer)]
    voice = Q(explainer__in=own) | Q(listener__in=own)
    voice |= Q(explainer_adult=me) | Q(listener_adult=me) | Q(adult=me)
    for path in schools:
        voice |= Q(explainer_unit__path__startswith=path) | Q(listener_unit__path__startswith=path)
    rows = AcrossPair.objects.filter(voice, ended_at=None, ends__gte=viewer.on).prefetch_related("said_yes")
    places = ("explainer_unit__parent", "listener_unit__parent")
    found = list(rows.select_related("goal", "adult", "explainer", "listener", *places)[:40])
    return [_seen(one, viewer, own, schools) for one in found]


def _seen(pair: AcrossPair, viewer: Viewer, own: AbstractSet[int], schools: Collection[str]) -> PairSeen:
    said = {(one.side, one.voice) for one in pair.said_yes.all()}
    waiting = [one for one in needed(pair) if one not in said]
    names: dict[str, str] = {}
    knows: list[int] = []
    mine: list[Said] = []
    for side, learner, unit, adult in _sides(pair):
        heads = any(unit.path.startswith(path) for path in schools)
        is_own = learner.pk in own or adult == viewer.person_id or heads
        # The adults who made it and the pair itself meet the other side once everybody said yes; a head does not.
        meets = not waiting and (bool(own & {one.pk for _s, one, _u, _a in _sides(pair)}) or _made(pair, viewer))
        names[side] = learner.given_name if is_own or meets else _somebody(unit)
        knows += [learner.pk] if is_own or meets else []
        voices = {Voice.LEARNER: learner.pk == viewer.person_id, Voice.SCHOOL: heads}
        voices[Voice.GUARDIAN] = learner.pk in own and learner.pk != viewer.person_id
        mine += [(side, voice) for voice, may in voices.items() if may and (side, voice) in waiting]
    return PairSeen(pair, names[Side.EXPLAINER], names[Side.LISTENER], waiting, mine, not waiting, knows)


def _sides(pair: AcrossPair) -> list[tuple[str, Person, Unit, int | None]]:
    return [
        (Side.EXPLAINER, pair.explainer, pair.explainer_unit, pair.explainer_adult_id),
        (Side.LISTENER, pair.listener, pair.listener_unit, pair.listener_adult_id),
    ]


def _made(pair: AcrossPair, viewer: Viewer) -> bool:
    return viewer.person_id in (pair.explainer_adult_id, pair.listener_adult_id, pair.adult_id)


def _somebody(unit: Unit) -> str:
    values = {"school": unit.parent.name if unit.parent else unit.name, "level": unit.level}
    return _("a learner of %(school)s (%(level)s)") % values


def needed(pair: AcrossPair) -> list[Said]:
    """Return every yes that a pair needs: both learners and both schools, and a guardian where the level asks it."""
    order = {one.key: one.order for one in education().levels}
    last = order[cooperation().guardian_through]
    found: list[Said] = []
    for side, _learner, unit, _adult in _sides(pair):
        found += [(side, Voice.LEARNER), (side, Voice.SCHOOL)]
        if order.get(unit.level, -1) <= last:
            found.append((side, Voice.GUARDIAN))
    return found


@transaction.atomic
def say_yes(*, pair: int, by: Viewer) -> AcrossPair:
    """Say yes in every voice ``by`` has that still waits."""
    found = _own(pair, by)
    if not found.mine:
        raise Refused(_("There is nothing left for you to say yes to."))
    PairYes.objects.bulk_create(
        PairYes(pair=found.pair, side=side, voice=voice, by_id=by.person_id) for side, voice in found.mine
    )
    record(verb="say yes to pair", on=_about(found.pair), by=by.person_id)
    return found.pair


@transaction.atomic
def end_pair(*, pair: int, by: Viewer) -> AcrossPair:
    """End a pair at once: whoever has a voice in it, or made it, can, and nobody asks why."""
    found = _own(pair, by).pair
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    record(verb="end pair", on=_about(found), by=by.person_id)
    return found


def _own(pair: int, by: Viewer) -> PairSeen:
    found = next((one for one in pairs_of(by) if one.pair.pk == pair), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _about(pair: AcrossPair) -> Reference:
    return Reference("cooperation.across_pair", str(pair.pk))
