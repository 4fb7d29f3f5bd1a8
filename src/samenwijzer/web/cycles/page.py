"""One phase of a cycle on a page, for everybody who works in phases."""

from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.practice.cycles.models import Draft
from samenwijzer.practice.cycles.pack import Scope
from samenwijzer.practice.cycles.queries import Work, draft_of
from samenwijzer.web.cycles.fields import fields_of, heading_of, shown_of
from samenwijzer.web.shell import ViewerRequest


def scope_words() -> dict[str, str]:
    """Return who reads a phase, in words."""
    return {
        Scope.PRIVATE.value: _("only who takes part"),
        Scope.GUIDES.value: _("also the adults who guide me at school"),
        Scope.COLLEAGUES.value: _("also my colleagues"),
        Scope.CLASS.value: _("also the learners of my class"),
    }


def phase_page(request: ViewerRequest, work: Work, *, mode: str = "full") -> dict[str, Any]:
    """Return what the page of a cycle shows: the phase asked for (the one that is on otherwise), and what stood before.

    With ``?alles=1`` the prompts that have faded are unfolded.
    """
    asked_for = request.GET.get("fase", "")
    now = work.phase(asked_for) if asked_for else work.now
    if now is None:
        raise Http404
    language = get_language() or "nl"
    draft = draft_of(work=work, phase=now.phase.key, viewer=request.viewer)
    written = draft.fields if draft else None
    others = [one for one in work.phases if one.phase.key != now.phase.key]
    return {
        "work": work,
        "now": heading_of(now, language, mode),
        "phase": now,
        "stops": [heading_of(one, language, mode) for one in work.phases],
        "fields": fields_of(now.asked, work=work, mode=mode, draft=written),
        "folded": fields_of(now.folded, work=work, mode=mode, draft=written),
        "unfolded": request.GET.get("alles") == "1",
        "is_last": now.phase.key == work.phases[-1].phase.key,
        "check_ins": [(one, [shown_of(asked, mode) for asked in one.answers]) for one in now.check_ins],
        "elsewhere": [
            (heading_of(one, language, mode), [shown_of(asked, mode) for asked in one.answered])
            for one in others
            if one.answered
        ],
        "seen": (written or {}).get("seen") or work.newest_answer,
        "kept_at": _stamp(draft, work),
        "scopes": [(one.value, scope_words()[one.value]) for one in work.template.scopes],
        "mode": mode,
    }


def _stamp(draft: Draft | None, work: Work) -> str:
    """Return what tells this state of the form from any other: when its draft, or else an answer, was last kept."""
    if draft:
        return draft.at.isoformat()
    said = [one.last.at for phase in work.phases for one in phase.answered if one.last]
    notes = [one.at for phase in work.phases for one in phase.check_ins]
    return max([*said, *notes], default=work.cycle.started_at).isoformat()
