"""Some follow tracks, a school offers courses with their need and goal, and the group sees where the offer has gaps."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.offers.training.actions import begin_track, do_task, go_on, keep_piece, plan_line
from samenwijzer.practice.offers.training.courses import add_course, add_provider, take_course
from samenwijzer.practice.offers.training.models import Follow, Place

#: How many days ago each course was: of the first one it is asked now what stuck.
COURSES = (
    (
        100,
        "Leesgesprekken voeren",
        "dutch",
        "teacher",
        "self-regulation",
        "Leerlingen lezen, maar praten er zelden over",
    ),
    (
        20,
        "Breuken met de hele klas",
        "mathematics",
        "teacher",
        "differentiation",
        "Breuken blijven haperen in L4 en L5",
    ),
)
FOLLOWED = ("self-regulated-learning", "differentiation", "data-literacy", "learning-together", "inquiry")


def keep_learning(*, schools: Sequence[SchoolSpec], units: dict[str, Unit], today: date) -> None:
    """Let the people of the first school learn, through the same verbs as on the screens; the crowd in bulk."""
    school = units[schools[0].name]
    rows = Membership.objects.filter(active(today), unit__path__startswith=school.path).order_by("pk")
    teachers = list(dict.fromkeys(rows.filter(role="teacher").values_list("person", flat=True)))
    head = rows.filter(role="head").first()
    if not teachers or head is None:
        return
    leader = viewer_of(person_id=head.person_id, on=today)
    _offer(school, leader, teachers, today)
    _follow(viewer_of(person_id=teachers[0], on=today), today)
    crowd = [Follow(person_id=one, track=FOLLOWED[n % len(FOLLOWED)]) for n, one in enumerate(teachers[1:])]
    Follow.objects.bulk_create(crowd)
    begin_track(track="plan-as-lever", stage="", by=leader)
    _broker(school, today)


def _offer(school: Unit, head: Viewer, teachers: Sequence[int], today: date) -> None:
    for ago, title, curriculum, audience, theme, need in COURSES:
        said = {"title": title, "curriculum": curriculum, "audience": audience, "theme": theme, "need": need}
        course = _course(school, head, said | {"goal": "Elke leerling kan uitleggen hoe hij leert"}, today, ago)
        take_course(course=course, taken=True, by=viewer_of(person_id=teachers[0], on=today))
        most = teachers[1 : max(2, round(0.7 * len(teachers)))]
        Place.objects.bulk_create([Place(course_id=course, person_id=one) for one in most])


def _course(unit: Unit, by: Viewer, said: dict[str, Any], today: date, ago: int) -> int:
    on = today - timedelta(days=ago)
    fixed: dict[str, Any] = {"part": "organiser", "region": "", "provider": None, "on": on, "cost": Decimal(240)}
    return add_course(unit=unit.pk, by=by, **fixed | said).pk


def _follow(teacher: Viewer, today: date) -> None:
    begin_track(track="self-regulated-learning", stage="", by=teacher)
    go_on(track="self-regulated-learning", task="cycle", part=2, by=teacher)
    did = "Luidop gedacht bij het plannen van een taak. De helft maakte daarna zelf een plan."
    do_task(track="self-regulated-learning", task="try", text=did, done=True, by=teacher)
    keep_piece(
        title="Open les over lezen", text="Drie collega's kwamen kijken.", theme="flexible", on=today, by=teacher
    )
    plan_line(
        what="Steun bewust afbouwen",
        need="Mijn stappenkaarten blijven te lang liggen",
        theme="self-regulation",
        team_goal=None,
        track="self-regulated-learning",
        by_when=today + timedelta(days=90),
        by=teacher,
    )


def _broker(school: Unit, today: date) -> None:
    """Let the school group bring one provider and its schools together, where somebody leads it."""
    group = Unit.objects.filter(pk__in=school.ancestor_ids, kind="school_group").first()
    director = Membership.objects.filter(active(today), unit=group, role="general_director").first() if group else None
    if group is None or director is None:
        return
    by = viewer_of(person_id=director.person_id, on=today)
    provider = add_provider(unit=group.pk, name="Vzw Samen Sterk in de Klas", by=by)
    said = {
        "title": "De professionele dialoog voeren", "curriculum": "all", "audience": "meso", "theme": "flexible",
        "need": "Gesprekken met scholen blijven bij cijfers", "goal": "Elke school kiest zelf haar volgende stap",
        "part": "broker", "region": "east", "provider": provider.pk,
    }  # fmt: skip
    _course(group, by, said, today, 10)
