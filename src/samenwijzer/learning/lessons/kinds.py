"""The words in which a unit of work is planned: sorts of activities, and ways to vary on the road to one goal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of work it is (D-168)."""

    INSTRUCTION = "instruction", _("instruction")
    PRACTICE = "practice", _("practice")
    OWN_WORK = "own_work", _("own work")
    COOPERATION = "cooperation", _("cooperation")


class Setting(models.TextChoices):
    """In what company learners work."""

    CLASS = "class", _("whole class")
    GROUPS = "groups", _("small groups")
    PAIRS = "pairs", _("pairs")
    ALONE = "alone", _("alone")


class Mode(models.TextChoices):
    """Together in one place, or not."""

    CONTACT = "contact", _("contact")
    DISTANCE = "distance", _("distance")


class Timing(models.TextChoices):
    """At the same moment, or each in own time."""

    TOGETHER = "synchronous", _("at the same time")
    OWN_TIME = "asynchronous", _("in own time")


class Approach(models.TextChoices):
    """Whether knowledge is handed over step by step or built by learners (D-405)."""

    INSTRUCTION = "instruction", _("instruction")
    CONSTRUCTION = "construction", _("construction")


class Basis(models.TextChoices):
    """The difference between learners it answers (Struyven et al. 2021)."""

    INTEREST = "interest", _("interest")
    READINESS = "readiness", _("readiness")
    PROFILE = "profile", _("learning profile")


class Tier(models.TextChoices):
    """How much support or challenge it gives on the same goal."""

    SUPPORT = "support", _("with support")
    CORE = "core", _("as the group")
    EXTENSION = "extension", _("goes further")


class Channel(models.TextChoices):
    """How a learner meets the goal in it."""

    TEXT = "text", _("text")
    AUDIO = "audio", _("audio")
    IMAGE = "image", _("image")
    HANDS_ON = "hands_on", _("hands-on")
    TALK = "talk", _("conversation")


class Principle(models.TextChoices):
    """Which principle of UDL it serves (CAST)."""

    ENGAGE = "engage", _("engage")
    REPRESENT = "represent", _("represent")
    ACT = "act", _("act and express")
