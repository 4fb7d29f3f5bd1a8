"""The register of the network: reach, evidence with its limits and decision; what failed is told with its lesson."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.quality.effects.actions import SchoolFigures, note_school
from samenwijzer.quality.effects.models import Initiative
from tests.web.counting import queries_of
from tests.web.school.test_plan import page_of
from tests.worlds import World

WRITTEN = {
    "summary": "Kinderen kiezen hun boek en lezen elke dag.",
    "method": "Gemiddelde leesscore van elke school, voor en na een jaar.",
    "limits": "Scholen kozen zelf.",
    "measure": "leesscore",
}


def written() -> dict[str, str]:
    day = timezone.localdate()
    return WRITTEN | {"data_from": (day - timedelta(days=400)).isoformat(), "data_until": day.isoformat()}


def begin(client: Client, kind: str, title: str) -> Initiative:
    client.post(reverse("effects"), {"kind": kind, "title": title, "question": "Voor wie werkt dit?"})
    return Initiative.objects.get(title=title)


def post(client: Client, address: str, one: Initiative, /, **sent: Any) -> Any:
    return client.post(reverse(address, args=[one.pk]), sent)


def schools(world: World, count: int) -> list[Unit]:
    return [create_unit(kind="school", name=f"BS {n:02}", parent=world.school_group, by=None) for n in range(count)]


def figures(world: World, one: Initiative, units: list[Unit], *, gain: int, **said: Any) -> None:
    by = world.viewer(world.central_staff)
    for n, unit in enumerate(units):
        known = SchoolFigures(before=50.0 + n, after=50.0 + n + gain + n % 2, hours=Decimal(10 + n), **said)
        note_school(initiative=one.pk, school=unit.pk, figures=known, by=by)


@pytest.mark.demand("D-216")
@pytest.mark.demand("D-250")
@pytest.mark.demand("D-398")
def test_an_intervention_shows_schools_dosage_change_beside_comparison_and_its_decision(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    one = begin(central, "intervention", "LIST: lezen is top")
    post(central, "effect", one, **written(), core="Elke dag vrij lezen, boekgesprekken, een tutor.")
    units = schools(world, 10)
    figures(world, one, units[:4], gain=6, by_core=True)
    page = page_of(central, "effect", one.pk)
    assert "vanaf vijf scholen" in page and "gemiddeld van" not in page
    figures(world, one, units[4:5], gain=6, by_core=True)
    figures(world, one, units[5:], gain=2, takes_part=False)
    assert head.get(reverse("effect", args=[one.pk])).status_code == 404
    assert "LIST" not in page_of(head, "effects")
    post(central, "effect_school", one, school=world.school.pk, part="in", hours="12,5", since="2026-09-01")
    assert post(central, "effect_end", one, outcome="worked", decision="").status_code == 422
    post(central, "effect_end", one, outcome="worked", decision="We gaan door, met twintig scholen meer.")
    page = page_of(head, "effect", one.pk)
    for said in ("<b>6</b> scholen doen mee", "samen 68,5 uur", "12,5 u", "BS 00", "BS De Regenboog"):
        assert said in page, said
    for said in ("gemiddeld van 51,2 naar 57,6", "5 scholen die niet meededen", "schoven 4,0 meer op"):
        assert said in page, said
    assert "geen bewijs van oorzaak" in page and "We gaan door, met twintig scholen meer." in page
    # Brought in is not carried out by its core.
    assert "ingevoerd</span><b>1</b>" in page and "volgens kern uitgevoerd</span><b>5</b>" in page
    assert "BS 09" not in page.partition("<main")[2]
    assert post(central, "effect", one, **written()).status_code == 422


@pytest.mark.demand("D-251")
@pytest.mark.demand("D-252")
def test_an_exploratory_note_claims_no_cause_and_a_study_says_method_limits_and_period(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    note = begin(central, "exploration", "Wenk rond getallenlijn")
    wrong = post(central, "effect", note, **written() | {"summary": "De wenk leidt tot betere scores."})
    assert wrong.status_code == 422 and "leidt tot" in wrong.content.decode()
    assert post(central, "effect_publish", note).status_code == 422
    post(central, "effect", note, **written() | {"summary": "Waar de wenk gebruikt werd, lagen scores hoger."})
    assert post(central, "effect_end", note, outcome="unknown", decision="Bewezen.").status_code == 422
    post(central, "effect_publish", note)
    page = page_of(head, "effect", note.pk)
    assert "Verkennend: dit zoekt vragen en geeft geen antwoord over oorzaak." in page
    assert "Verkennende nota" in page_of(head, "effects")
    assert all(each not in page.partition("<main")[2] for each in ("leidt tot", "dankzij", "zorgt voor"))
    study = begin(central, "study", "Lezen in de derde graad")
    post(central, "effect", study, **written() | {"limits": ""})
    assert post(central, "effect_publish", study).status_code == 422
    post(central, "effect", study, **written())
    post(central, "effect_publish", study)
    page, year = page_of(head, "effect", study.pk), timezone.localdate().year
    for said in (WRITTEN["summary"], WRITTEN["method"], WRITTEN["limits"], "Gegevens van", str(year)):
        assert said in page, said
    assert head.post(reverse("effects"), {"kind": "study", "title": "x", "question": "y"}).status_code == 404


@pytest.mark.demand("D-267")
@pytest.mark.demand("D-352")
def test_process_and_result_go_together_by_an_interval_and_models_never_show_one_school(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    study = begin(central, "study", "Halen scholen die het plan uitvoeren meer?")
    post(central, "effect", study, **written())
    by = world.viewer(world.central_staff)
    for n, unit in enumerate(schools(world, 12)):
        model = "Kernteams" if n < 9 else "Graadklassen"
        known = SchoolFigures(
            before=40.0, after=44.0 + n % 5 + n / 2, process=1.0 + n % 5 / 2, context=float(n), model=model
        )
        note_school(initiative=study.pk, school=unit.pk, figures=known, by=by)
    post(central, "effect_publish", study)
    page = page_of(head, "effect", study.pk)
    assert "hangen samen met 1,00 (vrij zeker tussen" in page and "over 12 scholen" in page
    assert "Een samenhang is geen bewijs van oorzaak" in page and "instroom van scholen, is eruit gehaald" in page
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "Kernteams" in table and "BS 00, BS 01" in table and "BS 11" in table
    assert table.count("te weinig scholen") == 2  # three schools, and whose mean would tell that of the three
    assert queries_of(head, reverse("effect", args=[study.pk])) <= 12


def test_the_mean_of_a_model_never_tells_that_of_the_one_school_without_a_model(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    one = begin(central, "intervention", "Lezen")
    post(central, "effect", one, **written())
    units = schools(world, 6)
    figures(world, one, units[:5], gain=4, model="Kernteams")
    figures(world, one, units[5:], gain=9)
    post(central, "effect_publish", one)
    table = page_of(head, "effect", one.pk).partition("Kernteams")[2].partition("</table>")[0]
    assert "te weinig scholen" in table


@pytest.mark.demand("D-373")
@pytest.mark.demand("D-399")
def test_cohorts_are_counts_and_a_failed_experiment_is_told_with_its_lesson(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    programme = begin(central, "programme", "DIROP")
    post(central, "effect", programme, **written())
    for name, began, completed, in_role in (("2024", 30, 24, 12), ("2025", 20, 18, 3), ("2026", 4, 0, 0)):
        post(central, "effect_cohort", programme, name=name, began=began, completed=completed, in_role=in_role)
    post(central, "effect_publish", programme)
    page = page_of(head, "effect", programme.pk)
    table = page.partition("<table")[2].partition("</table>")[0]
    assert ">30<" in table and ">24<" in table and ">12<" in table
    assert ">18<" not in table and ">3<" not in table and ">4<" not in table
    assert post(central, "effect_cohort", programme, name="x", began=5, completed=9, in_role=0).status_code == 422

    one = begin(central, "experiment", "Vier dagen leren, één dag thuis")
    post(central, "effect", one, **written())
    told = {"outcome": "failed", "decision": "We stoppen."}
    assert post(central, "effect_end", one, lesson="Begin met wie thuis niemand heeft.", **told).status_code == 422
    post(central, "effect", one, **written(), ethics="De ethische commissie keek mee op 3 maart.")
    assert post(central, "effect_end", one, **told).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=one.pk).update(outcome="failed", lesson="", published_on=timezone.localdate())
    post(central, "effect_end", one, lesson="Begin met wie thuis niemand heeft.", **told)
    listed, page = page_of(head, "effects"), page_of(head, "effect", one.pk)
    for said in ("Het deed niet wat we hoopten", "Begin met wie thuis niemand heeft."):
        assert said in listed and said in page
    assert "De ethische commissie keek mee" in page and "We stoppen." in page
