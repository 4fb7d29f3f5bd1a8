"""Tasks with short questions: made by a teacher, done by a learner on a screen; paper goes through a sheet."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.models import Occasion
from samenwijzer.learning.evidence.response_actions import Response, record_responses
from samenwijzer.learning.evidence.sheet_actions import open_sheet
from samenwijzer.learning.lessons.models import Deviation, Task, UnitOfWork, Work
from samenwijzer.learning.lessons.questions import Question, read_questions, restored
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER

ANSWER_LENGTH = 300


@transaction.atomic
def make_task(
    *, unit_of_work: int, goal: int, title: str, text: str, variation: int | None, by: Viewer, setting: str = ""
) -> Task:
    """Make a task of the questions in ``text`` about a goal of a unit; with a variation for who goes with that one.

    ``setting`` is the context that stands above the questions.
    """
    work = check_plan(by, unit_of_work, writing=True)
    if not title.strip():
        raise Refused(_("Give the task a name."))
    if not work.unit_goals.filter(goal=goal).exists():
        raise Refused(_("Choose a goal of this unit."))
    chosen = work.variations.filter(pk=variation, goal=goal).first() if variation else None
    if variation and chosen is None:
        raise Refused(_("This variation is about another goal."))
    made = Task.objects.create(
        unit_of_work=work,
        goal_id=goal,
        variation=chosen,
        title=title.strip(),
        text=setting.strip(),
        questions=[one.stored() for one in read_questions(text)],
        made_at=timezone.now(),
    )
    record(verb="make task", on=Reference("lessons.task", str(made.pk)), by=by.person_id)
    return made


def task_of_teacher(*, viewer: Viewer, task: int, writing: bool = False) -> Task:
    """Return a task of a unit of work that ``viewer`` plans."""
    found = Task.objects.filter(pk=task).select_related("goal", "unit_of_work__group", "variation").first()
    check_plan(viewer, found.unit_of_work_id if found else 0, writing=writing)
    assert found is not None  # noqa: S101  # without it there is no plan, and that was refused
    return found


def on_paper(*, task: int, by: Viewer) -> Occasion:
    """Open a sheet for the results of a task done on paper: one mark a learner, out of the number of questions."""
    found = task_of_teacher(viewer=by, task=task, writing=True)
    return open_sheet(
        unit=found.unit_of_work.group_id,
        title=found.title,
        on=by.on,
        goals=[found.goal_id],
        points=len(found.questions),
        by=by,
    )


def tasks_for(*, viewer: Viewer) -> list[tuple[Task, bool]]:
    """Return the tasks of units that run in the groups of a learner, and whether each was handed in (three queries).

    A task of a variation is there for who goes with it.
    """
    groups = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    running = UnitOfWork.objects.filter(group__in=groups, starts__lte=viewer.on, ends__gte=viewer.on)
    own = set(
        Deviation.objects.filter(learner=viewer.person_id, ended_at=None, variation__isnull=False).values_list(
            "variation", flat=True
        )
    )
    rows = Task.objects.filter(unit_of_work__in=running).select_related("goal", "unit_of_work")
    done = set(
        Work.objects.filter(learner=viewer.person_id, task__in=rows, handed_in_at__isnull=False).values_list(
            "task", flat=True
        )
    )
    return [(one, one.pk in done) for one in rows if one.variation_id is None or one.variation_id in own]


def task_of_learner(*, viewer: Viewer, task: int) -> Task:
    """Return a task that is there for the learner ``viewer``."""
    found = next((one for one, _done in tasks_for(viewer=viewer) if one.pk == task), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def keep_work(*, task: int, given: Mapping[str, str], by: Viewer) -> Work:
    """Keep what a learner answered so far."""
    found = task_of_learner(viewer=by, task=task)
    work, _is_new = Work.objects.select_for_update().get_or_create(
        task=found, learner_id=by.person_id, handed_in_at=None
    )
    places = {str(place) for place in range(len(found.questions))}
    work.given = {place: text[:ANSWER_LENGTH] for place, text in given.items() if place in places}
    work.save(update_fields=["given", "kept_at"])
    return work


@transaction.atomic
def hand_in(*, task: int, given: Mapping[str, str], by: Viewer) -> Work:
    """Hand in a task: each question that was answered is marked and becomes evidence of its goal."""
    work = keep_work(task=task, given=given, by=by)
    if not any(text.strip() for text in work.given.values()):
        raise Refused(_("Answer at least one question."))
    work.handed_in_at = timezone.now()
    work.save(update_fields=["handed_in_at"])
    record_responses(
        responses=[
            Response(by.person_id, work.task.goal_id, question.prompt, float(is_right))
            for question, text, is_right in marked(work)
            if text
        ],
        by=by.person_id,
    )
    return work


def marked(work: Work) -> Sequence[tuple[Question, str, bool]]:
    """Return each question of a task with the answer given and whether it is right."""
    questions = restored(work.task.questions)
    given = [work.given.get(str(place), "").strip() for place in range(len(questions))]
    return [(one, text, one.is_right(text)) for one, text in zip(questions, given, strict=True)]
