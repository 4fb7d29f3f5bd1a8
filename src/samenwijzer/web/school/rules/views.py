"""The rules of a school year: amounts, what changed since last year, and which screens that reaches (D-010)."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.year_rules import YearRule, all_year_rules, changes, reached, year_rules
from samenwijzer.web.school.policy.programmes import hours_in
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/rules/templates"


def _titles() -> dict[str, str]:
    return {"year_rules": _("Rules of the school year"), "school_costs": _("What may it cost?")}


def _shown(rule: YearRule) -> dict[str, object]:
    language = get_language() or "nl"
    return {"rule": rule, "title": rule.title.in_language(language), "unit": rule.unit.in_language(language)}


@require_safe
@screen
def rules(request: ViewerRequest) -> HttpResponse:
    """Show what holds in a school year and what changed."""
    known, asked = all_year_rules(), request.GET.get("jaar", "")
    year = SchoolYear(int(asked)) if asked.isdecimal() and len(asked) == 4 else SchoolYear.of(request.viewer.on)
    found = year_rules(year)
    before = year_rules(found.year.previous) if found else None
    changed = changes(before, found) if found and before and before != found else []
    titles = _titles()
    context = {
        "found": found,
        "is_older": bool(found and found.year != year),
        "rules": [_shown(rule) for rule in found.rules] if found else [],
        "changes": [_shown(one.rule) | {"before": one.before, "after": one.after} for one in changed],
        "reached": [(titles.get(name, name), reverse(name)) for name in reached(changed)],
        "before": before,
        "years": [one.year for one in known],
    }
    return render(request, f"{TEMPLATES}/rules.html", context)


@require_safe
@screen
def costs(request: ViewerRequest) -> HttpResponse:
    """Weigh what one wants to ask of a family against what may be asked this school year."""
    found = year_rules(SchoolYear.of(request.viewer.on))
    ceilings = [_shown(rule) for rule in found.rules if rule.key.startswith("maximumfactuur.")] if found else []
    asked = [text for text in request.GET.getlist("bedrag") if text.strip()]
    total = sum((hours_in(text) for text in asked), Decimal())
    lines = [one | {"left": one["rule"].value - total} for one in ceilings if isinstance(one["rule"], YearRule)]
    context = {"found": found, "lines": lines, "asked": asked, "total": total, "fields": range(4)}
    return render(request, f"{TEMPLATES}/costs.html", context)
