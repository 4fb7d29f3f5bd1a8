"""The words of the school compass."""

from django.utils.translation import gettext as _

from samenwijzer.practice.documents.goal_queries import GoalLine, GoalState, number


def state_word(state: GoalState) -> str:
    """Return where a goal stands, in a word or two."""
    return {
        GoalState.UNMEASURED: _("not measured yet"),
        GoalState.AWAY: _("not further yet"),
        GoalState.ON_THE_WAY: _("on the way"),
        GoalState.REACHED: _("reached"),
    }[state]


def reading(line: GoalLine) -> str:
    """Return what was measured of a goal in one sentence."""
    scale = f" {line.goal.scale}" if line.goal.scale else ""
    said = {
        "measure": line.goal.measure,
        "from": number(line.goal.baseline) + scale,
        "now": number(line.points[-1][1]) + scale,
        "to": number(line.goal.target) + scale,
    }
    if line.state == GoalState.UNMEASURED:
        return _("%(measure)s: %(from)s at the start; we aim for %(to)s. Nothing was measured since.") % said
    return _("%(measure)s: from %(from)s to %(now)s; we aim for %(to)s.") % said
