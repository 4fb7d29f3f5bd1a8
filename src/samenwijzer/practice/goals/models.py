"""Frameworks (curriculum, R-OK, PPGO!, strategies …) and the goals in them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

Texts = dict[str, str]


def localised(texts: Texts) -> str:
    """Return the text in the active language, else in Dutch, else in any language there is; empty without text."""
    for language in ((get_language() or "nl")[:2], "nl", *sorted(texts)):
        if texts.get(language):
            return texts[language]
    return ""


class Framework(models.Model):
    """A coherent set of goals with an owner, a version and a status; ``identifier`` never changes over versions.

    ``owner`` is the network, school group or school that brought it in and for which it is; without one it is for all.
    """

    class Status(models.TextChoices):
        """How far the text is agreed."""

        SAMPLE = "sample"
        DRAFT = "draft"
        ADOPTED = "adopted"
        DEPRECATED = "deprecated"

    identifier = models.CharField(max_length=200)
    version = models.CharField(max_length=60)
    kind = models.CharField(max_length=40, default="curriculum", db_index=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ADOPTED)
    title = models.JSONField()
    publisher = models.CharField(max_length=300, blank=True)
    source = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks")

    personal_data = NoPersonalData(why="Published goals.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identifier", "version"], name="framework_version_once")]

    def __str__(self) -> str:
        return localised(self.title)


class Goal(models.Model):
    """One statement of a framework, at any depth; ``identifier`` is unique in its framework, ``code`` need not be.

    ``statement``, ``short``, ``learner_wording`` and ``notes`` (examples, limits) hold a text a language. ``short``
    fits a column of the class grid. A goal for several levels stands at the first; ``also_for`` holds the others, each
    between bars. A goal that its framework no longer holds stays, because evidence may rest on it,
    and has ``gone_at``. ``stems`` is what :mod:`~samenwijzer.practice.goals.search` reads.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="goals")
    identifier = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40, default="goal")
    level = models.CharField(max_length=40, blank=True, db_index=True)
    also_for = models.CharField(max_length=400, blank=True)
    statement = models.JSONField()
    short = models.JSONField(default=dict)
    learner_wording = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    stems = models.TextField(default="", editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="Published goals.")

    class Meta:
        ordering = ["framework", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["framework", "identifier"], name="goal_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def levels(self) -> list[str]:
        """Every level this goal is for."""
        return [one for one in (self.level, *self.also_for.split("|")) if one]

    @property
    def title(self) -> str:
        """The short text where there is one, the statement otherwise."""
        return localised(self.short) or localised(self.statement)

    @property
    def full_statement(self) -> str:
        """The official wording."""
        return localised(self.statement)

    @property
    def note(self) -> str:
        """Examples and limits that go with the official wording."""
        return localised(self.notes)

    @property
    def wording(self) -> str:
        """The learner's wording (*ik kan …*), the statement where there is none (D-163)."""
        return localised(self.learner_wording) or localised(self.statement)


def at_level(level: str) -> Q:
    """Return the condition that a goal is for this level, among others or alone."""
    return Q(level=level) | Q(also_for__contains=f"|{level}|")


class GoalLink(models.Model):
    """``origin`` relates to ``destination``; for a prerequisite, ``destination`` is learned first."""

    class Kind(models.TextChoices):
        """Relations after CASE 1.0 section 4.3; *prerequisite* is our reading of ``precedes`` turned round.

        *Close match* (SKOS) is not in CASE and goes out as ``isRelatedTo``.
        """

        PREREQUISITE = "prerequisite"
        PART_OF = "isPartOf"
        EXACT_MATCH = "exactMatchOf"
        CLOSE_MATCH = "closeMatchOf"
        RELATED = "isRelatedTo"
        REPLACED_BY = "replacedBy"

    origin = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    destination = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=Kind)

    personal_data = NoPersonalData(why="Relations between published goals.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "destination", "kind"], name="goal_link_once"),
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="goal_link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.kind} {self.destination_id}"


class GoalTag(models.Model):
    """A goal of a framework such as PPGO! or R-OK, said of any thing: what it serves. The thing is a reference."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tagged")
    object_kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)

    personal_data = NoPersonalData(
        why="A published goal said of a plan or a goal; whoever put it there is in the audit."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "object_kind", "object_id"], name="goal_tag_once")]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="goal_tag_object")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.object_kind} {self.object_id}"


class Rewording(models.Model):
    """How a goal read before its framework came in again, under the same version, with another text."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="rewordings")
    statement = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="Published goals.")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return localised(self.statement)


class OwnGoal(models.Model):
    """What a learner, or a group with its teacher, wants to reach beside or within the curriculum (R1, D-396).

    A step towards it is an own goal ``within`` it, for the week that ends ``until`` (D-119).
    It belongs to an official goal or is marked extra: the database refuses one that is neither or both. It has no
    evidence of its own: what is seen of it is seen of the official goal.
    """

    text = models.CharField(max_length=200)
    official = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="own_goals")
    is_extra = models.BooleanField(default=False)
    learner = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="own_goals")
    group = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="own_goals")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    put_away_at = models.DateTimeField(null=True)
    within = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="steps")
    until = models.DateField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner; that of a group, everybody in it",
        fields=(
            "text",
            "official",
            "is_extra",
            "learner",
            "group",
            "made_by",
            "made_at",
            "put_away_at",
            "within",
            "until",
        ),
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(official=None, is_extra=True) | Q(official__isnull=False, is_extra=False),
                name="own_goal_in_curriculum_or_extra",
            ),
            models.CheckConstraint(
                condition=Q(learner=None, group__isnull=False) | Q(learner__isnull=False, group=None),
                name="own_goal_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Word(models.Model):
    """A stem that stands in some goal; known stems are what a slip of the pen is compared with."""

    stem = models.CharField(max_length=60, unique=True)

    personal_data = NoPersonalData(why="Words of published goals.")

    def __str__(self) -> str:
        return self.stem
