"""The compass of who does not read yet, and of who has just begun to: pictures that speak, and one card at a time."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from tests.journeys.conftest import Photograph, SignIn, fits, settled, until
from tests.worlds import World, plan, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 820, "height": 1180}
NARROWEST = {"width": 320, "height": 640}
GOALS = (
    ("wi-k-01", "tellen tot 10", "Ik kan tot tien tellen."),
    ("wi-k-03", "hoeveelheid zien", "Ik zie meteen hoeveel het er zijn."),
    ("wi-k-04", "sorteren", "Ik kan dingen bij elkaar leggen die bij elkaar horen."),
    ("wi-k-05", "plaats en richting", "Ik kan zeggen waar iets staat."),
    ("wi-k-07", "patroon voortzetten", "Ik kan een rij verder leggen."),
)
#: A voice that keeps what it was asked to say, as headless browsers have none.
VOICE = """
  window.spoken = [];
  const voice = { lang: "nl-BE", name: "Test" };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [voice], cancel: () => {}, speak: (words) => window.spoken.push([words.text, words.lang]),
  } });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
#: What a child would have to read: the words that stand in an element itself.
NO_TEXT = """all => all.filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => one.outerHTML)"""
Barriers = Callable[[Page], list[str]]


@pytest.fixture
def goals(world: World) -> dict[str, Goal]:
    """Five goals of the nursery class, three of which the group of Noor works at after counting and seeing."""
    content = FrameworkContent(
        identifier="https://voorbeeld.example/kleuters",
        version="1",
        title={"nl": "Kleuters (voorbeeld)"},
        kind="curriculum",
        status="sample",
        goals=tuple(
            GoalContent(key, None, statement={"nl": text}, short={"nl": short}, learner_wording={"nl": text})
            for key, short, text in GOALS
        ),
    )
    save_framework(framework=content, by=None)
    found = {goal.identifier: goal for goal in Goal.objects.filter(framework__identifier=content.identifier)}
    world.unit_of_work.delete()
    plan(world.group, list(found.values()), world.viewer(world.teacher).on, title="Wij tellen en sorteren")
    noor = world.learners[0]
    seen(noor, found["wi-k-01"], [1.0] * 8)
    seen(noor, found["wi-k-03"], [1.0] * 8)
    seen(noor, found["wi-k-04"], [0.4] * 6)
    return found


def at_level(world: World, level: str) -> None:
    world.group.level = level
    world.group.save()


@pytest.fixture
def icons(page: Page, world: World, goals: dict[str, Goal], sign_in_as: SignIn) -> Page:
    """The compass of a nursery child on a tablet with a voice."""
    at_level(world, "kleuter")
    page.set_viewport_size(TABLET)
    page.add_init_script(VOICE)
    sign_in_as(page, world.learners[0].account)
    page.goto("/kompas/")
    return page


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def tower() -> bytes:
    """A photo of a tower of blocks."""
    photo = Image.new("RGB", (640, 480), "#dbe9f4")
    drawing = ImageDraw.Draw(photo)
    drawing.rectangle((0, 400, 640, 480), fill="#b98a5e")
    for n, colour in enumerate(("#d9534f", "#3f7fbf", "#d9534f", "#3f7fbf", "#d9534f")):
        drawing.rounded_rectangle((270, 330 - 72 * n, 370, 400 - 72 * n), 10, fill=colour)
    out = BytesIO()
    photo.save(out, "JPEG")
    return out.getvalue()


def hears(page: Page, *sentences: str) -> None:
    """Wait until the voice said these sentences in Dutch, and nothing else, since it was last listened to.

    Some are said at once and some when the answer of the server has settled, so there is no moment to look.
    """
    heard = "said => JSON.stringify(window.spoken) === JSON.stringify(said) && (window.spoken = [])"
    until(page, heard, [[sentence, "nl-BE"] for sentence in sentences])


