"""What an indicator says, in one sentence each: the same message as its chart (D-230)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.instruments.scales.pack import said
from samenwijzer.quality.indicators.queries import Line, Point
from samenwijzer.web.school.indicators.drawing import percents
from samenwijzer.web.school.indicators.funnel import Funnel


def answer(line: Line) -> str:
    """Return the answer to the question of an indicator."""
    last = line.last
    if not line.definition.measure:
        return _("No source yet: nothing in Samenwijzer tells this. The card says what would be counted.")
    if last is None:
        if line.definition.measure == "handed":
            return _("Not handed in yet by a school.")
        return _("Not counted yet.")
    if not last.is_shown:
        return _("Too few learners to show a figure.")
    return figure(last)


def distance(line: Line) -> str:
    """Return how far the newest figure stands from the target that was set; empty without one (D-244)."""
    target, last = line.definition.target, line.last
    if target is None:
        return ""
    if last is None or last.value is None:
        return _("Target: %(target)s %%.") % {"target": target}
    left = target - percents(last)[0]
    if left <= 0:
        return _("Target: %(target)s %%, reached.") % {"target": target}
    return ngettext(
        "Target: %(target)s %%. Still %(left)s percentage point to go.",
        "Target: %(target)s %%. Still %(left)s percentage points to go.", left,
    ) % {"target": target, "left": left}  # fmt: skip


def funnel_answer(drawn: Funnel) -> str:
    """Return what a funnel says: who lies further from the whole than chance explains, by name and in no order."""
    outside = sorted(one.name for one in drawn.outside)
    if not outside:
        return _("Chance alone can explain every difference here. There is no order to read in it.")
    return _("Further from the whole than chance explains: %(names)s. For the others chance can explain it.") % {
        "names": ", ".join(outside)
    }


def funnel_example(drawn: Funnel) -> str:
    """Return one point of a funnel, read aloud."""
    one = min(drawn.marks, key=lambda mark: mark.name)
    side = (
        _("inside the funnel, so chance can explain it") if one.is_inside else _("outside it: ask what happens there")
    )
    told = _("%(name)s: %(percent)s %% of %(of)s learners, where all together come to %(whole)s %%. That is %(side)s.")
    return told % {
        "name": one.name, "percent": one.percent, "of": one.of, "whole": drawn.whole, "side": side,
    }  # fmt: skip


def figure(one: Point) -> str:
    """Return one figure with its size and interval."""
    value, low, high = percents(one)
    return _("%(count)s of %(of)s learners in %(year)s: %(value)s %%, surely between %(low)s and %(high)s %%.") % {
        "count": one.count,
        "of": one.of,
        "year": SchoolYear(one.year),
        "value": value,
        "low": low,
        "high": high,
    }


def signal(line: Line) -> tuple[str, str]:
    """Return the word and the reason of what the last year says; empty where nothing can be said."""
    if line.signal == "unknown" and len(line.runs) > 1:
        return _("not comparable"), _("The definition changed: years before and after it are not compared.")
    return signal_words(line.signal)


def signal_words(state: str) -> tuple[str, str]:
    """Return the word and the reason of a signal; empty where nothing can be said."""
    if state == "unknown":
        return "", ""
    return {
        "steady": (_("stays level"), _("About as in the years before.")),
        "better": (_("better"), _("Better than before, more than chance explains.")),
        "uncertain": (
            _("uncertain"),
            _("Less good than before, but one year of so few learners may be chance. Look again next year."),
        ),
        "alarm": (
            _("look at this together"),
            _("Less good than before, more than chance explains. What do you see yourselves?"),
        ),
    }[state]


def break_sentences(line: Line) -> list[str]:
    """Return for each break in the series from when on it is counted otherwise, and how."""
    versions = {one.number: one for one in line.definition.versions}
    told = []
    for run in line.runs[1:]:
        change = versions[run[0].version].change if run[0].version in versions else None
        told.append(
            _("From %(year)s on it is counted otherwise.") % {"year": SchoolYear(run[0].year)}
            + (f" {said(change)}" if change else "")
        )
    return told


def handing_in(line: Line) -> str:
    """Return of how many schools a figure holds counts, where schools hand them in; empty otherwise."""
    if line.schools is None or line.definition.measure != "handed" or line.last is None:
        return ""
    there, schools = line.schools
    return ngettext(
        "Handed in by %(there)s of %(schools)s school for this year. The others are not in the figure.",
        "Handed in by %(there)s of %(schools)s schools for this year. The others are not in the figure.", schools,
    ) % {"there": there, "schools": schools}  # fmt: skip


def adding_up(line: Line) -> str:
    """Return how the parts make the total, exactly or with what is not shown (D-245)."""
    last = line.last
    if not line.parts or last is None or last.of is None:
        return ""
    if line.rest is None:
        return _("Together they make %(count)s of %(of)s, the figure above.") % {"count": last.count, "of": last.of}
    count, of = line.rest
    return _(
        "%(hidden)s are not shown: too few learners. Together those come to %(count)s of %(of)s; with the others that "
        "makes %(total)s of %(all)s, the figure above."
    ) % {"hidden": line.hidden, "count": count, "of": of, "total": last.count, "all": last.of}
