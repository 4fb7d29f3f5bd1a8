"""A school places itself on the scales: pausable, guided, shared as previewed, versioned, never ranked."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.instruments.models import Response
from samenwijzer.practice.instruments.scales import above, actions, content, personal, queries, visits, wording
from samenwijzer.practice.instruments.scales.clarity import unclear
from samenwijzer.practice.instruments.scales.models import LessonStages, Proof, Rating, Scaling, Shared, Target
from samenwijzer.practice.instruments.scales.pack import expectations, scale_set
from samenwijzer.practice.instruments.scales.registry import indicator, indicators
from samenwijzer.practice.instruments.scales.rules import FEWEST_SCHOOLS
from tests.worlds import World, people

PACK = Path("src/samenwijzer/packs/go2030")
FIFTH = "effectieve-didactiek"


def scaled(world: World, levels: Sequence[int], *, days_ago: int = 0) -> Scaling:
    """Let the head finish a scaling with these levels, from the first indicator on."""
    head = world.viewer(world.head)
    made = actions.start_scaling(unit=world.school.pk, by=head)
    for one, level in zip(indicators(), levels, strict=False):
        actions.place_marker(scaling=made.uid, indicator=one.key, level=level, by=head)
    finished = actions.finish_scaling(scaling=made.uid, by=head)
    then = timezone.localtime() - timedelta(days=days_ago)
    Scaling.objects.filter(pk=finished.pk).update(started_at=then, finished_at=then)
    finished.refresh_from_db()
    return finished


def visited(world: World, times: int) -> None:
    """Let colleagues visit lessons so many times; each saw everything clearly but one thing."""
    guide = visits.guide_named("visit-teaching")
    seen = {one.key: 3 for one in guide.questions} | {"recall": 1}
    for turn in range(times):
        who = world.viewer((world.teacher, world.colleague, world.head)[turn % 3])
        visits.record_visit(guide=guide.identifier, unit=world.school.pk, answers=seen, by=who)


@pytest.mark.demand("D-264")
def test_the_pack_has_sixteen_scales_and_each_says_which_level_meets_the_expectation() -> None:
    found = scale_set()
    assert len(found.scales) == 16 and found.status == "sample"
    for one in found.scales:
        assert found.levels[one.expected - 1].rok.nl == "volgens de verwachting"
        assert one.rationale.nl and one.place
    # What the pack says passes its own check, but for nothing.
    assert [words.nl for one in found.scales for words in one.levels if unclear(words.nl)] == []
    assert {one.role for one in expectations().expectations} == set(expectations().roles)


def test_a_place_that_the_frame_does_not_have_is_named_with_its_line(tmp_path: Path) -> None:
    for name in ("scales", "frameworks"):
        (tmp_path / name).mkdir()
    (tmp_path / "frameworks" / "r-ok.yaml").write_text((PACK / "frameworks" / "r-ok.yaml").read_text("utf-8"), "utf-8")
    text = (PACK / "scales" / "proces.yaml").read_text("utf-8").replace("[rok-vo-3]", "[rok-xx-9]", 1)
    (tmp_path / "scales" / "proces.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"proces\.yaml:\d+: effectieve-didactiek: R-OK has no rok-xx-9"):
        scale_set(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leraren stellen hoge doelen en ouders krijgen elke week feedback.", 1),
        ("Lerenden en ouders weten wat er met hun vraag gebeurt.", 0),
        ("Elk kernteam bespreekt voldoende wat lerenden nodig hebben.", 1),
        ("Er wordt samen gepland.", 1),
        ("Het team plant. Het team kijkt terug.", 1),
        ("Alle collega's benoemen de stap die nog komt.", 0),
    ],
)
def test_a_descriptor_that_says_two_things_or_nothing_is_flagged(text: str, found: int) -> None:
    assert len(unclear(text)) == found


def test_a_scaling_pauses_goes_on_and_marks_what_was_there_already(world: World) -> None:
    visited(world, 6)
    head = world.viewer(world.head)
    made = actions.start_scaling(unit=world.school.pk, by=head)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=2, by=head)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=3, by=head)
    assert actions.start_scaling(unit=world.school.pk, by=head) == made
    found = queries.session(scaling=made.uid, viewer=head)
    assert found.done == 1 and found.next is not None and found.next.number == 1
    page = queries.looking(scaling=made.uid, indicator=FIFTH, viewer=head)
    assert page.rating is not None and page.rating.level == 3 and Rating.objects.count() == 2
    assert [(one.is_prefilled, one.title) for one in page.proofs] == [(True, "Lesbezoek: effectieve didactiek")]
    actions.detach(scaling=made.uid, proof=page.proofs[0].pk, by=head)
    page = queries.looking(scaling=made.uid, indicator=FIFTH, viewer=head, with_possible=True)
    assert page.proofs == [] and len(page.possible) == 1
    actions.attach(scaling=made.uid, indicator=FIFTH, kind="instruments.guide", source="visit-teaching", by=head)
    assert not Proof.objects.get(indicator=FIFTH).is_prefilled
    with pytest.raises(Refused):
        actions.place_marker(scaling=made.uid, indicator=FIFTH, level=5, by=head)
    for stranger in (world.teacher, world.general_director, world.other_teacher):
        with pytest.raises(NotVisible):
            queries.session(scaling=made.uid, viewer=world.viewer(stranger))
    with pytest.raises(NotVisible):
        actions.start_scaling(unit=world.school.pk, by=world.viewer(world.teacher))


def test_the_second_scaling_shows_how_each_indicator_moved_and_what_evidence_came(world: World) -> None:
    scaled(world, [1, 2, 3, 2, 2], days_ago=200)
    visited(world, 6)
    scaled(world, [2, 2, 2, 2, 3])
    lines = queries.profile(unit=world.school.pk, viewer=world.viewer(world.teacher)).lines
    assert [one.moved for one in lines[:6]] == [1, 0, -1, 0, 1, None]
    assert lines[4].added == 1 and lines[4].last_proof == timezone.localdate() and lines[5].added == 0
    with pytest.raises(NotVisible):
        queries.profile(unit=world.school.pk, viewer=world.viewer(world.general_director))


def check_that_only_what_was_previewed_goes_up(world: World) -> None:
    """Share a scaling with one note chosen, and read what arrives at both levels."""
    head, director = world.viewer(world.head), world.viewer(world.general_director)
    made = actions.start_scaling(unit=world.school.pk, by=head)
    for key, text in (("mindset", "Dit blijft bij ons."), (FIFTH, "Dit mag mee.")):
        actions.place_marker(scaling=made.uid, indicator=key, level=2, by=head)
        actions.keep_note(scaling=made.uid, indicator=key, text=text, by=head)
    with pytest.raises(Refused):
        actions.share_scaling(scaling=made.uid, scope="group", by=head)
    actions.finish_scaling(scaling=made.uid, by=head)
    made.refresh_from_db()
    previewed = content.content_for(made, "group", notes=[FIFTH])
    with pytest.raises(NotVisible):
        above.shared_with_group(unit=world.school_group.pk, school=world.school.pk, viewer=director)
    actions.share_scaling(scaling=made.uid, scope="group", notes=[FIFTH], by=head)
    _school, arrived, _at = above.shared_with_group(unit=world.school_group.pk, school=world.school.pk, viewer=director)
    assert arrived == previewed
    assert [one["note"] for one in arrived["lines"]] == ["Dit mag mee.", ""]
    sent = actions.share_scaling(scaling=made.uid, scope="network", notes=[FIFTH], by=head).content
    assert sent["school"] == "" and not any(one["note"] for one in sent["lines"])
    assert "blijft bij ons" not in str(Shared.objects.values_list("content", flat=True))
    actions.withdraw_scaling(scaling=made.uid, scope="group", by=head)
    with pytest.raises(NotVisible):
        above.shared_with_group(unit=world.school_group.pk, school=world.school.pk, viewer=director)


def test_nothing_goes_up_but_what_was_previewed(world: World) -> None:
    check_that_only_what_was_previewed_goes_up(world)


def test_a_planted_fault_in_what_goes_up_is_caught(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R10: where all notes went along unasked, the same check notices."""
    honest = content.content_for
    monkeypatch.setattr(
        actions, "content_for", lambda scaling, scope, notes=(): honest(scaling, "group", notes=[FIFTH, "mindset"])
    )
    with pytest.raises(AssertionError):
        check_that_only_what_was_previewed_goes_up(world)


