"""The gallery: every component in every state, for whoever builds a screen and for the accessibility check."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from samenwijzer.web.components.drawings import STEPS, icons, pictures

COMPONENTS = Path(__file__).resolve().parent.parent / "components"


class ExampleForm(forms.Form):
    """One field of each sort, filled in wrongly on purpose to show what an error looks like."""

    name = forms.CharField(label=_("Name"), help_text=_("As the class says it."))
    day = forms.DateField(label=_("Day"))
    note = forms.CharField(label=_("What did you see?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(label=_("Year"), choices=[("3", "L3"), ("4", "L4")])
    shared = forms.BooleanField(label=_("Share with the core team"), required=False)


@dataclass(frozen=True)
class Example:
    """One component and the template that shows its states."""

    name: str
    template: str


def _words() -> dict[str, Any]:
    """Return the arguments of the examples that a template cannot write itself."""
    scale = [_("too little seen"), _("not yet"), _("beginning"), _("independent"), _("elsewhere too")]
    notes = ["", _("with help, part of it works"), _("with a nudge"), _("in this task"), _("applies it unprompted")]
    sure = [_("not yet"), _("a little"), _("quite"), _("completely")]
    return {
        "scale": list(enumerate(scale)),
        "seen": [(step, scale[step], notes[step]) for step in STEPS if step],
        "confidence": list(enumerate(sure, start=1)),
        "phases": [_("Choose a file"), _("Look it over"), _("Bring it in")],
        "trail": [("De Horizon", "#breadcrumbs"), ("Basisschool De Vuurtoren", "#breadcrumbs"), ("L3A", "")],
        "seats": [
            {"name": "Orion", "about": "", "members": [(1, "Noor", True), (2, "Ilyas", False)]},
            {"name": "Lier", "about": _("telling the time"), "members": [(3, "Mila", False)]},
        ],
        "rest": [(4, "Jef", False)],
        "scale_levels": [
            (1, _("starting"), "", _("Some teachers plan together."), False),
            (2, _("under way"), "", _("Most teams plan together."), False),
            (3, _("as expected"), "", _("Every team plans together."), True),
            (4, _("inspiring"), "", _("Learners plan along."), False),
        ],
        "goals": [_("telling the time"), _("comparing fractions with a different denominator"), "A", "B", "C"],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the examples of all components on one page."""
    examples = [
        Example(folder.parent.name, f"components/{folder.parent.name}/example.html")
        for folder in sorted(COMPONENTS.glob("*/example.html"))
    ]
    context: dict[str, Any] = {
        **_words(),
        "examples": examples,
        "icon_names": sorted(icons()),
        "picture_names": sorted(pictures()),
        "steps": STEPS,
        "form": ExampleForm({"name": "Noor", "day": "gisteren", "note": "Met strookjes lukt het.", "level": "3"}),
    }
    return render(request, "entrance/templates/gallery.html", context)
