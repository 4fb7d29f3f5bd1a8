"""Template tags of the design system: what a template alone cannot say, or not fast enough."""

from collections.abc import Iterable
from typing import Any

import segno
from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samenwijzer.learning.groups.pack import Phase, equity_question
from samenwijzer.web.components.drawings import GridCell, icons, percent, pictures
from samenwijzer.web.stylesheet import stylesheet

register = template.Library()
NARROWEST = 2  # percent of the track: narrower than that would not be seen
SHARED = ("request", "csrf_token", "viewer")


@register.simple_block_tag(takes_context=True, end_name="endcomponent")
def component(context: Context, content: str, name: str, **arguments: Any) -> SafeString:
    """Render the component ``name`` around the content of the block, with ``arguments`` and nothing else."""
    assert context.template is not None  # a tag is only ever rendered by a template  # noqa: S101
    frame = context.template.engine.get_template(f"components/{name}/{name}.html")
    shared = {key: context[key] for key in SHARED if key in context}
    return frame.render(context.new({**shared, **arguments, "content": content}))


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Draw an icon; without a ``label`` it is decoration and silent. ``size`` is empty, ``small`` or ``large``."""
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    kind = f"icon icon-{size}" if size else "icon"
    drawing = mark_safe(icons()[name])
    return format_html('<svg class="{}" viewBox="0 0 24 24" {} focusable="false">{}</svg>', kind, voice, drawing)


@register.inclusion_tag("components/equity/equity.html")
def equity(phase: str) -> dict[str, str]:
    """Ask what the pack asks about equal chances at ``phase``: plan, group, assess or decide (D-173)."""
    return {"phase": phase, "question": equity_question(Phase(phase))}


@register.simple_tag
def picture(name: str) -> SafeString:
    """Draw a picture for learners; silent, because the button or the figure around it says what it is."""
    frame = '<svg class="picture" viewBox="0 0 96 96" aria-hidden="true" focusable="false">{}</svg>'
    return format_html(frame, mark_safe(pictures()[name]))


@register.simple_tag
def pie(step: int) -> SafeString:
    """Draw the shape of a mastery step, 0 (too little seen) to 4; silent, so it stands beside a word."""
    return format_html('<svg class="pie" aria-hidden="true" focusable="false"><use href="#pie-{}"/></svg>', step)


@register.simple_tag
def cell(
    step: int,
    label: str,
    href: str = "",
    *,
    uncertain: bool = False,
    new: bool = False,
    chosen: bool = False,
) -> SafeString:
    """Draw one cell of a class grid; for whole rows, ``cells`` is faster."""
    return GridCell(step, label, href, uncertain, new, chosen).draw()


@register.simple_tag
def cells(row: Iterable[GridCell]) -> SafeString:
    """Draw the cells of one row of a class grid."""
    return mark_safe("".join(one.draw() for one in row))


@register.inclusion_tag("components/interval/interval.html")
def interval(low: float, high: float, mean: float, step: int = 2, sentence: str = "") -> dict[str, Any]:
    """Draw a chance with its uncertainty as a width; all three are shares in [0, 1].

    Something else than a chance to succeed says in ``sentence`` what it is.
    """
    left, right, middle = percent(low), percent(high), percent(mean)
    chance = _("Chance to succeed: between %(low)d and %(high)d percent, most likely %(mean)d percent")
    return {
        "left": min(left, 100 - NARROWEST),
        "width": max(right - left, NARROWEST),
        "middle": middle,
        "step": step,
        "sentence": sentence or chance % {"low": left, "high": right, "mean": middle},
    }


@register.simple_tag
def qr(address: str, *, small: bool = False) -> SafeString:
    """Draw a QR code that opens ``address`` (complete, with its host), for paper; silent, so it stands beside words."""
    code = segno.make(address, error="l", micro=False)
    drawing = code.svg_inline(omitsize=True, border=2, svgclass="qr qr-small" if small else "qr", lineclass=None)
    return mark_safe(drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


@register.simple_tag
def module(name: str) -> SafeString:
    """Load the ES module of the component ``name``."""
    return format_html('<script type="module" src="{}"></script>', static(f"components/{name}/{name}.js"))


@register.simple_tag
def stylesheet_link() -> SafeString:
    """Link the one stylesheet of the product."""
    return format_html('<link rel="stylesheet" href="{}">', reverse("stylesheet", args=[stylesheet().digest]))
