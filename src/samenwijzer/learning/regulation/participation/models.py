"""How a learner took part, as it says itself; rows are only added (D-407)."""

from django.db import models

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person


class Participation(models.Model):
    """On ``on`` the learner took part in this way (a key of the pack), in own words or none."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    on = models.DateField()
    way = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "on", "way", "words", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.on}: {self.way}"


class Remark(models.Model):
    """What an adult says to it; nobody has to."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="remarks")
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="participation__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("participation", "words", "by", "at"),
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.words[:40]}"