def test_a_guide_comments_and_changes_nothing(world: World) -> None:
    head, director = world.viewer(world.head), world.viewer(world.general_director)
    made = actions.start_scaling(unit=world.school.pk, by=head)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=2, by=head)
    actions.keep_note(scaling=made.uid, indicator=FIFTH, text="Van ons.", by=head)
    with pytest.raises(Refused):
        actions.ask_guidance(scaling=made.uid, person=world.other_teacher.pk, by=head)
    actions.ask_guidance(scaling=made.uid, person=world.general_director.pk, by=head)
    actions.comment(scaling=made.uid, indicator=FIFTH, text="Waaraan zien jullie dat?", by=director)
    page = queries.looking(scaling=made.uid, indicator=FIFTH, viewer=director)
    assert page.guides and not page.can_rate and page.note is None
    assert [one.text for one in page.comments] == ["Waaraan zien jullie dat?"]
    for change in (
        lambda: actions.place_marker(scaling=made.uid, indicator=FIFTH, level=4, by=director),
        lambda: actions.keep_note(scaling=made.uid, indicator=FIFTH, text="x", by=director),
        lambda: actions.finish_scaling(scaling=made.uid, by=director),
        lambda: actions.share_scaling(scaling=made.uid, scope="network", by=director),
    ):
        with pytest.raises(NotVisible):
            change()
    assert content.standing(made)[FIFTH].level == 2
    actions.end_guidance(scaling=made.uid, person=world.general_director.pk, by=director)
    with pytest.raises(NotVisible):
        queries.session(scaling=made.uid, viewer=director)


