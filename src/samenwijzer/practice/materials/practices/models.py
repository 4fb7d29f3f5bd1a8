"""Practice examples, what practice says beside a card of research, and inquiries that cite it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.materials.models import Material

SEEN_BY = "who sees the material it stands with"


class Example(models.Model):
    """How a school turned a challenge into a chance: a material with its context, and how sure its effect is.

    ``learners`` and ``school`` are how big the school was when it was told, so that similar schools find it. Beyond
    the school group it goes only after ``consented_at``, when the school agreed (D-135).
    """

    class Effect(models.TextChoices):
        """How the effect is known."""

        TOLD = "told", _("we think so")
        OBSERVED = "observed", _("we saw it")
        MEASURED = "measured", _("we measured before and after")

    material = models.OneToOneField(Material, on_delete=models.CASCADE, related_name="example")
    challenge = models.TextField()
    context = models.TextField()
    approach = models.TextField()
    effect = models.TextField()
    effect_known = models.CharField(max_length=10, choices=Effect)
    grounds = models.CharField(max_length=300, blank=True)
    card = models.ForeignKey(Material, null=True, on_delete=models.SET_NULL, related_name="examples")
    contact = models.CharField(max_length=120)
    school = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    learners = models.PositiveIntegerField(default=0)
    consented_at = models.DateTimeField(null=True)
    consented_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = PersonalData(
        subject="consented_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("consented_by", "consented_at", "confirmed_by", "confirmed_at", "contact"),
        impersonal=(
            "material", "challenge", "context", "approach", "effect", "effect_known", "grounds", "card", "school",
            "learners",
        ),
        dated="material__made_at",
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.material_id}"

    @property
    def is_grounded(self) -> bool:
        """Whether it says what research or theory it rests on."""
        return bool(self.grounds or self.card_id)

    @property
    def level(self) -> str:
        """How well it is supported: described, grounded, or shown (measured, grounded and confirmed; D-353)."""
        measured = self.effect_known == self.Effect.MEASURED and self.confirmed_at is not None
        if self.is_grounded and measured:
            return "shown"
        return "grounded" if self.is_grounded else "described"

    @property
    def level_words(self) -> str:
        """The level in words."""
        return str({"shown": _("shown"), "grounded": _("grounded"), "described": _("described")}[self.level])


class PracticeComment(models.Model):
    """What somebody says from practice of a card of research; it never stands in the text of the research (D-195)."""

    class Stance(models.TextChoices):
        """What became of it: tried, changed for the own context, or why not."""

        TRIED = "tried", _("we tried it")
        ADAPTED = "adapted", _("we did it in our way")
        WHY_NOT = "why_not", _("why not with us")

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="comments")
    stance = models.CharField(max_length=10, choices=Stance)
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("text", "by", "at"),
        impersonal=("material", "stance"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.stance}"


class Component(models.Model):
    """A core component of what a card describes: without it, it is something else (D-099)."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="components")
    text = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("by", "at"),
        impersonal=("material", "text"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Kept(models.Model):
    """Which core ``components`` (ids) ``unit`` keeps of a card, and what it does in its own way; the last counts."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="kept")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    components = models.JSONField(default=list)
    own_way = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the school",
        fields=("by", "at"),
        impersonal=("material", "unit", "components", "own_way"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.unit_id}"


class Citation(models.Model):
    """An inquiry rests on a card; its title then stands with the card (D-440)."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="citations")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("cycle", "by", "at"),
        impersonal=("material",),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["material", "cycle"], name="citation_once")]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.cycle_id}"
