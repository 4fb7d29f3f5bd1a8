"""The rules of a school year: a new file changes the amounts and names the screens it reaches."""

import shutil
from pathlib import Path

import pytest
from django.urls import reverse

from samenwijzer.foundation.packs import PackError
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.year_rules import all_year_rules, year_rules
from tests.worlds import World

RULE = """
  - {{key: maximumfactuur.scherp.lager, title: {{nl: Scherpe maximumfactuur lager}}, value: "{value}",
     unit: {{nl: euro per leerling}}, source: omzendbrief, used_by: [year_rules, school_costs]}}
"""


def pack_with(folder: Path, settings, **years: str) -> None:
    """Let the pack hold these years, with the value of each."""
    shutil.copytree(settings.PACK, folder, ignore=shutil.ignore_patterns("rules"))
    (folder / "rules").mkdir()
    for name, value in years.items():
        text = f"school_year: {name.removeprefix('y')}\nrules:{RULE.format(value=value)}"
        (folder / "rules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    settings.PACK = folder


@pytest.mark.demand("D-010")
def test_a_file_for_the_school_year_changes_the_amounts_and_lists_the_screens_it_reaches(
    world: World, tmp_path: Path, settings
) -> None:
    year = SchoolYear.of(world.viewer(world.head).on)
    pack_with(tmp_path / "before", settings, **{f"y{year.start - 1}": "105.00"})
    client = world.client_of(world.head)
    costs = reverse("school_costs")
    page = client.get(costs, {"bedrag": ["60,50", "50"]}).content.decode()
    assert "105,00" in page and "te veel" in page
    assert "laatst bekende" in client.get(reverse("year_rules")).content.decode()
    pack_with(tmp_path / "after", settings, **{f"y{year.start - 1}": "105.00", f"y{year.start}": "112.00"})
    page = client.get(costs, {"bedrag": ["60,50", "50"]}).content.decode()
    assert "112,00" in page and "nog 1,50 over" in page
    page = client.get(reverse("year_rules")).content.decode()
    assert "<del>105,00</del> → <b>112,00</b>" in page
    reached = page[page.index("Dit werkt door in deze schermen:") :]
    assert f'<a href="{costs}">Wat mag het kosten?</a>' in reached


def test_the_rules_of_the_pack_load_and_a_mistake_is_named(tmp_path: Path) -> None:
    assert [one.school_year for one in all_year_rules()] == sorted({one.school_year for one in all_year_rules()})
    assert year_rules(SchoolYear(1990)) is None
    (tmp_path / "rules").mkdir()
    for name in ("a", "b"):
        (tmp_path / "rules" / f"{name}.yaml").write_text(f"school_year: 2030\nrules:{RULE.format(value=1)}")
    with pytest.raises(PackError, match=r"b\.yaml.*another file"):
        all_year_rules(tmp_path)