@pytest.mark.demand("D-255")
def test_twelve_visits_support_the_fifth_indicator_without_a_name(world: World) -> None:
    visited(world, 4)
    assert not visits.summaries(world.school)[0].is_told
    visited(world, 8)
    summary = visits.summaries(world.school)[0]
    assert summary.visits == 12 and summary.words.startswith("12 ")
    assert [(one.clearly, one.not_seen) for one in summary.lines] == [(12, 0), (12, 0), (12, 0), (0, 12), (12, 0)]
    made = actions.start_scaling(unit=world.school.pk, by=world.viewer(world.head))
    proof = made.proofs.get(indicator=FIFTH)
    assert indicator(FIFTH).number == 5 and proof.words == summary.words  # type: ignore[union-attr]
    names = [str(one) for one in (world.teacher, world.colleague, world.head)]
    assert not any(name in proof.title + proof.words for name in names)
    # A visit says who looked and where, in which school; there is no place for who was looked at.
    assert {field.name for field in Response._meta.concrete_fields} == {
        "id", "instrument", "version", "person", "unit", "at",
    }  # fmt: skip
    with pytest.raises(NotVisible):
        visits.record_visit(
            guide="visit-teaching", unit=world.school.pk, answers={"goal": 3}, by=world.viewer(world.other_teacher)
        )


