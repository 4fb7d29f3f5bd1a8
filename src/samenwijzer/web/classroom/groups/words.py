"""What proposals optimise and what their figures mean, in words a teacher would use."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.learning.groups.basis import Asked
from samenwijzer.learning.groups.models import Grouping, Tie
from samenwijzer.learning.groups.readings import Lowest, Reading, Spread
from samenwijzer.learning.groups.tutoring import Pairing

CLOSE = 10
"""Difference in mean readiness between groups, in points of 100, that still counts as even."""


@dataclass(frozen=True)
class Line:
    """One figure in words; ``good`` where nothing is left to wish."""

    good: bool
    sentence: str


def purposes() -> list[tuple[str, str, str]]:
    """Return each purpose with its title and what it does."""
    return [
        (Grouping.Purpose.INSTRUCTION, _("Extended instruction"), _("who misses the same, small and short")),
        (Grouping.Purpose.COOPERATION, _("Cooperative task"), _("mixed groups, new partners")),
        (Grouping.Purpose.INTEREST, _("By interest"), _("who likes the same, in one context")),
        (Grouping.Purpose.TUTORING, _("Explaining in pairs"), _("one explains, both said yes")),
    ]


def purpose_title(purpose: str) -> str:
    """Return the title of one purpose."""
    return {key: title for key, title, _note in purposes()}[purpose]


def nobody(purpose: str) -> tuple[str, str]:
    """Return what to say, and what to do next, where nobody can be put in a group for this purpose."""
    return {
        Grouping.Purpose.INTEREST: (
            _("Nobody shows what they like yet"),
            _("Learners write it under “About me”. Let them do that first, or choose a cooperative task."),
        ),
        Grouping.Purpose.TUTORING: (
            _("No pair is possible yet"),
            _(
                "A pair needs somebody for whom the goal works and somebody on the way, and the yes of both. Learners "
                "say that under “My groups”."
            ),
        ),
    }.get(
        Grouping.Purpose(purpose),
        (
            _("Nobody seems to need this now"),
            _(
                "For this goal nobody was seen for whom it does not work smoothly. Choose another goal, or all running "
                "goals."
            ),
        ),
    )


def kinds() -> list[tuple[str, str]]:
    """Return what the team can know about two learners."""
    return [
        (Tie.Kind.APART, _("not in one group with")),
        (Tie.Kind.TOGETHER, _("always in one group with")),
        (Tie.Kind.PREFERS, _("likes to work with")),
    ]


def aim(key: str) -> tuple[str, str]:
    """Return what a proposal gives most to: a title and a sentence."""
    return {
        "balance": (_("In balance"), _("Weighs everything: even groups, new partners, somebody liked nearby.")),
        "readiness": (_("Most even groups"), _("Gives most to groups that are equally far.")),
        "spread": (_("Best spread"), _("Gives most to spreading what you ticked over the groups.")),
        "common ground": (_("Most in common"), _("Gives most to sitting with who likes the same.")),
        "pairs": (_("Most pairs"), _("As many pairs as can be, one a step ahead of the other.")),
        "new partners": (_("Most new partners"), _("Gives most to learners who did not sit together yet.")),
        "company": (_("Somebody liked nearby"), _("Gives most to sitting with somebody one likes to work with.")),
        "other": (_("Other pairs"), _("About as good, with other learners together.")),
        "goal": (_("On this goal"), _("Everyone for whom this goal does not work smoothly yet.")),
        "before": (_("First what comes before"), _("Groups by what is missing for this goal.")),
        "smaller": (_("Smaller groups"), _("The same learners, at most three in a group: more attention for each.")),
        "whole": (_("By goal"), _("A group for each running goal that does not work smoothly yet.")),
        "first": (_("One group"), _("One group on the goal that most learners need.")),
    }.get(key, (_("Proposal"), ""))


def lines(reading: Reading, asked: Asked, roles: tuple[int, int] | None) -> list[Line]:
    """Return the figures of an arrangement in words, the purpose's own first.

    ``roles`` is how many can take a role they did not hold yet, of how many; empty where no roles are shared out.
    """
    if reading.pairing:
        return [*_pairing(reading.pairing), _repeats(reading.repeats)]
    if reading.shared:
        found = [_shared(*reading.shared)]
    else:
        found = [_joining(reading, len(asked.here))] if asked.is_instruction else [_even(reading)]
    found.append(_repeats(reading.repeats))
    if reading.lonely is not None:
        found.append(_lonely(reading.lonely))
    if roles:
        found.append(_roles(*roles))
    return found


def sizes(reading: Reading) -> str:
    """Return how many groups of which size there are: “3 groups of 4, 1 of 3”."""
    counted = [(size, reading.sizes.count(size)) for size in sorted(set(reading.sizes), reverse=True)]
    parts = [
        ngettext("%(count)d group of %(size)d", "%(count)d groups of %(size)d", count) % {"count": count, "size": size}
        for size, count in counted
    ]
    return ", ".join(parts)


def compared(now: float, proposed: float) -> str:
    """Return how the score stands beside that of the proposal; lower is better."""
    difference = round(now - proposed)
    if not difference:
        return _("as good as the proposal")
    words = _("%(points)d better than the proposal") if difference < 0 else _("%(points)d less good than the proposal")
    return words % {"points": abs(difference)}


def fairness(reading: Reading) -> list[Line]:
    """Return the equity reading: over the groups, never about one learner (R21)."""
    if not reading.spread:
        return [Line(False, _("Nothing is ticked. Tick for instance who needs support, and read how that is mixed."))]
    return [_spread(one) for one in reading.spread] + [_lowest(one) for one in reading.lowest]


def _lowest(one: Lowest) -> Line:
    words = _("%(trait)s: %(share)d percent of the places in least ready groups, %(overall)d percent of all places.")
    said = {"trait": one.trait.name, "share": one.in_lowest, "overall": one.overall}
    return Line(one.in_lowest <= one.overall, words % said)


def warnings(reading: Reading, asked: Asked) -> list[str]:
    """Return what asks for a conscious choice: broken rules, for whom no adult is left, who is lowest too often."""
    often = [
        _("%(name)s would be in the least ready group for the %(times)dth time running. Choose consciously.")
        % {"name": name, "times": times}
        for name, times in reading.lowest_often
    ]
    left = []
    if reading.waiting:
        words = ngettext(
            "With %(adults)d adult there is no place now for: %(names)s. Ask a colleague, or take them next time.",
            "With %(adults)d adults there is no place now for: %(names)s. Ask a colleague, or take them next time.",
            asked.adults or 1,
        )
        left = [words % {"adults": asked.adults, "names": ", ".join(reading.waiting)}]
    return [*reading.broken, *left, *often]


def _spread(one: Spread) -> Line:
    most = (
        str(one.most)
        if one.fewest == one.most
        else _("%(fewest)d to %(most)d") % {"fewest": one.fewest, "most": one.most}
    )
    words = _("%(trait)s: %(ticked)d of %(learners)d learners, %(range)s in a group.")
    spread = words % {"trait": one.trait.name, "ticked": one.ticked, "learners": one.learners, "range": most}
    fair = _("Every group has a fair share.")
    if one.groups_off:
        fair = ngettext(
            "%(count)d group has more or fewer than its share.",
            "%(count)d groups have more or fewer than their share.",
            one.groups_off,
        ) % {"count": one.groups_off}
    return Line(not one.groups_off, f"{spread} {fair}")


def _joining(reading: Reading, here: int) -> Line:
    words = _("%(joining)d of %(here)d learners join, the others work on.")
    return Line(True, words % {"joining": reading.joining, "here": here})


def _even(reading: Reading) -> Line:
    words = _("Groups differ at most %(points)d points of 100 in mean readiness.")
    return Line(reading.apart <= CLOSE, words % {"points": reading.apart})


def _shared(sharing: int, showing: int) -> Line:
    words = _("%(sharing)d of the %(showing)d learners who show what they like sit with somebody who likes the same.")
    return Line(sharing == showing, words % {"sharing": sharing, "showing": showing})


def _pairing(one: Pairing) -> list[Line]:
    words = _("In %(gap)d of %(pairs)d pairs the goal works for one and not smoothly yet for the other.")
    found = [Line(one.with_gap == one.pairs, words % {"gap": one.with_gap, "pairs": one.pairs})]
    if one.unheard:
        words = ngettext(
            "%(count)d learner who asked for an explanation is in no pair.",
            "%(count)d learners who asked for an explanation are in no pair.",
            one.unheard,
        )
        found.append(Line(False, words % {"count": one.unheard}))
    return found


def _roles(new: int, seated: int) -> Line:
    words = _("%(new)d of %(seated)d learners can take a role they did not have yet.")
    return Line(new == seated, words % {"new": new, "seated": seated})


def _repeats(count: int) -> Line:
    if not count:
        return Line(True, _("Nobody sat together before this school year."))
    words = ngettext("%(count)d pair sat together before.", "%(count)d pairs sat together before.", count)
    return Line(False, words % {"count": count})


def _lonely(count: int) -> Line:
    if not count:
        return Line(True, _("Everyone sits with somebody they like to work with."))
    words = ngettext(
        "%(count)d learner without somebody they like to work with.",
        "%(count)d learners without somebody they like to work with.",
        count,
    )
    return Line(False, words % {"count": count})
