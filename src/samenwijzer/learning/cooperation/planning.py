"""Working together in a unit of work: how much is done alone, where peers could explain, which form is new.

It stands on the plan of the unit of work; nothing here changes it but the verbs, and those only add.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.cooperation.models import FormUse
from samenwijzer.learning.cooperation.pack import Form, cooperation
from samenwijzer.learning.lessons.kinds import Approach, Kind, Setting
from samenwijzer.learning.lessons.models import Activity, Deviation
from samenwijzer.learning.lessons.plan_actions import keep_activity
from samenwijzer.learning.lessons.plans import Plan, plan_of, share_alone
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Path:
    """The path of a learner who leaves out something: how much of it is done alone, in percent."""

    learner: Person
    alone: int

    @property
    def is_flagged(self) -> bool:
        """Whether that is more than the set share (D-392)."""
        return self.alone > cooperation().solitary


@dataclass(frozen=True)
class Interaction:
    """How a unit of work is about working together.

    ``prompts`` say for activities without talk among peers where there could be some; ``fresh`` are the forms that the
    group did not use this month, those longest unused first.
    """

    plan: Plan
    limit: int
    paths: list[Path]
    prompts: list[tuple[Activity, str]]
    fresh: list[Form]

    @property
    def is_flagged(self) -> bool:
        """Whether the plan of the group itself is more solitary than the set share."""
        return self.plan.alone > self.limit


def interaction_of(*, viewer: Viewer, unit_of_work: int) -> Interaction:
    """Return how a unit of work of a group ``viewer`` guides is about working together (eight queries)."""
    plan = plan_of(viewer=viewer, unit_of_work=unit_of_work)
    content = cooperation()
    quiet = [one for one in plan.activities if one.setting not in (Setting.PAIRS, Setting.GROUPS)]
    found = [(one, content.prompt(one.kind)) for one in quiet if not one.is_cooperative]
    return Interaction(
        plan=plan,
        limit=content.solitary,
        paths=_paths(plan, viewer.on),
        prompts=[(one, words) for one, words in found if words],
        fresh=_fresh(plan.work.group_id, viewer.on),
    )


def _paths(plan: Plan, on: date) -> list[Path]:
    """Return the path of each learner of the group who leaves out an activity, the most solitary first."""
    skipped: dict[int, set[int | None]] = defaultdict(set)
    rows = Deviation.objects.filter(unit_of_work=plan.work, activity__isnull=False, ended_at=None)
    for learner, activity in rows.values_list("learner", "activity"):
        skipped[learner].add(activity)
    if not skipped:
        return []
    people = learners_of(units=[plan.work.group_id], on=on).filter(pk__in=skipped)
    paths = [
        Path(one, share_alone(activity for activity in plan.activities if activity.pk not in skipped[one.pk]))
        for one in people
    ]
    return sorted(paths, key=lambda one: -one.alone)


def _fresh(group: int, on: date) -> list[Form]:
    """Return the forms that ``group`` did not use in the month before ``on`` nor planned after it (D-175)."""
    uses = FormUse.objects.filter(activity__unit_of_work__group=group).values("form").annotate(last=Max("activity__on"))
    last = {row["form"]: row["last"] for row in uses}
    unused = [one for one in cooperation().forms if (last.get(one.key) or date.min) < on - MONTH]
    return sorted(unused, key=lambda one: last.get(one.key) or date.min)


@transaction.atomic
def plan_form(*, unit_of_work: int, form: str, on: date, by: Viewer) -> Activity:
    """Put a form of working together in a unit of work, on a day."""
    found = next((one for one in cooperation().forms if one.key == form), None)
    if found is None:
        raise Refused(_("Choose a form of working together."))
    written = {
        "title": found.name.capitalize(),
        "purpose": found.sentence,
        "on": on,
        "minutes": found.minutes,
        "kind": Kind.COOPERATION,
        "approach": Approach.CONSTRUCTION,
        "setting": Setting(found.setting),
    }
    activity = keep_activity(unit_of_work=unit_of_work, written=written, by=by)
    FormUse.objects.create(activity=activity, form=found.key)
    return activity


@transaction.atomic
def plan_scheme(*, unit_of_work: int, skill: str, on: date, by: Viewer) -> list[Activity]:
    """Fill a lesson on one day with the steps of the fixed scheme that teaches a skill of working together (D-112)."""
    found = cooperation().skill(skill)
    if found is None:
        raise Refused(_("Choose a skill to teach."))
    return [
        keep_activity(
            unit_of_work=unit_of_work,
            written={
                "title": f"{step.name} · {found.name}",
                "purpose": step.words(found),
                "on": on,
                "minutes": step.minutes,
                "kind": Kind.COOPERATION if step.key == "practise" else Kind.INSTRUCTION,
                "setting": Setting.GROUPS if step.key == "practise" else Setting.CLASS,
            },
            by=by,
        )
        for step in cooperation().scheme
    ]