@pytest.mark.demand("D-263")
def test_changing_a_scale_keeps_old_ratings_readable_under_the_old_version(world: World) -> None:
    before = scaled(world, [2])
    key = indicators()[0].key
    old = indicators()[0].version
    new = ["Een.", "Twee.", "Drie.", "Vier."]
    with pytest.raises(NotVisible):
        wording.publish_version(indicator=key, levels=new, why="x", by=world.viewer(world.head))
    made = wording.publish_version(indicator=key, levels=new, why="korter", by=world.viewer(world.central_staff))
    line = queries.profile(unit=world.school.pk, viewer=world.viewer(world.head)).lines[0]
    assert line.now is not None and (line.now.version, line.now.words) == (old.name, old.levels[1])
    assert line.is_other_wording and line.indicator.version.levels == tuple(new)
    assert [one.name for one in line.indicator.versions] == [made.version, old.name]
    assert content.content_for(before, "group")["lines"][0]["words"] == old.levels[1]
    after = scaled(world, [2])
    assert content.standing(after)[key].words == "Twee."


def schools(world: World, number: int) -> list[Unit]:
    """Add so many schools to the group."""
    return [create_unit(kind="school", name=f"BS {n}", parent=world.school_group, by=None) for n in range(number)]


def shared(world: World, school: Unit, level: int, *, agreed: bool = False, scope: str = "group") -> None:
    """Let the head of ``school`` share that it stands at ``level`` of the fifth indicator."""
    head = world.viewer(people([f"Dir {school.pk}"], "head", school, timezone.localdate())[0])
    made = actions.start_scaling(unit=school.pk, by=head)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=level, by=head)
    actions.finish_scaling(scaling=made.uid, by=head)
    actions.share_scaling(scaling=made.uid, scope=scope, counts_alone=agreed, by=head)


def test_a_group_reads_schools_a_level_from_five_on_or_by_consent(world: World) -> None:
    director = world.viewer(world.general_director)
    every = schools(world, FEWEST_SCHOOLS)

    def fifth() -> tuple[int, ...]:
        return above.group_picture(unit=world.school_group.pk, viewer=director).lines[4].counts

    for school, level in zip(every[:4], (1, 2, 2, 3), strict=True):
        shared(world, school, level)
    assert fifth() == ()
    shared(world, every[4], 4)
    assert fifth() == (1, 2, 1, 1)
    picture = above.group_picture(unit=world.school_group.pk, viewer=director)
    assert picture.taking_part == 5 and picture.lines[0].counts == ()
    Shared.objects.exclude(scaling__unit__in=every[:2]).update(withdrawn_at=timezone.now())
    assert fifth() == ()
    Shared.objects.update(counts_alone=True)
    assert fifth() == (1, 1, 0, 0)
    with pytest.raises(NotVisible):
        above.group_picture(unit=world.school_group.pk, viewer=world.viewer(world.head))


def check_order_of_schools(world: World) -> None:
    """No school stands before another because of its level: the order is by name, whatever they shared."""
    director = world.viewer(world.general_director)
    every = schools(world, 3)
    for school, level in zip(every, (2, 4, 1), strict=True):
        shared(world, school, level)
    names = [one.school.name for one in above.group_picture(unit=world.school_group.pk, viewer=director).schools]
    assert names == sorted(names)
    latest = [one.school.pk for one in above.group_picture(unit=world.school_group.pk, viewer=director).schools]
    assert [one.pk for one in every] == [pk for pk in latest if pk in {one.pk for one in every}]


