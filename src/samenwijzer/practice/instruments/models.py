"""What people answer to an instrument. Rows are only ever added."""

import uuid

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Response(models.Model):
    """``person``, who is in ``unit``, answered one version of an instrument (keys of the pack)."""

    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responses")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person itself; others read only means of groups that are large enough",
        fields=("instrument", "version", "person", "unit", "at"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "instrument", "at"], name="response_person"),
            models.Index(fields=["unit", "instrument", "at"], name="response_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.instrument} {self.version}"


class Answer(models.Model):
    """What was chosen for one question: ``value`` as it stands on the scale, ``score`` what it says of the dimension.

    Both are empty once the response is past its term.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    dimension = models.CharField(max_length=60)
    value = models.SmallIntegerField(null=True)
    score = models.SmallIntegerField(null=True)

    personal_data = PersonalData(
        subject="response__person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person itself; others read only means of groups that are large enough",
        dated="response__at",
        fields=("response", "value", "score"),
        impersonal=("question", "dimension"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="instrument_answer_once")]

    def __str__(self) -> str:
        return f"{self.response_id}.{self.question}: {self.value}"


class Sharing(models.Model):
    """From ``at`` ``person`` shows its own trend of an instrument to who guides it, or no longer; the last counts."""

    instrument = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_shared = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person itself",
        fields=("instrument", "person", "is_shared", "at"),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "instrument"], name="instrument_sharing")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.instrument} {self.is_shared}"


class OwnRubric(models.Model):
    """One version of a rubric that a teacher made or copied, for who guides groups of ``unit``; rows are only added.

    Versions of one rubric share ``line``. ``criteria`` is a list of title and levels, from little to much.
    """

    line = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    criteria = models.JSONField(default=list)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the adults who guide groups of the unit",
        fields=("by", "at"),
        impersonal=("line", "version", "unit", "title", "source", "criteria"),
    )

    class Meta:
        ordering = ["title", "-version"]
        constraints = [models.UniqueConstraint(fields=["line", "version"], name="own_rubric_version_once")]

    def __str__(self) -> str:
        return self.title
