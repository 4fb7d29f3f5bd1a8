"""Schools of the demo placed themselves on the scales: once or twice, shared or not, one in the middle of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.instruments.actions import respond
from samenwijzer.practice.instruments.models import Response
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.scales import actions, personal
from samenwijzer.practice.instruments.scales.models import Scaling, Shared
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.instruments.scales.visits import guide_named, record_visit

#: So many schools do it, so that also a network is built in little time.
SCHOOLS, VISITS, TEAM = 8, 12, 7
FIRST = (1, 2, 2, 2, 3, 1, 3, 2, 2, 1, 2, 2, 2, 1, 2, 1)
LATER = (2, 2, 3, 2, 3, 2, 3, 2, 3, 2, 2, 3, 3, 2, 2, 1)
NOTES = (
    ("zelfregulerend-leren", "Sterk in de onderbouw. Hoe nemen we dat mee naar L5 en L6?"),
    ("differentiatie", "Drie collega's willen dit in de PLG verder uitzoeken."),
    ("gegevens", "Eerst de vraag, dan pas de cijfers: dat lukt nog niet altijd."),
)


def look_at_schools(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Let the heads of some schools place them; the first one twice, with visits, notes and a scaling that goes on."""
    for number, spec in enumerate(schools[:SCHOOLS]):
        school = units[spec.name]
        head = _head(school, today)
        if head is None:
            continue
        if number == 0:
            _talk(school, head)
        if number < 2:
            _place(school, head, FIRST, days=320, moved=number)
        if number == 0:
            _visit(school, head)
        made = _place(school, head, LATER, days=40 + 11 * number, moved=number)
        for scope in Shared.Scope.values if number != 3 else ():
            notes = ["differentiatie"] if number == 0 else []
            actions.share_scaling(scaling=made.uid, scope=scope, notes=notes, by=head)
        if number == 0:
            _go_on(school, head)


def _head(school: Unit, today: date) -> Viewer | None:
    row = Membership.objects.filter(active(today), unit=school, role="head").first()
    return viewer_of(person_id=row.person_id, on=today) if row else None


def _place(school: Unit, head: Viewer, levels: Sequence[int], *, days: int, moved: int) -> Scaling:
    made = actions.start_scaling(unit=school.pk, by=head)
    for order, one in enumerate(indicators()):
        level = levels[(order + moved) % len(levels)]
        actions.place_marker(scaling=made.uid, indicator=one.key, level=level, by=head)
    for key, text in NOTES if moved == 0 else ():
        actions.keep_note(scaling=made.uid, indicator=key, text=text, by=head)
    finished = actions.finish_scaling(scaling=made.uid, by=head)
    then = timezone.now() - timedelta(days=days)
    Scaling.objects.filter(pk=made.pk).update(started_at=then, finished_at=then)
    finished.refresh_from_db()
    return finished


def _visit(school: Unit, head: Viewer) -> None:
    """Let lessons be visited in the last months, each time with one thing less clear."""
    guide = guide_named("visit-teaching")
    for turn in range(VISITS):
        seen = {
            one.key: 3 if (turn + order) % 4 else 2 - (turn + order) % 3 % 2
            for order, one in enumerate(guide.questions)
        }
        made = record_visit(guide=guide.identifier, unit=school.pk, answers=seen, by=head)
        Response.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=80 + 6 * turn))


def _talk(school: Unit, head: Viewer) -> None:
    """Let teachers say how they differentiate and who steered their lessons; one shares an intention."""
    rows = Membership.objects.filter(active(head.on), unit__path__startswith=school.path, role="teacher")
    people = list(dict.fromkeys(rows.order_by("pk").values_list("person_id", flat=True)))[:TEAM]
    asked = instruments()["differentiation-profile"]
    teachers = [viewer_of(person_id=one, on=head.on) for one in people]
    for turn, teacher in enumerate(teachers):
        answers = {one.key: 2 + (turn + order) % 3 for order, one in enumerate(asked.questions)}
        unit = next(one.unit_id for one in teacher.functions if one.rights is not None)
        respond(instrument=asked.identifier, unit=unit, answers=answers, by=teacher)
    for back, lessons in ((2, (17, 3, 0)), (1, (14, 5, 1)), (0, (12, 6, 2))):
        for week in range(6):
            day = head.on - timedelta(days=365 * back + 7 * week)
            personal.tell_stages(unit=school.pk, on=day, lessons=lessons, by=head)
    for turn, teacher in enumerate(teachers[:2]):
        personal.keep_intention(
            indicator="effectieve-didactiek", text="Ik begin elke les met drie vragen van vorige week.",
            is_shared=turn == 0, by=teacher,
        )  # fmt: skip


def _go_on(school: Unit, head: Viewer) -> None:
    """Start a scaling, place the first six, ask somebody of the school group to look along, and pause."""
    made = actions.start_scaling(unit=school.pk, by=head)
    for one, level in zip(indicators(), LATER[:6], strict=False):
        actions.place_marker(scaling=made.uid, indicator=one.key, level=level, by=head)
    asked = next(iter(actions.possible_guides(scaling=made, by=head)), None)
    if asked is not None:
        actions.ask_guidance(scaling=made.uid, person=asked.person_id, by=head)
        guide = viewer_of(person_id=asked.person_id, on=head.on)
        words = "Waaraan zien jullie dat het in elke groep gebeurt?"
        actions.comment(scaling=made.uid, indicator="samen-leren", text=words, by=guide)