def test_schools_stand_by_name_and_a_planted_ranking_is_caught(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R10: an order by level does not pass the check."""
    check_order_of_schools(world)
    Unit.objects.filter(name__startswith="BS ", parent=world.school_group).exclude(
        pk__in=[world.school.pk, world.other_school.pk]
    ).update(kind="partner")

    def ranked(group: Unit, lines: object, found: list[above.SharedBy]) -> above.GroupPicture:
        def level(one: above.SharedBy) -> int:
            return one.shared.content["lines"][0]["level"] if one.shared else 0

        return honest(group, lines, sorted(found, key=level))  # type: ignore[arg-type]

    honest = above.GroupPicture
    monkeypatch.setattr(above, "GroupPicture", ranked)
    with pytest.raises(AssertionError):
        check_order_of_schools(world)


def test_the_network_reads_participation_and_age_and_switches_a_target_on_by_decision(world: World) -> None:
    staff, today = world.viewer(world.central_staff), timezone.localdate()
    for school in schools(world, FEWEST_SCHOOLS):
        shared(world, school, 2, scope="network")
    Scaling.objects.filter(unit__name="BS 0").update(finished_at=timezone.localtime() - timedelta(days=400))
    console = above.network_console(unit=world.network.pk, viewer=staff)
    group = console.groups[0]
    assert (group.group, group.schools, group.shared) == (world.school_group, 7, 5)
    assert group.newest == today and console.lines[4].counts == (0, 5, 0, 0)
    assert all(one.target is None for one in console.lines)
    given = {"unit": world.network.pk, "indicator": FIFTH, "level": 3, "by": staff}
    for decision, starts in (("", today), ("Raad GO! 20 november, punt 4", None)):
        with pytest.raises(Refused):
            wording.switch_target_on(decision=decision, starts=starts, **given)  # type: ignore[arg-type]
    assert not Target.objects.exists()
    made = wording.switch_target_on(decision="Raad GO! 20 november, punt 4", starts=today, **given)  # type: ignore[arg-type]
    line = above.network_console(unit=world.network.pk, viewer=staff).lines[4]
    assert line.target == made and line.below_target == 5
    wording.switch_target_off(unit=world.network.pk, target=made.pk, by=staff)
    assert above.network_console(unit=world.network.pk, viewer=staff).lines[4].target is None
    with pytest.raises(NotVisible):
        above.network_console(unit=world.network.pk, viewer=world.viewer(world.general_director))


@pytest.mark.demand("D-256")
def test_an_intention_is_private_until_its_owner_shares_it_for_a_growth_talk(world: World) -> None:
    teacher, head = world.viewer(world.teacher), world.viewer(world.head)
    keep = {"indicator": FIFTH, "text": "Ik begin elke les met drie vragen.", "by": teacher}
    personal.keep_intention(is_shared=False, **keep)  # type: ignore[arg-type]
    assert personal.own_intentions(teacher)[FIFTH].text.startswith("Ik begin")
    assert personal.own_intentions(head) == {} and personal.shared_intentions(head) == []
    personal.keep_intention(is_shared=True, **keep)  # type: ignore[arg-type]
    assert [str(who) for who, _one in personal.shared_intentions(head)] == ["Lotte Vermeulen"]
    assert personal.shared_intentions(world.viewer(world.colleague)) == []
    personal.keep_intention(is_shared=False, **keep)  # type: ignore[arg-type]
    assert personal.shared_intentions(head) == []


def test_the_share_of_lessons_a_stage_is_told_over_three_years_and_by_nobody(world: World) -> None:
    teacher = world.viewer(world.teacher)
    year = SchoolYear.of(teacher.on)
    for back, lessons in ((2, (8, 2, 0)), (1, (6, 3, 1)), (0, (5, 3, 2))):
        for _week in range(5):
            personal.tell_stages(
                unit=world.school.pk, on=SchoolYear(year.start - back).first_day, lessons=lessons, by=teacher
            )
    found = personal.stage_years(unit=world.school.pk, viewer=world.viewer(world.head))
    assert [one.percents for one in found] == [[80, 20, 0], [60, 30, 10], [50, 30, 20]]
    assert not any(field.is_relation and field.name != "unit" for field in LessonStages._meta.get_fields())
    LessonStages.objects.filter(on__gte=year.first_day).first().delete()  # type: ignore[union-attr]
    assert personal.stage_years(unit=world.school.pk, viewer=teacher)[-1].shares == ()
    with pytest.raises(Refused):
        personal.tell_stages(unit=world.school.pk, on=teacher.on, lessons=(0, 0, 0), by=teacher)
