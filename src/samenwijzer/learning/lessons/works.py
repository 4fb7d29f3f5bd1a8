"""What learners answered in tasks, as they and their teachers read it."""

from dataclasses import dataclass

from samenwijzer.learning.lessons.models import Task, Work
from samenwijzer.learning.lessons.questions import Question
from samenwijzer.learning.lessons.task_actions import marked, task_of_learner
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person


@dataclass(frozen=True)
class Result:
    """What a learner handed in: each question, the answer, whether it is right."""

    learner: Person
    lines: list[tuple[Question, str, bool]]

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(is_right for _question, _text, is_right in self.lines)


def handed_in(*, viewer: Viewer, task: Task) -> list[Result]:
    """Return what learners whom ``viewer`` sees handed in last (one query)."""
    rows = task.works.filter(handed_in_at__isnull=False, learner__in=visible_learners(viewer)).select_related("learner")
    last = {one.learner_id: one for one in rows.order_by("pk")}
    for one in last.values():
        one.task = task
    return [Result(one.learner, list(marked(one))) for one in sorted(last.values(), key=lambda one: str(one.learner))]


@dataclass(frozen=True)
class OwnWork:
    """A task as its learner sees it: what is written now, and what was handed in last."""

    task: Task
    given: dict[str, str]
    kept_at: str
    last: Result | None


def own_work(*, viewer: Viewer, task: int) -> OwnWork:
    """Return a task with what the learner ``viewer`` wrote (four queries)."""
    found = task_of_learner(viewer=viewer, task=task)
    rows = list(Work.objects.filter(task=found, learner=viewer.person_id).select_related("learner"))
    for one in rows:
        one.task = found
    now = next((one for one in rows if one.handed_in_at is None), None)
    before = [one for one in rows if one.handed_in_at]
    return OwnWork(
        task=found,
        given=now.given if now else {},
        kept_at=now.kept_at.isoformat() if now else "",
        last=Result(before[-1].learner, list(marked(before[-1]))) if before else None,
    )
