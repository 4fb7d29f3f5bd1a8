"""What the compass says to a learner: short sentences that speak of growth and never of others (R7, D-417)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.sentences import Part, parts
from samenwijzer.learning.regulation.talks import Talk, talk_about

#: Contributions smaller than this do not change what one would say; from the second on they weigh clearly.
NOTHING, MUCH = 0.02, 0.1


def sure_choices() -> list[tuple[int, str]]:
    """Return the four answers to *how sure are you?*."""
    return [(1, _("not yet")), (2, _("a little")), (3, _("quite")), (4, _("fully"))]


def step_words() -> dict[int, str]:
    """Return the word of each step of the mastery scale, 0 included."""
    return {0: _("too little seen")} | {step.key: step.name for step in scales().mastery}


@dataclass(frozen=True)
class Beside:
    """How sure a learner says to be, beside what was seen: both as a step with its word, and what that tells."""

    sure: int
    sure_word: str
    seen: int
    seen_word: str
    sentence: str
    talk: Talk | None = None


def beside(*, sure: int, seen: int) -> Beside:
    """Put own confidence beside the step that was seen (0: too little)."""
    word, seen_word = dict(sure_choices())[sure], step_words()[seen]
    return Beside(sure, word, seen, seen_word, _comparison(sure, seen), talk_about(sure=sure, seen=seen))


def _comparison(sure: int, seen: int) -> str:
    if seen == 0:
        return _("We have seen too little of this to put beside it. Just try.")
    if sure > seen:
        return _("You feel surer than what was seen so far. Show what you can do!")
    if sure < seen:
        return _("It already works better than you think. You may be a little surer.")
    return _("What you feel and what was seen match well.")


def reasons(estimate: Estimate | None) -> list[str]:
    """Say in words how what was seen came about: each contribution to the estimate that matters (D-419)."""
    if estimate is None:
        return [_("Nothing was seen of this goal yet. That is why there is nothing to read here.")]
    if estimate.is_fitted:
        start, *moving = parts(estimate)
        told = [part for part in moving if abs(part.amount) >= NOTHING]
        grows = [_("What keeps it lower can still grow.")] if any(part.amount < 0 for part in told) else []
        return [f"{start.sentence}.", *map(_moved, told), *grows]
    found = [_reason(name, amount) for name, amount in estimate.contributions if abs(amount) >= NOTHING]
    return [sentence for sentence in found if sentence]


def _moved(part: Part) -> str:
    """Say what one contribution of the fitted model does."""
    if part.amount > 0:
        return (_("%(why)s: that helps a lot.") if part.amount >= MUCH else _("%(why)s: that helps.")) % {
            "why": part.sentence
        }
    return f"{part.sentence}."


def _reason(name: str, amount: float) -> str:
    much = abs(amount) >= MUCH
    if name == "usual":
        return _("We start where this goal usually starts. That is only a start.")
    if name == "better":
        return _("What went well pushes it up a lot.") if much else _("What went well pushes it up a little.")
    if name == "worse":
        return (
            _("What did not work yet keeps it lower. That can still grow.")
            if much
            else _("What did not work yet keeps it a little lower.")
        )
    if name == "time" and amount < 0:
        return _("It is a while ago. That is why it counts for less now.")
    if name == "time":
        return _("What was difficult is a while ago. That counts for less now.")
    return ""
