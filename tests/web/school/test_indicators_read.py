"""A chart says the same to the ear as to the eye, in colours that are seen, with how to read it beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.web import components
from samenwijzer.web.school.indicators import drawing
from tests.web.school.test_indicators import keep, page
from tests.worlds import World

STYLES = Path(drawing.__file__).parent / "templates" / "indicators.css"
TOKENS = Path(components.__file__).parent / "tokens.css"
#: Contrast WCAG 2.2 asks of what is drawn (1.4.11) and of words (1.4.3).
DRAWN, WORDS = 3.0, 4.5
#: Lines behind the drawing and the bands of the funnel: their edge is said in words and read from the marks.
BEHIND = {"indicator-trend-grid", "indicator-funnel-far", "indicator-funnel-near"}


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours() -> dict[str, tuple[str, str]]:
    """Return each token as it is by day and by night."""
    found = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", TOKENS.read_text()):
        hexes = re.findall(r"#[0-9a-f]{6}", value)
        if hexes:
            found[name] = (hexes[0], hexes[-1])
    return found


def drawn_styles() -> Iterator[tuple[str, str]]:
    """Yield each class of a chart that carries meaning with the token it is drawn in."""
    for name, rule in re.findall(r"\.(indicator-(?:trend|funnel)[\w-]*) \{([^}]*)\}", STYLES.read_text()):
        token = re.search(r"(?:stroke|fill): var\(--([\w-]+)\)", rule)
        if token and name not in BEHIND:
            assert "opacity" not in rule, name
            yield name, token[1]


def charts(shown: str, kind: str) -> list[str]:
    """Return the drawings of one kind on a page."""
    return re.findall(rf'<svg class="{kind}".*?</svg>', shown)


@pytest.mark.demand("D-230")
def test_who_hears_a_chart_gets_its_message_and_its_colours_are_seen(world: World) -> None:
    series = ((2023, 150, 1), (2024, 162, 1), (2025, 101, 1), (2026, 180, 2))
    for year, count, version in series:
        keep(world.school, "leerplandoelen", year, count, 240, version)
        keep(world.school, "basisgeletterdheid", year, count, 240)
    shown = page(world.client_of(world.head), "unit_indicators", world.school.pk)
    found = charts(shown, "indicator-trend")
    assert len(found) == 2
    for one in found:
        said = re.search(r'aria-label="([^"]+)"', one)
        assert said and 'role="img"' in one
        heard = [tuple(map(int, row)) for row in re.findall(r": (\d+) % \((\d+) – (\d+) %\)", said[1])]
        marks = re.findall(r'y1="(\d+)" y2="(\d+)"/><circle class="indicator-trend-dot" cx="\d+" cy="(\d+)"', one)
        floor, span = drawing.HEIGHT - drawing.BOTTOM, drawing.HEIGHT - drawing.BOTTOM - drawing.TOP
        seen = [tuple(100 * (floor - int(at)) / span for at in (dot, low, high)) for high, low, dot in marks]
        assert len(heard) == len(seen) == len(series)
        for told, drawn in zip(heard, seen, strict=True):
            assert told == pytest.approx(drawn, abs=1.5)
        # The answer, the signal and the break stand in the words beside it as well.
        answer = re.search(r"180 van de 240 leerlingen[^<]*?%\.", shown.split(one)[0].rsplit("<article", 1)[1])
        assert answer and answer[0] in said[1]
        assert one.count('class="indicator-trend-break"') == said[1].count("tellen we anders")
        assert one.count('class="indicator-trend-target"') == said[1].count("Doel: 100 %.")
    assert sum(one.count('class="indicator-trend-break"') for one in found) == 1

    tokens = colours()
    styles = dict(drawn_styles())
    assert {"indicator-trend-dot", "indicator-trend-word", "indicator-funnel-outside"} <= styles.keys()
    for name, token in styles.items():
        least = WORDS if name == "indicator-trend-word" else DRAWN
        for time in (0, 1):
            assert contrast(tokens[token][time], tokens["card"][time]) >= least, (name, time)


@pytest.mark.demand("D-183", partly="charts of school and group figures; the marks on pages of learners have a legend")
def test_beside_every_chart_of_figures_stands_how_to_read_it_with_one_worked_example(world: World) -> None:
    for number, count in enumerate((60, 45, 80)):
        school = create_unit(kind="school", name=f"BS {'ABC'[number]}", parent=world.school_group, by=None)
        keep(school, "schoolverandering", 2025, count, 240)
    keep(world.school, "zittenblijven", 2025, 20, 240)
    director = world.client_of(world.general_director)
    for unit in (world.school, world.school_group):
        shown = page(director, "unit_indicators", unit.pk)
        drawn = charts(shown, "indicator-trend") + charts(shown, "indicator-funnel")
        assert len(drawn) == (1 if unit == world.school else 3)
        for one in drawn:
            after = shown.split(one)[1].split("<svg class=")[0]
            how = after.split("Hoe lees ik dit?", 1)[1].split("</details>", 1)[0]
            assert re.search(r"Bijvoorbeeld: [^<]*\d+ %", how)
    # Every other chart that staff reads is drawn from a template that says it too.
    web = Path(components.__file__).parent.parent
    for name in ("school/plan/templates/goal.html", "school/scaling/templates/stages.html"):
        template = (web / name).read_text()
        assert template.count("How do I read this?") == template.count('role="img"') == template.count("For example: ")
    for name in ("documents/templates/document.html", "schoolgroup/dialogue/templates/dialogue.html"):
        template = (web / name).read_text()
        assert template.count("indicators/templates/chart.html") == template.count("indicators/templates/how.html") == 1


@pytest.mark.demand("D-101")
def test_a_figure_opens_down_to_the_level_of_the_role_and_no_further(world: World) -> None:
    for school in (world.school, world.other_school):
        keep(school, "leerplandoelen", 2025, 60, 240)
    network, group, school, class_ = (
        *(reverse("unit_indicators", args=[one.pk]) for one in (world.network, world.school_group, world.school)),
        reverse("class_grid", args=[world.group.pk]),
    )
    learner = reverse("learner", args=[world.learners[0].pk])
    levels = [network, group, school, class_, learner]
    reach = {
        world.central_staff: [network],
        world.general_director: [group, school],
        world.head: [school, class_, learner],
        world.teacher: [class_, learner],
    }
    for person, allowed in reach.items():
        client = world.client_of(person)
        for address in levels:
            assert client.get(address).status_code == (200 if address in allowed else 404), (person, address)
        for upper in [one for one in allowed if one in (network, group, school)]:
            shown = client.get(upper).content.decode()
            # What may be opened from a figure is opened by a link; what may not has no link at all.
            assert (f'<a href="{school}">' in shown) == (upper == group), (person, upper)
            assert ("Per klas: waar staan leerlingen?" in shown) == (person == world.head)
            assert learner not in shown
    opened = world.client_of(world.head).get(reverse("class_grids"), follow=True)
    assert opened.status_code == 200 and world.group.name in opened.content.decode()
