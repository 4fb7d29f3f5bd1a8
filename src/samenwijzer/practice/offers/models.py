"""Rounds of offers: when they are, what is offered, how many may come, and who goes where."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.calendar.models import Room
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Round(models.Model):
    """Moments from ``starts`` until ``ends`` at which the learners of some groups go to what is offered.

    ``kind`` and ``freedom`` are keys of the pack. Learners see it from ``opened_at`` and choose until ``choose_until``;
    where they were placed they see from ``published_at``, for the moments until ``published_until``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    freedom = models.CharField(max_length=20)
    choose_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_until = models.DateField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults and learners of the groups that take part",
        fields=("by", "opened_at", "published_at"),
        impersonal=("unit", "kind", "title", "starts", "ends", "freedom", "choose_until", "published_until"),
        dated="starts",
    )

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="round_in_order")]

    def __str__(self) -> str:
        return self.title


class RoundGroup(models.Model):
    """The learners of ``unit`` take part in ``round``."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="Which groups take part; who is in a group stands with the memberships.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="round_group_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.unit_id}"


class Moment(models.Model):
    """One time at which everybody in ``round`` goes somewhere; of any length, on any day."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="moments")
    on = models.DateField()
    begins = models.TimeField()
    finishes = models.TimeField()

    personal_data = NoPersonalData(why="A day and a time.")

    class Meta:
        ordering = ["on", "begins", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "on", "begins"], name="moment_once"),
            models.CheckConstraint(condition=Q(finishes__gt=F("begins")), name="moment_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.begins}"


class Offer(models.Model):
    """Something to go to at ``moment``; ``form`` and ``choice`` are keys of the pack and of ``Choice``.

    ``taken`` counts its placements. That it never exceeds ``capacity`` is a rule of the database: a place is taken by
    raising ``taken`` in one conditional update, so however many choose at once, nobody gets a place that is not there.
    """

    class Choice(models.TextChoices):
        """Who may choose it by itself: everybody it is for, who has one of its goals open, or nobody."""

        EVERYBODY = "everybody"
        OWN_GOAL = "own_goal"
        PLACED = "placed"

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="offers")
    title = models.CharField(max_length=120)
    what = models.TextField(blank=True)
    form = models.CharField(max_length=60)
    choice = models.CharField(max_length=10, choices=Choice, default=Choice.EVERYBODY)
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="offers")
    place = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults and learners of the groups that take part",
        fields=("by", "withdrawn_at"),
        impersonal=("moment", "title", "what", "form", "choice", "room", "place", "capacity", "taken"),
        dated="moment__on",
    )

    class Meta:
        ordering = ["moment", "title", "pk"]
        constraints = [models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="offer_never_overfull")]

    def __str__(self) -> str:
        return self.title

    @property
    def left(self) -> int:
        """How many places are left."""
        return self.capacity - self.taken


class OfferAdult(models.Model):
    """``person`` guides ``offer``."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="adults")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guided_offers")

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults and learners of the groups that take part",
        fields=("offer", "person"),
        dated="offer__moment__on",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "person"], name="offer_adult_once")]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.person_id}"


class OfferGoal(models.Model):
    """``offer`` works on ``goal``."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="What is worked on.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "goal"], name="offer_goal_once")]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.goal_id}"


class OfferGroup(models.Model):
    """``offer`` is for the learners of ``unit``; without any it is for everybody in the round."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="groups")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="Which groups an offer is for.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "unit"], name="offer_group_once")]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.unit_id}"


class Placement(models.Model):
    """``person`` goes to ``offer`` at ``moment``: at most one place a moment, and ``why``, about which ``goal``.

    Until ``published_at`` it is a draft that only who places sees; it holds its place all the same. ``present`` is what
    was ticked at the door, empty where nobody ticked.
    """

    class Why(models.TextChoices):
        """Why somebody goes there: chosen, placed by an adult, or proposed for a need, a wish or what was left."""

        CHOSEN = "chosen"
        PLACED = "placed"
        NEED = "need"
        WISH = "wish"
        LEFT = "left"

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="placements")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="placements")
    why = models.CharField(max_length=6, choices=Why)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    present = models.BooleanField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="this person, the adults who guide the offer, and those who place",
        fields=("moment", "offer", "person", "why", "goal", "by", "at", "published_at", "present"),
        dated="at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moment", "person"], name="placement_one_a_moment")]
        indexes = [models.Index(fields=["offer", "person"], name="placement_offer")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.offer_id}"


class Wish(models.Model):
    """``person`` would like to go to ``offer`` when there is room."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="this person and those who place",
        fields=("offer", "person", "at"),
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "person"], name="wish_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.offer_id}?"


class Proposal(models.Model):
    """A plan of ``round`` that ``by`` asked for: how it ended, how many places it gives, and its proven gap (0 to 1).

    For a whole school it is made by the worker. What it gives are drafts, which somebody looks at and publishes (R9).
    """

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked"
        DONE = "done"
        REFUSED = "refused"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    ended_at = models.DateTimeField(null=True)
    places = models.PositiveIntegerField(default=0)
    gap = models.FloatField(default=0.0)
    refusal = models.CharField(max_length=300, blank=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="those who place",
        fields=("by", "at"),
        impersonal=("round", "state", "ended_at", "places", "gap", "refusal"),
        dated="at",
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.state}"


class Moved(models.Model):
    """``proposal`` sends ``person`` at ``moment`` from ``before`` to ``after``; to nowhere where there was no room."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=6, choices=Placement.Why, blank=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="those who place",
        fields=("proposal", "person", "moment", "before", "after", "why"),
        dated="proposal__at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["moment", "person", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.before_id} → {self.after_id}"
