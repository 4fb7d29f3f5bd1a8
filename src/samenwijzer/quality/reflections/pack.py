"""Questions a team can begin with: content of the pack (``team/questions.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.documents.pack import said


class QuestionGroup(PackModel):
    """Some questions on one thing."""

    title: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]


class QuestionBank(PackModel):
    """Everything ``team/questions.yaml`` says."""

    groups: Annotated[tuple[QuestionGroup, ...], Field(min_length=1)]


@cache
def question_bank(folder: Path | None = None) -> QuestionBank:
    """Return the questions of the pack."""
    return load((folder or settings.PACK) / "team" / "questions.yaml", QuestionBank)


def questions() -> list[tuple[str, list[str]]]:
    """Return the questions by what they are about, in the language of now."""
    return [(said(one.title), [said(each) for each in one.questions]) for one in question_bank().groups]
