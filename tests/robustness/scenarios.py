"""What is killed: saves over HTTP, imports at once and by the worker, a refit, nightly work, and the lake."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pydantic import TypeAdapter

from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster import reading as roster_reading
from samenwijzer.exchange.responses import generic
from samenwijzer.exchange.responses import plan as responses_plan
from samenwijzer.foundation.audit import sealing
from samenwijzer.foundation.tasks.actions import enqueue, run_next
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.evidence.models import Occasion
from samenwijzer.learning.evidence.sheet_actions import open_sheet
from samenwijzer.learning.progress.switch_actions import decide_for_school
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.erasure import erase_person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.web.school.imports import uploads
from samenwijzer.web.school.imports.kinds import KINDS, Asked
from samenwijzer.web.school.imports.work import TASK, TICKET, Ticket, do
from tests.exchange.rosters import Export
from tests.media import allow, picture
from tests.robustness.stopping import Step
from tests.worlds import World, seen, small_world

LEARNERS, SPACE = 12, UUID("0d5f5c1e-0000-4000-8000-000000000001")
FOLDER = "f" * 32
#: The family name of a learner of the class who leaves.
LEAVES = "Aerts"
files: dict[str, Path] = {}
cookies: dict[str, str] = {}


def base(folder: Path) -> World:
    """Store the world in which everything happens, and write the files that come in."""
    # Rows are sealed when they are an hour old; here that hour has gone by.
    sealing.SETTLED_AFTER = timedelta(0)
    world = small_world(learners=LEARNERS)
    allow(world)
    for n, learner in enumerate(world.learners):
        for goal in world.goals.values():
            seen(learner, goal, [(n + step) % 3 / 2 for step in range(10)], kind="item_response")
    decide_for_school(unit=world.school, is_on=True, reason="", by=world.head.pk)
    open_sheet(
        unit=world.group.pk, title="Toets", on=timezone.localdate(), goals=[world.goals["add"].pk],
        by=world.viewer(world.teacher),
    )  # fmt: skip
    for name, person in (("teacher", world.teacher), ("learner", world.learners[0])):
        cookies[name] = world.client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
    files.update(_rosters(folder) | {"responses": _responses(folder)})
    return world


def _rosters(folder: Path) -> dict[str, Path]:
    first = Export(folder).write("first.zip")
    export = Export(folder)
    export.row("users", 3)["familyName"] = "Yılmaz"
    export.row("enrollments", 4)["classSourcedId"] = "c2"
    return {"first": first, "second": export.write("second.zip")}


def _responses(folder: Path) -> Path:
    rows = [f"{who}\t{item}\t{100 * item}\t{(who + item) % 2}\t{item % 3}" for who in range(8) for item in range(30)]
    path = folder / "algebra.csv"
    path.write_text("user_id\titem_id\ttimestamp\tcorrect\tskill_id\n" + "\n".join(rows) + "\n")
    return path


def browser(name: str) -> Client:
    """Return the browser in which a person is signed in since before."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookies[name]
    return client


def post(name: str, to: Callable[[], str], what: Callable[[], object], content_type: str = "") -> None:
    """Send something as this person; it is acknowledged when the answer says that it went well."""
    more = {"content_type": content_type} if content_type else {}
    answer = browser(name).post(to(), what(), **more)
    if answer.status_code not in (200, 204, 302):
        raise AssertionError(f"{to()}: {answer.status_code}")


def group() -> int:
    return Unit.objects.get(name="L3A").pk


def learner(place: int) -> int:
    return Person.objects.filter(memberships__unit__name="L3A", memberships__role="learner").order_by("pk")[place].pk


def goal(key: str) -> int:
    return Goal.objects.get(identifier=key, framework__identifier__startswith="https").pk


def marks(*values: float) -> str:
    """Return marks of the sheet for as many learners."""
    column = Occasion.objects.get().columns.get().pk
    rows = [{"learner": learner(n), "column": column, "value": value, "seen": None} for n, value in enumerate(values)]
    return json.dumps({"marks": rows})


def noted(name: str, *learners: int) -> dict[str, object]:
    """Return a capture that bears an id of its own, so that sending it again is the same."""
    who = [learner(n) for n in learners]
    return {"capture": str(uuid5(SPACE, name)), "learner": who, "goal": goal("add"), "step": 3}


def later() -> dict[str, object]:
    teacher = Person.objects.get(given_name="Lotte").pk
    return noted("later", 4) | {"person": teacher, "seen_at": "2026-09-01T09:00:00Z"}


def sheet() -> str:
    return reverse("sheet_marks", args=[Occasion.objects.get().pk])


def here(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[group()])


def route(name: str) -> Callable[[], str]:
    return lambda: reverse(name, args=[Unit.objects.get(name="L3A").units_of_work.get().pk])


