"""The register of what the network tries (D-216): initiatives, the schools in them, and cohorts of a programme."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Initiative(models.Model):
    """Something the network brings in, tries or studies: from its question to its decision.

    ``measure`` says what was measured before and after, ``effect_on`` of what that tells, ``core`` the core components
    of a practice, ``ethics`` who looked at it before learners were concerned. Ended is published: what failed is told
    too, with its lesson (D-399).
    """

    class Kind(models.TextChoices):
        """What it is."""

        INTERVENTION = "intervention", _("Intervention")
        PRACTICE = "practice", _("Proven practice")
        EXPERIMENT = "experiment", _("Experiment")
        STUDY = "study", _("Study")
        EXPLORATION = "exploration", _("Exploratory note")
        PROGRAMME = "programme", _("Programme for leaders")

    class Outcome(models.TextChoices):
        """What came of it."""

        WORKED = "worked", _("It did what we hoped")
        PARTLY = "partly", _("Partly")
        FAILED = "failed", _("It did not do what we hoped")
        UNKNOWN = "unknown", _("We do not know")

    class EffectOn(models.TextChoices):
        """On what its measure tells an effect."""

        LEARNING = "learning", _("what learners learn")
        TEACHING = "teaching", _("how we teach")
        OTHER = "other", _("something else")

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    method = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    measure = models.CharField(max_length=200, blank=True)
    effect_on = models.CharField(max_length=10, choices=EffectOn, blank=True)
    core = models.TextField(blank=True)
    ethics = models.TextField(blank=True)
    data_from = models.DateField(null=True)
    data_until = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    lesson = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="nobody on a screen: a study is of the network",
        fields=("by", "at"),
        impersonal=(
            "kind", "title", "question", "summary", "method", "limits", "measure", "effect_on", "core", "ethics",
            "data_from", "data_until", "outcome", "lesson", "decision", "published_on",
        ),
        dated="at",
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(data_from=None) | Q(data_until=None) | Q(data_until__gte=F("data_from")),
                name="initiative_period_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(lesson=""), name="initiative_that_failed_has_lesson"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(published_on__isnull=False), name="initiative_that_ended_is_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lacks_learning(self) -> bool:
        """Whether it acts on schools and nothing says what learners learn by it (D-347)."""
        looks = (self.Kind.STUDY, self.Kind.EXPLORATION)
        return self.kind not in looks and not (self.measure and self.effect_on == self.EffectOn.LEARNING)


class Place(models.Model):
    """A school in an initiative: taking part with so many ``hours``, or beside it, to compare with.

    ``by_core``: its core components are carried out, not only brought in (D-398). ``before`` and ``after`` are figures
    of the whole school in the measure of the initiative, ``process`` its place on the scales, ``context`` its intake.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    takes_part = models.BooleanField(default=True)
    since = models.DateField(null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    by_core = models.BooleanField(default=False)
    model = models.CharField(max_length=80, blank=True)
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    process = models.FloatField(null=True)
    context = models.FloatField(null=True)

    personal_data = NoPersonalData(why="Figures of a whole school, shown only added up with others.")

    class Meta:
        ordering = ["unit__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "unit"], name="initiative_place_once"),
            models.CheckConstraint(condition=Q(takes_part=True) | Q(by_core=False), name="initiative_core_takes_part"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.unit_id}"


class Cohort(models.Model):
    """Counts of who began a programme together and agreed to be followed; never who (D-373)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    began = models.PositiveIntegerField()
    completed = models.PositiveIntegerField(default=0)
    in_role = models.PositiveIntegerField(default=0)

    personal_data = NoPersonalData(why="Counts of people; small ones are not shown.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "name"], name="initiative_cohort_once"),
            models.CheckConstraint(
                condition=Q(completed__lte=F("began")) & Q(in_role__lte=F("began")), name="cohort_counts_fit"
            ),
        ]

    def __str__(self) -> str:
        return self.name
