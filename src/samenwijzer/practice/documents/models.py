"""A document of a unit: what is being written, the versions that stay, and what readers said of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


def written_by(fields: tuple[str, ...], impersonal: tuple[str, ...], seen_by: str) -> PersonalData:
    """Return the declaration of a row that says who wrote something and when."""
    return PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=seen_by,
        fields=("by", "at", *fields),
        impersonal=impersonal,
        dated="at",
    )


class Document(models.Model):
    """A document of ``unit`` after a template of the pack; ``about`` is what it is about (a reference or none)."""

    template = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(
        (), ("template", "unit", "title", "about_kind", "about_id"), "who works in the unit or below it"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "template"], name="document_of_unit"),
            models.Index(fields=["about_kind", "about_id"], name="document_about"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Reference | None:
        """What it is about."""
        return Reference(self.about_kind, self.about_id) if self.about_kind else None


class Passage(models.Model):
    """What stands in a section of a document from ``at``; the last one counts, what others wrote before it stays."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    section = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by((), ("document", "section", "text"), "who writes the document")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["document", "section"], name="passage_section")]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.section}"


class Version(models.Model):
    """A document as it stood when it was published: ``parts`` is a list of key, title and text. It never changes.

    A ``is_draft`` version is put before readers to react to; the others hold.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    parts = models.JSONField(default=list)
    is_draft = models.BooleanField(default=False)
    react_until = models.DateField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(
        (), ("document", "number", "note", "parts", "is_draft", "react_until"), "who reads the document"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Signature(models.Model):
    """``by`` stands behind a version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by((), ("version",), "who reads the document")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version", "by"], name="signature_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.by_id}"


class Reaction(models.Model):
    """What somebody said of a part of a document, or an insight from elsewhere that asks to change it, and the answer.

    ``from_kind`` and ``from_id`` (a reference, may be empty) are where an insight comes from: a dialogue, an
    agreement. Accepted is a change still to be made, until ``version`` takes it up.
    """

    class Source(models.TextChoices):
        """Where it comes from."""

        READER = "reader", _("reaction of a reader")
        DATA = "data", _("looking at data")
        DIALOGUE = "dialogue", _("dialogue")
        VISIT = "visit", _("visit or conversation")

    class Stance(models.TextChoices):
        """How somebody stands to a draft."""

        AGREES = "agrees", _("agrees")
        CHANGE = "change", _("asks for a change")
        AGAINST = "against", _("does not agree")
        NOT_REALISTIC = "not_realistic", _("not realistic for us")

    class Outcome(models.TextChoices):
        """What was decided about it."""

        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="reactions")
    on_version = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="reactions")
    part = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=1000)
    source = models.CharField(max_length=20, choices=Source, default=Source.READER)
    stance = models.CharField(max_length=20, choices=Stance, blank=True)
    from_kind = models.CharField(max_length=80, blank=True)
    from_id = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    why = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="caused_by")

    personal_data = written_by(
        ("text", "stance", "unit"),
        (
            "document", "on_version", "part", "source", "from_kind", "from_id", "outcome", "why", "answered_by",
            "version",
        ),
        "who reads the document; above the school without a name",
    )  # fmt: skip

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome="") | ~Q(why=""), name="reaction_answered_with_reason"),
            models.CheckConstraint(condition=Q(version=None) | Q(outcome="accepted"), name="reaction_taken_up"),
        ]

    def __str__(self) -> str:
        return self.text


class Sharing(models.Model):
    """The versions of a document that hold are read by those who lead ``unit``, from ``at`` until ``closes``.

    ``parts`` are the keys they see; none: all. ``ended_at`` when it was taken back.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sharings")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    parts = models.JSONField(default=list)
    closes = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by((), ("document", "unit", "parts", "closes", "ended_at"), "who writes the document")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.unit_id}"


class PlanGoal(models.Model):
    """A goal of a plan: which ambitions of the network it serves, and what is measured, from where to where (D-198).

    ``question`` is what one wants to know (R12). ``carries`` are goals of the plan one level up.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    ambitions = models.JSONField(default=list)
    carries = models.ManyToManyField("self", through="Carrying", symmetrical=False, related_name="carried_by")
    question = models.CharField(max_length=300)
    measure = models.CharField(max_length=200)
    scale = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=8, decimal_places=2)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=8, decimal_places=2)
    until = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    left_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="A goal of a school or a school group.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(measure="") & ~Q(question=""), name="plan_goal_is_measured"),
            models.CheckConstraint(condition=Q(until__gt=F("baseline_on")), name="plan_goal_in_order"),
        ]

    def __str__(self) -> str:
        return self.text


class Carrying(models.Model):
    """``goal``, of a school, helps to reach ``upper``, a goal of the plan one level up (D-207)."""

    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="+")
    upper = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="Which goal of a plan serves which.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "upper"], name="carrying_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} → {self.upper_id}"


class Measurement(models.Model):
    """What was measured of a goal of a plan ``on`` a day. Rows are only ever added."""

    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=8, decimal_places=2)
    words = models.CharField(max_length=600, blank=True)
    on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by((), ("goal", "value", "words", "on"), "who reads the plan")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.value}"


class Chart(models.Model):
    """Figures that stand in a document because they answer a ``question``: without one there is no chart (D-100).

    ``kind`` and ``key`` (a reference) are what is counted; ``points`` are its figures as they stood on that day, and
    ``reading`` says them in a sentence, so that what was published reproduces. ``meaning`` is how the team reads it.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="charts")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    reading = models.CharField(max_length=400)
    points = models.JSONField(default=list)
    meaning = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    personal_data = written_by(
        (), ("document", "question", "kind", "key", "title", "reading", "points", "meaning", "left_at"),
        "who reads the document",
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(question=""), name="chart_answers_question")]

    def __str__(self) -> str:
        return self.question
