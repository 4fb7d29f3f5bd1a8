"""Digital tools of a school, trials of them, its policy over six building blocks, and what users ask of the product."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Tool(models.Model):
    """A digital tool in a school: what learners gain by it, on which ground, at what cost, and until when (D-087)."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        STOPPED = "stopped", _("stopped")

    class Serves(models.TextChoices):
        """What a tool can be a means to (4.1 of the vision: gain, capacity, motivation)."""

        GAIN = "gain", _("learning gain")
        CAPACITY = "capacity", _("the capacity to learn")
        MOTIVATION = "motivation", _("motivation to learn")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tools")
    name = models.CharField(max_length=120)
    serves = models.CharField(max_length=20, choices=Serves, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    privacy = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    review_on = models.DateField(null=True)

    personal_data = NoPersonalData(why="A register of tools of a school.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="tool_once"),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(purpose="") & ~Q(serves=""), name="approved_tool_has_purpose"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ToolTrial(models.Model):
    """A tool tried as an inquiry: a question, how it is measured, and in the end a decision (D-456)."""

    class Decision(models.TextChoices):
        """What a trial ends with."""

        ADOPT = "adopt", _("adopt")
        ADAPT = "adapt", _("adapt")
        STOP = "stop", _("stop")

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="trials")
    question = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    starts = models.DateField()
    ends = models.DateField()
    found = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="An inquiry of a school into a tool.")

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="trial_in_order"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="") | Q(decided_at__isnull=False) & ~Q(decision=""),
                name="trial_ends_with_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Block(models.TextChoices):
    """The six building blocks of a digital policy (2.3.4 of the vision)."""

    VISION = "vision", _("vision")
    EXPERTISE = "expertise", _("expertise")
    CONTENT = "content", _("content and applications")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    DATA = "data", _("data")
    ECOSYSTEM = "ecosystem", _("ecosystem")


class BlockScan(models.Model):
    """How much a school invests in a building block in a school year, in its own eyes: 0 nothing to 3 a lot (D-090)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="block_scans")
    year = models.PositiveSmallIntegerField()
    block = models.CharField(max_length=20, choices=Block)
    level = models.PositiveSmallIntegerField()

    personal_data = NoPersonalData(why="What a school says of itself.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "block"], name="block_scan_once"),
            models.CheckConstraint(condition=Q(level__lte=3), name="block_scan_level"),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.level}"


class DigitalAction(models.Model):
    """Something a school does for its digital policy: in which block, who owns it, by when (D-089).

    ``goal`` is the id of the goal of the school plan it serves (a reference ``documents.goal``), ``aim`` its words.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="digital_actions")
    block = models.CharField(max_length=20, choices=Block)
    text = models.CharField(max_length=200)
    aim = models.CharField(max_length=200, blank=True)
    goal = models.CharField(max_length=64, blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField()
    done_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="owner",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who works in the school or above it",
        fields=("owner",),
        impersonal=("unit", "block", "text", "aim", "goal", "until", "done_at"),
    )

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.text


class Idea(models.Model):
    """What a user asks of this product; everybody who works here sees where it stands at each level (D-454)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="ideas")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the network; by whom it is, the person alone",
        fields=("by", "at"),
        impersonal=("unit", "text"),
        dated="at",
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text


class IdeaAnswer(models.Model):
    """What a level says of an idea; the newest of each level is how it stands there."""

    class State(models.TextChoices):
        """How an idea stands at a level."""

        SEEN = "seen", _("seen")
        CONSIDERED = "considered", _("being considered")
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        NOT_NOW = "not_now", _("not now")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=State)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the network; by whom it is, the person alone",
        fields=("by", "at"),
        impersonal=("idea", "unit", "state", "why"),
        dated="at",
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.state}"


class IdeaVote(models.Model):
    """Somebody wants this too."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person; others see how many",
        fields=("by",),
        impersonal=("idea",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "by"], name="idea_vote_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.by_id}"
