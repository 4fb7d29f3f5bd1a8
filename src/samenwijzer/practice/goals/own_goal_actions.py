"""Making and putting away own goals."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal, OwnGoal
from samenwijzer.practice.goals.rules import check_inside_curriculum, check_keeps_own_goal, check_makes_for

LONGEST = 200


@transaction.atomic
def make_own_goal(*, text: str, official: int | None, is_extra: bool, group: int | None, by: Viewer) -> OwnGoal:
    """Store a goal in somebody's own words, within the curriculum or marked extra (R1, D-396).

    Without ``group`` it is a learner's own.
    """
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Write down what the goal is."))
    if len(words) > LONGEST:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST})
    check_inside_curriculum(official=official, is_extra=is_extra)
    unit = check_makes_for(by, group)
    if official is not None and not Goal.objects.filter(pk=official, gone_at=None).exists():
        raise NotVisible(_("There is nothing here for you."))
    made = OwnGoal.objects.create(
        text=words,
        official_id=official,
        is_extra=is_extra,
        learner_id=None if unit else by.person_id,
        group=unit,
        made_by_id=by.person_id,
    )
    record(verb="make own goal", on=Reference("goals.own_goal", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def make_step(*, own_goal: int, text: str, until: date | None, by: Viewer) -> OwnGoal:
    """Store a step towards an own goal, for the week that ends ``until`` (this one where nothing is said).

    It belongs to the same official goal, or is extra as well: what is inside a goal is inside the curriculum too.
    """
    whole = check_keeps_own_goal(by, own_goal)
    if whole.within_id is not None:
        raise Refused(_("This is a step already. Make the step at the goal it belongs to."))
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Write down what the goal is."))
    if len(words) > LONGEST:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST})
    day = until or by.on
    made = OwnGoal.objects.create(
        text=words,
        official_id=whole.official_id,
        is_extra=whole.is_extra,
        learner_id=whole.learner_id,
        group_id=whole.group_id,
        made_by_id=by.person_id,
        within=whole,
        until=day + timedelta(days=6 - day.weekday()),
    )
    record(verb="make step of own goal", on=Reference("goals.own_goal", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def put_away_own_goal(*, own_goal: int, by: Viewer) -> None:
    """Take an own goal off the list; it is kept."""
    kept = check_keeps_own_goal(by, own_goal)
    kept.put_away_at = timezone.now()
    kept.save(update_fields=["put_away_at"])
    record(verb="put away own goal", on=Reference("goals.own_goal", str(kept.pk)), by=by.person_id)


@transaction.atomic
def bring_back_own_goal(*, own_goal: int, by: Viewer) -> None:
    """Put an own goal on the list again."""
    kept = check_keeps_own_goal(by, own_goal)
    kept.put_away_at = None
    kept.save(update_fields=["put_away_at"])
    record(verb="bring back own goal", on=Reference("goals.own_goal", str(kept.pk)), by=by.person_id)
