"""What a yearly report asks: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load


class Question(PackModel):
    """One thing a report asks; ``figure`` names what fills it in, empty where people answer."""

    key: str
    title: Text
    figure: str = ""


class Section(PackModel):
    """Questions that belong together."""

    title: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class YearlyReport(PackModel):
    """Everything ``reports/jaarverslag.yaml`` says."""

    title: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


@cache
def yearly_report_form(folder: Path | None = None) -> YearlyReport:
    """Return what the yearly report asks."""
    return load((folder or settings.PACK) / "reports" / "jaarverslag.yaml", YearlyReport)