def test_a_child_hears_what_goes_well_says_how_it_feels_asks_help_and_chooses_without_reading(
    icons: Page, world: World, goals: dict[str, Goal], photograph: Photograph, barriers: Barriers
) -> None:
    expect(icons.locator(".way-stones li")).to_have_count(6)
    photograph(icons, "kompas-icoon")
    assert icons.locator("#compass :not(.visually-hidden, svg *)").evaluate_all(NO_TEXT) == []
    icons.locator(f"#goal-{goals['wi-k-01'].pk}").click()
    hears(icons, "Ik kan tot tien tellen. Dat lukt al!")
    icons.get_by_role("button", name="Ik kan het een beetje.").click()
    expect(icons.get_by_role("button", name="Ik kan het een beetje.")).to_have_attribute("aria-pressed", "true")
    hears(icons, "Ik kan het een beetje.", "Dank je wel!")
    plant = icons.get_by_role("button", name=re.compile("Het (groeit al|begint te groeien)"))
    plant.click()
    hears(icons, str(plant.get_attribute("data-say")))
    icons.locator(f"#goal-{goals['wi-k-07'].pk}").press("Enter")
    expect(icons.locator(f"#goal-{goals['wi-k-07'].pk}")).to_have_attribute("aria-current", "step")
    icons.get_by_role("button", name="Ik vraag hulp aan Lotte Vermeulen.").click()
    expect(icons.locator("#ask")).to_have_attribute("data-say", "Lotte Vermeulen weet dat jij hulp vraagt.")
    assert Evidence.objects.filter(kind="self", outcome=0.4).count() == 1
    assert Notice.objects.get().person == world.teacher
    icons.get_by_role("link", name="Mijn schatkist.").click()
    settled(icons)
    icons.locator("[data-photos]").set_input_files({"name": "toren.jpg", "mimeType": "image/jpeg", "buffer": tower()})
    expect(icons.locator(".treasure-file img")).to_be_visible()
    icons.get_by_role("button", name="In mijn schatkist!").click()
    expect(icons.locator(".treasure-photo")).to_be_visible()
    photograph(icons, "schatkist")
    assert barriers(icons) == []


def test_without_a_voice_pictures_are_silent_and_everything_works(
    page: Page, world: World, goals: dict[str, Goal], sign_in_as: SignIn, barriers: Barriers
) -> None:
    at_level(world, "kleuter")
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    sign_in_as(page, world.learners[0].account)
    page.set_viewport_size(NARROWEST)
    page.goto("/kompas/")
    page.get_by_role("button", name="Ik kan het goed!").click()
    expect(page.get_by_role("button", name="Ik kan het goed!")).to_have_attribute("aria-pressed", "true")
    settled(page)
    small = page.locator("#compass button").evaluate_all(
        "all => all.map(one => one.offsetWidth).filter(one => one < 64)"
    )
    assert small == []
    fits(page, 320)
    page.locator(".beside-pictures > summary").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == []


def test_a_first_reader_has_one_card_at_a_time_and_chooses_to_read_everything(
    page: Page, world: World, goals: dict[str, Goal], sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    at_level(world, "L1")
    page.set_viewport_size(TABLET)
    page.add_init_script(VOICE)
    sign_in_as(page, world.learners[0].account)
    page.goto("/kompas/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jouw stap")
    photograph(page, "kompas-eenvoudig")
    page.get_by_role("button", name="Lees het voor").click()
    hears(page, "Jouw stap. Ik kan dingen bij elkaar leggen die bij elkaar horen.")
    page.get_by_role("link", name="Verder naar: Hoe zeker ben je?").press("Enter")
    page.get_by_role("button", name="best wel").press("Enter")
    expect(page.get_by_role("button", name="best wel")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Dit zagen we:")).to_be_visible()
    page.get_by_role("link", name="Verder naar: Wil je hulp?").click()
    page.get_by_role("button", name="Ja, ik vraag hulp").click()
    expect(page.get_by_text("Lotte Vermeulen weet dat jij hulp vraagt.")).to_be_visible()
    for card in ("step", "sure", "help", "good", "way"):
        page.goto(f"/kompas/?card={card}")
        page.emulate_media(color_scheme="dark" if card in ("sure", "way") else "light")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        fits(page, 320)
        assert barriers(page) == []
    page.get_by_role("button", name="volledig").click()
    expect(page.get_by_role("heading", name="Mijn volgende stap")).to_be_visible()
    assert mode_of(learner=world.learners[0].pk, on=world.viewer(world.teacher).on) == "full"
    settled(page)
    page.goto("/mijn-map/")
    page.get_by_label("Wat heb je gemaakt?").fill("Een toren met een patroon: rood, blauw, rood, blauw.")
    page.get_by_label("Waarom kies je dit?").fill("Hij viel twee keer om, en nu niet meer.")
    page.locator("[data-photos]").set_input_files({"name": "toren.jpg", "mimeType": "image/jpeg", "buffer": tower()})
    page.get_by_role("button", name="In mijn map").click()
    expect(page.locator(".piece")).to_contain_text("Mijn leraar ziet dit")
    fits(page, 320)
    assert barriers(page) == []
    page.set_viewport_size(TABLET)
    page.emulate_media(color_scheme="light")
    page.goto("/mijn-map/")
    photograph(page, "map")
