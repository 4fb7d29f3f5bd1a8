"""Care in the browser: a teacher opens a file and goes on in the cycle, a parent prepares, a therapist notes apart."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samenwijzer.learning.care.actions import Noted, note_fact
from samenwijzer.learning.care.models import CareTrack
from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, DESKTOP = {"width": 390, "height": 900}, {"width": 1440, "height": 1000}


def test_care_from_the_first_strength_to_what_a_parent_says(
    page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]], photograph: Photograph
) -> None:
    learner, today = world.learners[0], timezone.localdate()
    ria = people(["Ria Claes"], "paramedic", world.group, today)[0]
    sign_in_as(page, world.teacher.account)
    page.goto(f"/leerling/{learner.pk}/")
    page.get_by_role("link", name="Zorg", exact=True).click()
    page.get_by_label("Begin met wat goed gaat").fill("Vertelt boeiend en helpt anderen graag.")
    page.get_by_label("Wat is de vraag?").fill("Lange teksten lezen kost veel tijd.")
    page.get_by_role("button", name="Open het zorgdossier").click()
    expect(page.get_by_role("heading", name="Verhoogde zorg")).to_be_visible()
    assert barriers(page) == []
    # What is being written is kept before it is sent.
    page.get_by_role("link", name=re.compile("Schrijf hier.*Waarnemen")).click()
    page.get_by_label("Wat zien en horen we").fill("Leest hardop traag, begrijpt een verteld verhaal goed.")
    expect(page.get_by_text("Alles wat je schreef, is bewaard.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Wat zien en horen we")).to_have_value(
        "Leest hardop traag, begrijpt een verteld verhaal goed."
    )
    assert barriers(page) == []
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("link", name=re.compile("Schrijf hier.*Begrijpen"))).to_be_visible()
    page.locator("summary", has_text="Voeg een afspraak toe").click()
    page.get_by_label("Wat doen we?").fill("Elke dag tien minuten samen lezen.")
    page.get_by_label("Wie?", exact=True).fill("juf Lotte")
    page.get_by_label("Tegen wanneer?").fill((today + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Spreek het af").click()
    expect(page.locator("#agreed + ul")).to_contain_text("Elke dag tien minuten samen lezen.")
    photograph(page, "zorg-dossier")
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("heading", name="Zorgdossier")).to_be_visible()
    assert barriers(page) == []

    # The parent prepares a talk on a phone, in the own language.
    track = CareTrack.objects.get()
    talk = Noted("Hoe gaat het lezen?", key="parents", who="Greet, juf Lotte", on=today + timedelta(days=6))
    note_fact(track=track.uid, kind="talk", noted=talk, by=world.viewer(world.teacher))
    sign_in_as(page, world.guardian.account)
    page.goto(f"/zorg/van/{learner.pk}/")
    page.get_by_role("link", name="Bereid dit gesprek voor").click()
    page.get_by_role("link", name="العربية").click()
    expect(page.get_by_role("button", name="احفظ وشارك مع المدرسة")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Türkçe").click()
    photograph(page, "zorg-voorbereiden")
    page.get_by_label("Evde ve okulda").fill("Evde çok okuyor.")
    page.get_by_role("button", name="Kaydet ve okulla paylaş").click()
    expect(page.get_by_text("Evde çok okuyor.")).to_be_visible()
    photograph(page, "zorg-afgesproken")
    assert barriers(page) == []

    # Under secrecy: a note that stays apart, advice that does not.
    sign_in_as(page, ria.account)
    page.goto(f"/zorg/leerling/{learner.pk}/")
    page.get_by_role("link", name="Beschermd spoor").click()
    page.get_by_label("Wat noteer je").fill("Gesprek over slapen.")
    page.get_by_role("button", name="Open een beschermd spoor").click()
    page.get_by_label("Wat raad je aan").fill("Begin elke taak met één voorbeeld.")
    page.get_by_role("button", name="Deel dit advies").click()
    expect(page.get_by_text("Het advies staat in het zorgdossier.")).to_be_visible()
    assert barriers(page) == []
    photograph(page, "zorg-beschermd")

    sign_in_as(page, world.care_coordinator.account)
    page.set_viewport_size(DESKTOP)
    page.goto("/")
    expect(page.get_by_role("heading", name="Per fase")).to_be_visible()
    photograph(page, "zorg-overzicht")
    assert barriers(page) == []
    page.goto(f"/zorg/leerling/{learner.pk}/")
    expect(page.get_by_text("Begin elke taak met één voorbeeld.").first).to_be_visible()
    expect(page.get_by_text("Gesprek over slapen.")).to_have_count(0)
