"""What a round of offers looks like in words."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenwijzer.foundation.packs import Text
from samenwijzer.learning.groups.flex.boards import Planned
from samenwijzer.learning.groups.flex.readings import PlanReading
from samenwijzer.practice.offers.models import Moved, Offer, Placement, Proposal, Round
from samenwijzer.practice.offers.pack import OfferKind, offer_kinds
from samenwijzer.practice.offers.queries import Offered
from samenwijzer.web.classroom.groups.words import Line


def spoken(text: Text) -> str:
    """Return a text of the pack in the language in use."""
    return text.in_language(get_language() or "nl")


def kind_of(one: Round) -> OfferKind:
    """Return what the pack says of the kind of a round."""
    return offer_kinds().kind(one.kind)


def forms(kind: OfferKind) -> list[tuple[str, str, str]]:
    """Return the forms of a kind: key, title and icon."""
    return [(one.key, spoken(one.title), one.icon) for one in kind.forms]


def freedoms(kind: OfferKind) -> list[tuple[str, str, str]]:
    """Return how free learners can be: key, title and what it means."""
    return [(one.key.value, spoken(one.title), spoken(one.note)) for one in kind.freedoms]


def choices() -> list[tuple[str, str]]:
    """Return who may choose an offer by itself."""
    return [
        (Offer.Choice.EVERYBODY.value, _("everybody it is for")),
        (Offer.Choice.OWN_GOAL.value, _("who has one of these goals open")),
        (Offer.Choice.PLACED.value, _("nobody: we place people here")),
    ]


def why(place: Placement) -> str:
    """Return why somebody is where they are, in a few words."""
    if place.why == Placement.Why.NEED and place.goal:
        return _("needs: %(goal)s") % {"goal": place.goal}
    return {
        Placement.Why.CHOSEN.value: _("chose this"),
        Placement.Why.PLACED.value: _("placed by the team"),
        Placement.Why.NEED.value: _("needs this"),
        Placement.Why.WISH.value: _("wished for this"),
        Placement.Why.LEFT.value: _("for variety"),
    }[place.why]


def proposed(one: Proposal) -> str:
    """Return what a proposal gives, and how good it provably is."""
    count = ngettext("A proposal for %(count)d place.", "A proposal for %(count)d places.", one.places)
    proof = _("No plan is more than %(percent)s percent better.") % {
        "percent": f"{100 * one.gap:.1f}".replace(".", ",")
    }
    return f"{count % {'count': one.places}} {proof}"


def moves(found: Planned) -> list[tuple[str, Moved, str]]:
    """Return who moves: the name, from where to where, and why there."""
    return [
        (name, one, why(Placement(offer=one.after, why=one.why)) if one.after else _("no room anywhere yet"))
        for name, one in found.lines
    ]


def open_conditions(offered: Sequence[Offered]) -> list[str]:
    """Return what still has to be settled before the offers can take place: role, room, timetable."""
    found = []
    for one in offered:
        title = {"offer": one.offer.title}
        if "adult" in one.is_short:
            found.append(_("%(offer)s: nobody guides it yet") % title)
        if "room" in one.is_short:
            found.append(_("%(offer)s: no room yet") % title)
        for name in one.clashes:
            found.append(_("%(offer)s: %(what)s is needed elsewhere at the same moment") % (title | {"what": name}))
        for person in one.away:
            found.append(_("%(offer)s: %(name)s is absent that day") % (title | {"name": person}))
    return found


def plan_lines(reading: PlanReading) -> list[Line]:
    """Return what a plan is worth, need first: the order in which a proposal chooses."""
    lines = [
        Line(
            reading.needs.part == reading.needs.whole,
            _("%(part)d of %(whole)d needs for a goal are met.") % vars(reading.needs),
        )
        if reading.needs.whole
        else Line(True, _("Nobody was seen who clearly needs one of these goals.")),
        Line(
            reading.seats.part == reading.seats.whole,
            _("%(part)d of %(whole)d places of learners are filled.") % vars(reading.seats),
        ),
    ]
    if reading.wishes.whole:
        lines.append(Line(reading.wishes.part == reading.wishes.whole, _wishes(reading)))
    return lines


def _wishes(reading: PlanReading) -> str:
    return _("%(part)d of %(whole)d wishes came true.") % vars(reading.wishes)


def bases_line(reading: PlanReading) -> str:
    """Return on what the places rest: readiness, interest and variety (R18)."""
    return _("%(need)d places rest on what somebody needs, %(choice)d on own choice, %(variety)d bring variety.") % {
        "need": reading.by_need,
        "choice": reading.by_choice,
        "variety": reading.by_variety,
    }


def fairness(reading: PlanReading) -> list[Line]:
    """Return how much is instruction (R4), and whether who needs support chooses as much as the others (R21)."""
    found = [
        Line(
            reading.teaching.percent >= reading.least_teaching,
            _("%(percent)d percent of the places is instruction, practice or review.")
            % {"percent": reading.teaching.percent},
        )
    ]
    if reading.had_wish:
        need, rest = reading.had_wish
        words = _("Of who has a need, %(need)d percent is somewhere of own choice; of the others %(rest)d percent.")
        found.append(Line(need.percent + 20 >= rest.percent, words % {"need": need.percent, "rest": rest.percent}))
    return found


def places_left(offer: Offer) -> str:
    """Return how many places are left, in words."""
    if offer.left < 1:
        return _("full")
    return ngettext("%(count)d place left", "%(count)d places left", offer.left) % {"count": offer.left}
