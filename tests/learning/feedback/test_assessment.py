"""Moments of assessment: criteria that freeze, two readers, the own view beside them, and a year without overload."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment, rate, rate_myself
from samenwijzer.learning.feedback.models import Moment, MomentCriterion
from samenwijzer.learning.feedback.programme import Sheet, moment_page, own_moment, programme
from tests.worlds import World


def planned(world: World, *, on: date | None = None, summative: bool = True, second: bool = True) -> Moment:
    by = world.viewer(world.teacher)
    return plan_moment(
        unit=world.group.pk,
        title="Breuken uitleggen",
        on=on or by.on,
        purpose="conclude",
        is_summative=summative,
        decision="Doel bereikt vanaf stap 3 op elk criterium.",
        goal=world.goals["compare"].pk,
        rubric="explanation",
        second_reader=world.colleague.pk if second else None,
        by=by,
    )


def steps(moment: Moment, *values: int) -> dict[int, int]:
    return dict(zip(moment.criteria.values_list("pk", flat=True), values, strict=False))


def sheet_of(world: World, moment: Moment) -> Sheet:
    """Return what the second reader or the teacher reads of Noor."""
    reader = moment.second_reader or world.teacher
    page = moment_page(viewer=world.viewer(reader), moment=moment.pk)
    return next(one for one in page.sheets if one.learner == world.learners[0])


@pytest.mark.demand("D-180")
def test_a_summative_moment_keeps_its_version_of_the_criteria_and_its_second_reader(world: World) -> None:
    moment, noor = planned(world), world.learners[0].pk
    first, second = world.viewer(world.teacher), world.viewer(world.colleague)
    assert (moment.rubric, moment.version, moment.second_reader) == ("explanation", "1", world.colleague)
    with pytest.raises(Refused):
        rate(moment=moment.pk, learner=noor, steps=steps(moment, 3), by=first)
    freeze_criteria(moment=moment.pk, by=first)
    for fault in (
        lambda: MomentCriterion.objects.filter(moment=moment).update(title="Iets anders"),
        lambda: MomentCriterion.objects.create(moment=moment, position=9, title="Nog iets", levels=[]),
        lambda: Moment.objects.filter(pk=moment.pk).update(frozen_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            fault()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE learning_feedback_momentcriterion SET title = 'x' WHERE moment_id = %s", [moment.pk])

    rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 2, 4), by=first)
    rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 3, 4), by=second)
    sheet = sheet_of(world, moment)
    assert [one.result for one in sheet.seen] == [3, None, 4]
    [differs] = sheet.differences
    rate(moment=moment.pk, learner=noor, steps={differs.criterion.pk: 3}, agreed=True, by=first)
    assert [one.result for one in sheet_of(world, moment).seen] == [3, 3, 4]
    # Who teaches another class reads the work without its name.
    assert sheet_of(world, moment).title.startswith("Werk ")


@pytest.mark.demand("D-433")
def test_a_large_gap_with_the_own_view_opens_a_talk_and_corrects_nothing(world: World) -> None:
    moment, noor = planned(world, second=False), world.learners[0]
    by = world.viewer(world.teacher)
    freeze_criteria(moment=moment.pk, by=by)
    rate_myself(moment=moment.pk, steps=steps(moment, 4, 3, 2), by=world.viewer(noor))
    rate(moment=moment.pk, learner=noor.pk, steps=steps(moment, 2, 3, 3), by=by)
    sheet = sheet_of(world, moment)
    assert [one.criterion.position for one in sheet.talks] == [0]
    assert sheet.seen[0].steps == {"self": 4, "first": 2}
    # R17: what the learner says of itself counts nowhere.
    assert [one.result for one in sheet.seen] == [2, 3, 3]
    page = world.client_of(noor).get(f"/mijn-feedback/moment/{moment.pk}/").content.decode()
    assert "Praat er samen over" in page


@pytest.mark.demand("D-457")
def test_the_programme_shows_too_many_summative_moments_in_week_23(world: World) -> None:
    by = world.viewer(world.teacher)
    june = date.fromisocalendar(SchoolYear.of(by.on).last_day.year, 23, 1)
    for n in range(4):
        planned(world, on=june + timedelta(days=n))
    planned(world, on=june + timedelta(days=4), summative=False)
    planned(world, on=june - timedelta(days=7))
    found = programme(viewer=by, unit=world.group.pk)
    assert [(one.number, one.summative) for one in found.overloaded] == [(23, 4)]
    assert dict(found.purposes)["besluiten of het doel bereikt is"] == 6
    page = world.client_of(world.teacher).get(f"/toetsprogramma/{world.group.pk}/").content.decode()
    assert "Week 23: 4 beslissende momenten" in page


def test_r17_summative_is_for_teachers_and_says_what_it_decides(world: World) -> None:
    by = world.viewer(world.teacher)
    for wrong in ({"rubric": ""}, {"decision": " "}, {"purpose": "ranking"}, {"second_reader": world.teacher.pk}):
        asked = {"purpose": "conclude", "decision": "…", "rubric": "explanation"} | wrong
        with pytest.raises(Refused):
            plan_moment(unit=world.group.pk, title="Toets", on=by.on, is_summative=True, by=by, **asked)  # type: ignore[arg-type]
    moment = planned(world, second=False)
    freeze_criteria(moment=moment.pk, by=by)
    for stranger in (world.learners[0], world.colleague, world.head, world.guardian):
        with pytest.raises(NotVisible):
            rate(moment=moment.pk, learner=world.learners[1].pk, steps=steps(moment, 4), by=world.viewer(stranger))
    with pytest.raises(NotVisible):
        own_moment(viewer=world.viewer(world.parallel_learners[0]), moment=moment.pk)
