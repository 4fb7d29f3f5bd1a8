"""Peer feedback: on criteria that learners made and an adult checked, in time to be used, marked when used."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.feedback.models import PeerCriterion, PeerRound, PeerWord
from samenwijzer.learning.feedback.peer_means import Mean, means_of, settle
from samenwijzer.learning.feedback.peer_pack import Help, peer_content
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.queries import goals_by_id

MOST_CRITERIA = 6


@dataclass(frozen=True)
class RoundPage:
    """A round as a learner or an adult of its unit reads it.

    ``words`` and ``means`` are those for the learner that looks, or for an adult all of them, hidden words too.
    ``criteria`` holds also those that wait for a check.
    """

    round: PeerRound
    criteria: list[PeerCriterion]
    names: dict[int, str]
    words: list[PeerWord]
    means: list[Mean]
    help: Help
    is_adult: bool
    writes: bool
    is_over: bool

    @property
    def usable(self) -> list[PeerCriterion]:
        """The criteria on which feedback can be given."""
        return [one for one in self.criteria if one.checked_at]


def rounds_of(*, viewer: Viewer, units: Collection[int]) -> list[PeerRound]:
    """Return the newest rounds of those of ``units`` in which ``viewer`` learns or that it guides (two queries)."""
    mine = {one.unit_id for one in viewer.functions if one.role == LEARNER}
    guided = set(guided_units(viewer).filter(pk__in=units).values_list("pk", flat=True))
    return list(PeerRound.objects.filter(unit__in=(mine | guided) & set(units)).select_related("unit")[:20])


def check_round(viewer: Viewer, round: int) -> tuple[PeerRound, bool]:
    """Return the round and whether ``viewer`` reads it as an adult; a learner only where it learns in that unit."""
    found = PeerRound.objects.filter(pk=round).select_related("unit").first()
    if found is not None and guided_units(viewer).filter(pk=found.unit_id).exists():
        return found, True
    learns = {one.unit_id for one in viewer.functions if one.role == LEARNER}
    if found is None or found.unit_id not in learns:
        raise NotVisible(_("There is nothing here for you."))
    return found, False


def round_page(*, viewer: Viewer, round: int) -> RoundPage:
    """Return a round with its criteria, the words ``viewer`` reads, and means (seven queries at most)."""
    found, is_adult = check_round(viewer, round)
    rows = PeerWord.objects.filter(criterion__round=found).select_related("criterion", "giver", "receiver")
    own = rows.filter(receiver=viewer.person_id, hidden_at=None).exclude(words="")
    return RoundPage(
        round=found,
        criteria=list(found.criteria.select_related("goal", "proposed_by")),
        names=call_names(list(learners_of(units=[found.unit_id], on=viewer.on))),
        words=list(rows.exclude(words="") if is_adult else own),
        means=means_of(round=found.pk, receiver=None if is_adult else viewer.person_id),
        help=peer_content().help_at(found.unit.level),
        is_adult=is_adult,
        writes=is_adult and can_write_in(viewer, found.unit),
        is_over=found.ends < viewer.on,
    )


@transaction.atomic
def open_round(*, unit: int, title: str, ends: date, by: Viewer) -> PeerRound:
    """Let the learners of a unit tell each other what they see, until a day on which it can still be used."""
    group = check_guides_unit(by, unit, writing=True)
    words = " ".join(title.split())
    if not words or ends < by.on:
        raise Refused(_("Say what it is about, and choose a last day on which the work can still change."))
    made = PeerRound.objects.create(unit=group, title=words[:200], ends=ends, by_id=by.person_id)
    _record("open peer round", made, by)
    return made


@transaction.atomic
def propose_criterion(*, round: int, text: str, by: Viewer) -> PeerCriterion:
    """Propose a criterion in own words; it waits for the check of an adult."""
    found, _is_adult = check_round(by, round)
    words = " ".join(text.split())
    if not words or found.criteria.count() >= MOST_CRITERIA:
        raise Refused(_("Write one criterion; there are at most %(most)s.") % {"most": MOST_CRITERIA})
    made = PeerCriterion.objects.create(round=found, text=words[:200], proposed_by_id=by.person_id)
    _record("propose criterion", found, by)
    return made


@transaction.atomic
def check_criterion(*, criterion: int, goal: int | None, by: Viewer) -> PeerCriterion:
    """Link a criterion to a goal of the curriculum, after which it can be used; without a goal it cannot (D-413)."""
    found = PeerCriterion.objects.filter(pk=criterion).select_related("round").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(by, found.round.unit_id, writing=True)
    if goal is None or goal not in goals_by_id([goal]):
        raise Refused(_("Choose the goal this criterion belongs to; then it can be used."))
    found.goal_id, found.checked_at = goal, timezone.now()
    found.save(update_fields=["goal", "checked_at"])
    _record("check criterion", found.round, by)
    return found


@transaction.atomic
def tell_peer(
    *, criterion: int, receiver: int, starter: str, words: str, mark: int | None = None, by: Viewer
) -> PeerWord:
    """Tell a classmate what one sees on a checked criterion; saying it again changes it until it was used."""
    found = PeerCriterion.objects.filter(pk=criterion).select_related("round__unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    round, is_adult = check_round(by, found.round_id)
    _check_open(round, found, is_adult, by.on)
    if receiver == by.person_id or not learners_of(units=[round.unit_id], on=by.on).filter(pk=receiver).exists():
        raise Refused(_("Choose a classmate."))
    if mark not in (None, 1, 2, 3, 4):
        raise Refused(_("Choose one of the four steps, or none."))
    text = said(starter=starter, words=words, level=round.unit.level)
    standing = PeerWord.objects.filter(criterion=found, giver=by.person_id, receiver=receiver).first()
    if standing and standing.used_at:
        raise Refused(_("What you said was used already. Well done."))
    word = standing or PeerWord(criterion=found, giver_id=by.person_id, receiver_id=receiver)
    word.words, word.mark, word.at = text, mark, timezone.now()
    word.save()
    settle(criterion=found.pk, receiver=receiver)
    _record("tell peer", round, by)
    return word


def said(*, starter: str, words: str, level: str) -> str:
    """Return starter and words as one sentence; where starters are compulsory one is asked for (D-044)."""
    content, own = peer_content(), " ".join(words.split())
    known = {one.key: one.name for one in content.starters}
    if starter not in known and content.help_at(level) == Help.COMPULSORY:
        raise Refused(_("Choose how your sentence begins. It helps to say it kindly and clearly."))
    if not own:
        raise Refused(_("Finish your sentence: what do you see?"))
    return f"{known[starter]} {own}" if starter in known else own


def _check_open(round: PeerRound, criterion: PeerCriterion, is_adult: bool, on: date) -> None:
    if is_adult:
        raise NotVisible(_("There is nothing here for you."))
    if criterion.checked_at is None:
        raise Refused(_("This criterion still waits for your teacher."))
    if round.ends < on:
        raise Refused(_("This round is over: what you say now cannot be used any more."))


@transaction.atomic
def hide_word(*, word: int, by: Viewer) -> PeerWord:
    """Take words out of sight, or bring them back: an adult of the unit moderates."""
    found = PeerWord.objects.filter(pk=word).select_related("criterion__round").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(by, found.criterion.round.unit_id, writing=True)
    found.hidden_at = None if found.hidden_at else timezone.now()
    found.save(update_fields=["hidden_at"])
    settle(criterion=found.criterion_id, receiver=found.receiver_id)
    _record("moderate peer feedback", found.criterion.round, by)
    return found


@transaction.atomic
def use_word(*, word: int, used: str, by: Viewer) -> PeerWord:
    """Mark that the receiver used what was told, and how."""
    mine = Q(receiver=by.person_id, hidden_at=None)
    found = PeerWord.objects.filter(mine, pk=word).select_related("criterion__round").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    found.used, found.used_at = " ".join(used.split())[:300], timezone.now()
    found.save(update_fields=["used", "used_at"])
    _record("use peer feedback", found.criterion.round, by)
    return found


def peers_to_tell(page: RoundPage, viewer: Viewer) -> list[tuple[int, str]]:
    """Return the classmates of the learner that looks, by name."""
    others = [(pk, name) for pk, name in page.names.items() if pk != viewer.person_id]
    return sorted(others, key=lambda one: one[1])


def _record(verb: str, round: PeerRound, by: Viewer) -> None:
    record(verb=verb, on=Reference("feedback.peer_round", str(round.pk)), by=by.person_id)
