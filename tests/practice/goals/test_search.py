"""Goals are found by their stems, with a slip of the pen, by their code; the best stands first, always the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.goals.search import search
from samenwijzer.practice.goals.words import Stemmer, fold

GOALS = (
    ("G1", "L3", "De leerlingen vergelijken breuken met elkaar.", "breuken vergelijken", "comparing fractions"),
    ("G2", "L4", "De leerlingen tellen breuken op.", "breuken optellen", "adding fractions"),
    ("G3", "L3", "De leerlingen lezen de klok.", "kloklezen", "telling the time"),
    ("T1.2", "L3", "De leerlingen begrijpen een tekst over een café.", "begrijpend lezen", "reading"),
    ("T1.3", "L5", "De leerlingen schrijven een verhaal.", "verhaal schrijven", "writing a story"),
)  # fmt: skip


def content(version: str = "1", identifier: str = "sample", texts: str = "{}") -> FrameworkContent:
    return FrameworkContent(
        identifier=identifier,
        version=version,
        title={"nl": "Voorbeeld"},
        kind="curriculum",
        status="sample",
        goals=tuple(
            GoalContent(code, None, {"nl": texts.format(statement)}, code, level=level, short={"nl": short, "en": en})
            for code, level, statement, short, en in GOALS
        ),
    )


@pytest.fixture
def goals(db: None) -> None:
    save_framework(framework=content(), by=None)


def found(query: str, **options: str) -> list[str]:
    return [goal.code for goal in search(query, **options).goals]


@pytest.mark.usefixtures("goals")
class TestFinding:
    @pytest.mark.parametrize(
        ("query", "codes"),
        [
            ("breuk", ["G1", "G2"]),
            ("breuken", ["G1", "G2"]),
            ("optelling van breuken", ["G2", "G1"]),
            ("adding fractions", ["G2"]),
            ("klok", ["G3"]),
            ("CAFE", ["T1.2"]),
            ("t1.2", ["T1.2"]),
            ("T1", ["T1.2", "T1.3"]),
            ("lezen", ["T1.2", "G3"]),
        ],
    )
    def test_a_word_finds_its_forms_and_the_best_stands_first(self, query: str, codes: list[str]) -> None:
        assert found(query)[: len(codes)] == codes

    @pytest.mark.parametrize("slip", ["bruken", "breukne", "breuekn", "brueken", "braken optelen"])
    def test_a_slip_of_the_pen_is_understood(self, slip: str) -> None:
        assert "G2" in found(slip)
        assert search(slip).is_guess

    def test_a_goal_with_every_word_goes_before_one_with_some(self) -> None:
        assert found("breuken optellen")[0] == "G2"
        assert found("breuken kloklezen") != []

    def test_a_level_narrows(self) -> None:
        assert found("breuken", level="L4") == ["G2"]

    @pytest.mark.parametrize("nothing", ["", "   ", "—!?", "qqqqqqqqqqqq", "%", "_"])
    def test_nothing_finds_nothing(self, nothing: str) -> None:
        assert search(nothing).goals == []

    def test_an_older_version_is_not_found(self) -> None:
        save_framework(framework=content(version="2"), by=None)
        assert [goal.framework.version for goal in search("kloklezen").goals] == ["2"]

    def test_a_changed_text_is_found_by_its_new_words(self) -> None:
        save_framework(framework=content(texts="{} Regenboog."), by=None)
        assert len(found("regenbogen")) == len(GOALS)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        def count(query: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                search(query)
            return len(queries)

        assert count("breuken") <= 3
        assert (
            max(map(count, ("breuken", "bruken lezn klok", "zzz yyy", "een twee drie vier vijf zes zeven acht negen")))
            <= 5
        )


@pytest.mark.django_db
def test_the_same_goals_in_another_order_of_coming_in_rank_the_same() -> None:
    first = content(identifier="one")
    save_framework(framework=first, by=None)
    before = found("lezen breuken")
    Goal.objects.all().delete()
    save_framework(framework=first, by=None)
    assert found("lezen breuken") == before


@pytest.mark.django_db
def test_the_pack_is_searched_well() -> None:
    for framework in frameworks():
        save_framework(framework=framework, by=None)
    assert "breuken" in search("breuken vergelijken").goals[0].full_statement
    assert search("kloklezen").goals
    assert search("rekenmachien").is_guess or search("rekenmachien").goals


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_anything_typed_can_be_read(query: str) -> None:
    for forms in Stemmer().asked(query):
        assert forms
        assert all(form == form.strip() and form for form in forms)


def test_accents_and_capitals_make_no_difference() -> None:
    assert fold("Café CRÈME ÎLE") == "cafe creme ile"


def test_the_stems_of_a_goal_stand_once_with_blanks_around() -> None:
    column = Stemmer().column(codes=("T1.2", "L3"), texts=({"nl": "breuken breuk", "fr": "calculer"},))
    assert column == " t1.2 t1 2 l3 breuk calculer "
