"""The parts of every screen, through the templates that use them."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.learning.regulation.pack import Picture
from samenwijzer.web.components import tags
from samenwijzer.web.components.drawings import GridCell, pictures
from samenwijzer.web.stylesheet import stylesheet

pytestmark = pytest.mark.urls("tests.web.addresses")
COMPONENTS = Path(tags.__file__).parent
NAMES = sorted(file.parent.name for file in COMPONENTS.glob("*/example.html"))


def draw(source: str, **context: object) -> str:
    with translation.override("en"):
        return engines["django"].from_string(source).render(context)


def test_the_gallery_shows_every_component(db: None) -> None:
    page = Client(headers={"accept-language": "en"}).get(reverse("gallery")).content.decode()
    assert [name for name in NAMES if f'id="{name}"' not in page] == []
    assert len(NAMES) >= 20


def test_every_component_has_an_example() -> None:
    folders = {file.parent.name for file in COMPONENTS.glob("*/*.html")}
    assert folders - set(NAMES) == set()


def test_the_stylesheet_holds_every_component() -> None:
    css = stylesheet().text
    assert [file for file in COMPONENTS.glob("*/*.css") if file.read_text() not in css] == []


def test_colours_are_named_in_one_place() -> None:
    """What brings its own colour does not follow the dark, print or forced colours."""
    named = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\((?!16 29 52|255 255 255|11 21 36)", re.IGNORECASE)
    sheets = set(COMPONENTS.parent.rglob("*.css")) - {COMPONENTS / "tokens.css"}
    assert [sheet.name for sheet in sheets if named.search(sheet.read_text())] == []


def test_an_icon_is_silent_unless_it_says_something() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "star" %}')
    assert 'role="img" aria-label="new &amp; shiny"' in draw('{% icon "star" label=label %}', label="new & shiny")


def test_an_icon_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw('{% icon "unicorn" %}')


def test_every_picture_the_pack_may_name_is_drawn_and_silent() -> None:
    assert pictures().keys() == set(Picture)
    assert 'aria-hidden="true"' in draw('{% picture "snail" %}')


def test_a_component_sees_its_arguments_and_its_content_and_nothing_else() -> None:
    source = '{% component "card" title="Mine" %}<p>{{ note }}</p>{% endcomponent %}'
    card = draw(source, note="inside <i>", kind="now", title="not this")
    assert "<h2>Mine</h2>" in card
    assert "<p>inside &lt;i&gt;</p>" in card
    assert "card-now" not in card


def test_a_button_with_an_address_is_a_link() -> None:
    source = '{% include "components/button/button.html" with label="Go" href=href only %}'
    assert "<a " in draw(source, href="/x/")
    assert 'type="submit"' in draw(source)


@pytest.mark.parametrize("kind", ["support", "challenge", "review", "feedback", "quiet"])
def test_a_need_has_a_shape_and_a_word(kind: str) -> None:
    tag = draw('{% include "components/tag/tag.html" with kind=kind only %}', kind=kind)
    assert "<svg" in tag
    assert kind in re.sub(r"<[^>]+>", "", tag)


@pytest.mark.parametrize("step", range(5))
def test_a_step_has_a_shape_and_a_word(step: int) -> None:
    source = '{% include "components/status/status.html" with step=step title="beginning" uncertain=True only %}'
    status = draw(source, step=step)
    assert f"#pie-{step}" in status
    assert "beginning" in status
    assert "still uncertain" in status


def test_a_cell_says_what_it_shows_and_opens_the_evidence() -> None:
    cell = draw("{% cell 2 label href uncertain=True new=True chosen=True %}", label='Noor "B"', href="/a?b=1&c=2")
    assert cell.startswith('<td class="cell" data-step="2" data-uncertain data-new data-chosen>')
    assert 'aria-label="Noor &quot;B&quot;"' in cell
    assert 'href="/a?b=1&amp;c=2" tabindex="-1"' in cell


def test_a_cell_without_evidence_to_open_is_no_link() -> None:
    cell = draw('{% cell 0 "Noor" %}')
    assert "<a" not in cell
    assert 'role="img" aria-label="Noor"' in cell


def test_a_row_of_cells_is_its_cells_one_by_one() -> None:
    row = [GridCell(1, "A", "/a/", uncertain=True), GridCell(4, "<b>", new=True)]
    one_by_one = '{% cell 1 "A" "/a/" uncertain=True %}{% cell 4 label new=True %}'
    assert draw("{% cells row %}", row=row) == draw(one_by_one, label="<b>")
    assert "<b>" not in draw("{% cells row %}", row=row)


@given(shares=st.tuples(*[st.floats(min_value=0, max_value=1)] * 3).map(sorted))
def test_an_interval_stays_on_its_track_and_holds_its_mean(shares: list[float]) -> None:
    low, mean, high = shares
    drawn = tags.interval(low, high, mean)
    assert 0 <= drawn["left"] <= drawn["left"] + drawn["width"] <= 100
    assert drawn["left"] <= drawn["middle"] <= drawn["left"] + drawn["width"]


def test_an_interval_speaks() -> None:
    assert "between 18 and 44 percent, most likely 30 percent" in draw("{% interval 0.18 0.44 0.3 %}")


class Note(forms.Form):
    """One field with everything."""

    day = forms.DateField(label="Day", help_text="Today or earlier")


def test_a_field_ties_its_help_and_its_error_to_the_input() -> None:
    field = draw('{% include "components/field/field.html" with field=form.day only %}', form=Note({"day": "?"}))
    described = re.search(r'aria-describedby="([^"]+)"', field)
    assert described
    assert all(f'id="{name}"' in field for name in described.group(1).split())
    assert 'aria-invalid="true"' in field
    assert '<label for="id_day">' in field


def test_progress_without_a_known_end_claims_no_value() -> None:
    source = (
        '{% include "components/progress/progress.html" with label="Results" words=words value=value max=max only %}'
    )
    assert "value=" not in draw(source, words="reading")
    assert 'value="3" max="9"' in draw(source, words="3 of 9", value=3, max=9)


def test_steps_say_which_are_done_and_which_is_now() -> None:
    steps = draw('{% include "components/steps/steps.html" with label="Import" items=items now=2 only %}', items="abc")
    assert steps.count('data-state="done"') == steps.count('aria-current="step"') == 1
    assert 'aria-label="done"' in steps


def test_the_last_breadcrumb_is_this_page() -> None:
    trail = draw(
        '{% include "components/breadcrumbs/breadcrumbs.html" with items=items only %}',
        items=[("School", "/s/"), ("L3A", "/c/")],
    )
    assert '<a href="/s/">School</a>' in trail
    assert '<span aria-current="page">L3A</span>' in trail


def test_choices_are_radio_buttons_with_the_chosen_one_checked() -> None:
    choices = [(1, "not yet", "with help"), (2, "beginning")]
    source = (
        '{% include "components/segmented/segmented.html" with legend="Seen" name="seen" choices=c chosen=2 only %}'
    )
    segmented = draw(source, c=choices)
    assert re.findall(r'value="(\d)"( checked)?', segmented) == [("1", ""), ("2", " checked")]
    assert "<small>with help</small>" in segmented


def test_trouble_is_read_aloud_at_once_when_asked() -> None:
    notice = '{% include "components/notice/notice.html" with kind="trouble" sentence="No roster" alert=alert only %}'
    assert 'role="alert"' in draw(notice, alert=True)
    assert "role=" not in draw(notice).replace('role="img"', "")
