"""Whoever reads the own data reads words: every table and field that may hold some has a title, in Dutch too."""

import pytest
from django.utils import translation

from samenwijzer.foundation.personal_data import declared
from samenwijzer.network.rights.titles import FIELDS, TABLES
from samenwijzer.network.rights.words import field_title, ground_title, keep_title, purpose_title, table_title


def untitled() -> list[str]:
    """Return what a copy would call by the name it has in code."""
    tables = [model._meta.label for model, _what in declared() if model._meta.label not in TABLES]
    shown = {
        (model._meta.label, name)
        for model, what in declared()
        for name in what.fields
        if name not in what.secrets and name != what.subject
    }
    return [*tables, *(f"{label}.{name}" for label, name in sorted(shown) if name not in FIELDS)]


def test_every_declared_table_and_field_has_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    assert untitled() == []
    monkeypatch.delitem(TABLES, "learning_evidence.Evidence")
    monkeypatch.delitem(FIELDS, "outcome")
    assert {"learning_evidence.Evidence", "learning_evidence.Evidence.outcome"} <= set(untitled())


def test_every_title_is_said_in_dutch() -> None:
    with translation.override("en"):
        english = {key: str(title) for key, title in (TABLES | FIELDS).items()}
    with translation.override("nl"):
        # Some words are the same in both languages.
        same = {key: str(title) for key, title in (TABLES | FIELDS).items() if str(title) == english[key]}
        assert set(same.values()) <= SAME
        for _model, what in declared():
            assert purpose_title(what.purpose) and ground_title(what.ground) and keep_title(what.keep)
        assert table_title("learning_care.CareTrack").startswith("Je ")
        assert field_title("seen_at") == "gezien"


SAME = {
    "account",
    "browser",
    "check",
    "extra",
    "helper",
    "moment",
    "report",
    "school",
    "score",
    "trend",
    "e-mail",
    "plan",
    "partner",
    "mentor",
    "dossier",
}
