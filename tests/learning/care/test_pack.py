"""The continuum of the pack, and what is wrong with one that leaves somebody out."""

from pathlib import Path

import pytest
from django.conf import settings

from samenwijzer.foundation.packs import PackError
from samenwijzer.learning.care.facts import standing
from samenwijzer.learning.care.models import Fact
from samenwijzer.learning.care.pack import continuum, cycle, talks
from samenwijzer.learning.care.photos import shown


def test_the_continuum_names_who_leads_and_a_mistake_names_its_line(tmp_path: Path) -> None:
    found = continuum()
    assert [one.number for one in found.phases] == [0, 1, 2, 3]
    assert [one.leads for one in found.phases] == ["teacher", "care", "clb", "clb"]
    assert [one.key for one in cycle().phases] == ["waarnemen", "begrijpen", "organiseren", "realiseren"]
    assert {one.key for one in talks().languages} == {"nl", "fr", "en", "tr", "ar"}
    text = (Path(settings.PACK) / "care" / "continuum.yaml").read_text(encoding="utf-8")
    (tmp_path / "care").mkdir()
    wrong = text.replace("leads: teacher", "leads: nobody").replace("phases: [adapted]}", "phases: [elsewhere]}")
    (tmp_path / "care" / "continuum.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(PackError, match=r"continuum\.yaml:\d+: basic: nobody leads, which is no actor") as error:
        continuum(tmp_path)
    assert "goal-path: no phase elsewhere" in str(error.value)


def test_a_small_count_is_left_out_with_one_that_would_give_it_away() -> None:
    assert shown({"a": 20, "b": 3, "c": 7, "d": 0}) == {"a": 20, "b": None, "c": None, "d": 0}
    assert shown({"a": 20, "b": 3, "c": 2, "d": 0}) == {"a": 20, "b": None, "c": None, "d": 0}
    assert shown({"a": 20, "b": 5}) == {"a": 20, "b": 5}


def test_of_what_was_corrected_the_last_words_count_and_what_belongs_to_it_stays_with_it() -> None:
    first = Fact(pk=1, kind="agreement", text="tien minuten", track_id=1)
    outcome = Fact(pk=2, kind="outcome", key="works", answers_id=1, text="gaat goed", track_id=1)
    better = Fact(pk=3, kind="agreement", text="vijf minuten", replaces_id=1, track_id=1)
    (said,) = standing([first, outcome, better]).of("agreement")
    assert (said.fact, list(said.before)) == (better, [first])
    assert said.last_outcome is not None and said.last_outcome.fact == outcome
    gone = Fact(pk=4, kind="withdrawn", replaces_id=3, track_id=1)
    assert standing([first, outcome, better, gone]).of("agreement") == []