def phase() -> str:
    return reverse("cycle_keep", args=[Cycle.objects.get().uid, "prepare"])


def back() -> str:
    return reverse("today_take_back_capture", args=[group(), uuid5(SPACE, "later")])


def sure() -> dict[str, object]:
    return {"sure": 2, "goal": goal("add")}


def photo() -> dict[str, object]:
    return noted("one", 0, 1) | {"file": SimpleUploadedFile("f.jpg", picture())}


first_marks, other_marks = partial(marks, 1, 2, 3, 4), partial(marks, 2, 2, 3, 1, 3, 3)
own_goal, words = {"title": "dino", "goal": "extra"}, {"success": "als het lukt", "ends": "1"}
SAVES = (
    Step("marks", partial(post, "teacher", sheet, first_marks, "application/json")),
    Step("marks again", partial(post, "teacher", sheet, other_marks, "application/json")),
    Step("a capture with a photo", partial(post, "teacher", here("today_capture"), photo)),
    Step("a capture of before", partial(post, "teacher", here("today_capture_later"), later)),
    Step("taken back", partial(post, "teacher", back, dict), again=False),
    Step("how sure", partial(post, "learner", route("compass_sure"), sure), again=False),
    Step("a cycle", partial(post, "learner", lambda: reverse("my_cycle_start"), lambda: own_goal), again=False),
    Step("words in it", partial(post, "learner", phase, lambda: words)),
)


def roster(name: str) -> None:
    """Bring in a roster as the command line does."""
    content = roster_reading.read(files[name])
    roster_plan.carry_out(roster_plan.plan(content, under=None, on=timezone.localdate()), by=None)


def responses() -> None:
    """Bring in responses as the command line does."""
    today = timezone.localdate()
    content = generic.read(files["responses"])
    plan = responses_plan.plan(content, under=None, name="Oefendata", day=today - timedelta(days=1), today=today)
    responses_plan.carry_out(plan, by=None)


def ask_for_import() -> None:
    """Leave a roster and its ticket for the worker, as the screen does with a large file."""
    place = uploads.home() / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    path = place / "first.zip"
    path.write_bytes(files["first"].read_bytes())
    secretary, today = Person.objects.get(given_name="Rita"), timezone.localdate()
    asked = Asked(None, None, today)
    seal = do(KINDS["roster"], path, asked, "", secretary).seal
    ticket = Ticket("roster", path.name, None, today, None, "", {}, False, secretary.pk, "nl", seal)
    (place / TICKET).write_bytes(TypeAdapter(Ticket).dump_json(ticket))
    enqueue(name=TASK, folder=FOLDER)


def work(*names: str) -> None:
    """Ask for this work where it was never done, and be the worker until nothing is due.

    Of a task that a killed worker left, the minutes after which it is taken again have gone by.
    """
    Task.objects.filter(state=Task.State.RUNNING).update(seen_alive_at=timezone.now() - timedelta(hours=1))
    for name in names:
        if not Task.objects.filter(name=name).exists():
            enqueue(name=name)
    while task := run_next():
        if task.message:
            raise AssertionError(task.message)


def leave() -> None:
    """End what the last learner of the class is in."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person__family_name=LEAVES).update(ends=yesterday)


def erase() -> None:
    """Empty all that is held about who left."""
    gone = Person.objects.get(family_name=LEAVES)
    erase_person(person=gone.pk, by=None, on=timezone.localdate())


IMPORTS = (
    Step("a roster", partial(roster, "first")),
    Step("the roster of a month later", partial(roster, "second")),
    Step("responses", responses),
    Step("a framework of the pack", lambda: save_framework(framework=frameworks()[0], by=None)),
)
BY_THE_WORKER = (
    Step("a roster is asked for", ask_for_import, states=0),
    Step("the worker brings it in", work),
)
# Others may see the new version before the estimates that it makes: each says by which version it was made.
REFIT = (Step("a refit", partial(work, "refit learner model"), states=2),)
# What is usual for a goal is known before the estimates that follow from it, learners by the chunk.
NIGHT = (
    Step("sealing", partial(work, "seal trails")),
    Step("retention", partial(work, "retention"), states=0),
    Step("estimates", partial(work, "refresh estimates"), states=2),
)
# Each school year of a table is put in place by itself; who is erased then leaves every file that holds them.
LAKE = (
    Step("the lake", partial(work, "refresh lake"), states=0),
    Step("a learner leaves", leave),
    Step("and is erased", erase, again=False),
    Step("in the lake too", work, states=0),
)
SCENARIOS = {
    "saves": SAVES, "imports": IMPORTS, "worker": BY_THE_WORKER, "refit": REFIT, "night": NIGHT, "lake": LAKE,
}  # fmt: skip
