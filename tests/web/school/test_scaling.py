"""The screens on which a school looks at itself, and what is read above it: counts, never an order of schools."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.instruments.scales import above, actions, personal, visits
from samenwijzer.practice.instruments.scales.models import Intention, Remark, ScaleVersion, Scaling, Shared, Target
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.technology.actions import plan_action
from tests.worlds import World, people

FIFTH = "effectieve-didactiek"
QUERIES = 12


def opened(world: World) -> Scaling:
    """Let the head open a scaling of a school in which lessons were visited."""
    guide = visits.guide_named("visit-teaching")
    for _turn in range(6):
        seen = {one.key: 3 for one in guide.questions}
        visits.record_visit(guide="visit-teaching", unit=world.school.pk, answers=seen, by=world.viewer(world.teacher))
    return actions.start_scaling(unit=world.school.pk, by=world.viewer(world.head))


def step(made: Scaling, key: str = FIFTH) -> str:
    """Return the address of one scale of a scaling."""
    return reverse("scaling_step", args=[made.uid, key])


def text_of(client: Client, name: str, *args: object, query: str = "") -> str:
    """Return the page as one line of text."""
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, name
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.demand("D-258")
def test_a_scaling_resumes_after_a_pause_and_marks_what_was_put_ready(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    head, made = world.client_of(world.head), opened(world)
    first = indicators()[0].key
    assert head.post(step(made, first), {"level": "2"}).headers["Location"] == step(made, indicators()[1].key)
    again = world.client_of(world.head)
    page = text_of(again, "scaling_profile", world.school.pk)
    assert "Ga verder (1 van 16)" in page
    assert again.post(reverse("scaling_start", args=[world.school.pk])).headers["Location"] == reverse(
        "scaling", args=[made.uid]
    )
    assert text_of(again, "scaling", made.uid).count("Ga verder: Samen leren") == 1
    scale = text_of(again, "scaling_step", made.uid, FIFTH)
    assert "klaargelegd door Samenwijzer" in scale and "6 bezoeken" in scale
    for name, args in (
        ("scaling_profile", [world.school.pk]), ("scaling", [made.uid]), ("scaling_step", [made.uid, FIFTH]),
        ("viewing_guides", [world.school.pk]), ("rok_places", []), ("instrument_library", []),
    ):  # fmt: skip
        with django_assert_max_num_queries(QUERIES):
            assert again.get(reverse(name, args=args)).status_code == 200


@pytest.mark.demand("D-253")
@pytest.mark.demand("D-105")
@pytest.mark.demand("D-458")
def test_the_second_scaling_shows_movement_and_the_file_goes_by_rubric(world: World) -> None:
    head = world.client_of(world.head)
    for level, days in ((2, 200), (3, 0)):
        made = opened(world) if level == 3 else actions.start_scaling(unit=world.school.pk, by=world.viewer(world.head))
        head.post(step(made), {"level": level})
        head.post(reverse("scaling_finish", args=[made.uid]))
        then = timezone.localtime() - timedelta(days=days)
        Scaling.objects.filter(pk=made.pk).update(started_at=then, finished_at=then)
    page = text_of(head, "scaling_profile", world.school.pk)
    assert "1 niveau verder" in page and "1 bewijsstuk erbij" in page
    fields = text_of(head, "four_fields", world.school.pk)
    for title in ("De lerende", "De leeromgeving", "De professional", "Het beleid"):
        assert title in fields
    assert "nieuwste bewijs:" in fields and "nog geen bewijs" in fields
    taken = head.get(reverse("quality_file", args=[world.school.pk]) + "?bestand=1")
    words = taken.content.decode()
    assert "attachment" in taken.headers["Content-Disposition"]
    for rubric in ("## Resultaten en effecten", "## Ontwikkeling stimuleren", "## Kwaliteitsontwikkeling", "## Beleid"):
        assert rubric in words
    assert "**Effectieve didactiek** (volgens de verwachting)" in words and "6 bezoeken" in words


@pytest.mark.demand("D-254")
def test_the_head_sees_before_sharing_exactly_what_arrives(world: World) -> None:
    head, director, made = world.client_of(world.head), world.client_of(world.general_director), opened(world)
    head.post(step(made), {"level": "3"})
    head.post(reverse("scaling_write", args=[made.uid, FIFTH]), {"text": "Alleen voor ons."})
    head.post(reverse("scaling_finish", args=[made.uid]))
    preview = text_of(head, "scaling_share", made.uid)
    assert preview.count("Alleen voor ons.") == 1
    where = reverse("group_scales_school", args=[world.school_group.pk, world.school.pk])
    assert director.get(where).status_code == 404
    head.post(reverse("scaling_share", args=[made.uid]), {"scope": "group"})
    arrived = text_of(director, "group_scales_school", world.school_group.pk, world.school.pk)
    words = indicators()[4].version.levels[2]
    assert words in preview and words in arrived and "Alleen voor ons." not in arrived
    head.post(reverse("scaling_share", args=[made.uid]), {"scope": "group", "note": [FIFTH]})
    assert "Alleen voor ons." in director.get(where).content.decode()
    head.post(reverse("scaling_withdraw", args=[made.uid]), {"scope": "group"})
    assert director.get(where).status_code == 404


@pytest.mark.demand("D-260")
def test_who_guides_comments_beside_a_marker_it_cannot_move(world: World) -> None:
    head, director, made = world.client_of(world.head), world.client_of(world.general_director), opened(world)
    head.post(step(made), {"level": "2"})
    assert director.get(step(made)).status_code == 404
    head.post(reverse("scaling_guidance", args=[made.uid]), {"person": world.general_director.pk})
    page = director.get(step(made)).content.decode()
    assert "data-scale disabled" in page
    assert director.post(step(made), {"level": "4"}).status_code == 404
    director.post(reverse("scaling_write", args=[made.uid, FIFTH]), {"text": "Waaraan zie je dat?"})
    assert Remark.objects.get().is_comment and made.ratings.get().level == 2
    assert "Waaraan zie je dat?" in text_of(head, "scaling_step", made.uid, FIFTH)


def shared(world: World, name: str, level: int) -> None:
    """Let the head of a new school share a level with both levels above."""
    school = create_unit(kind="school", name=name, parent=world.school_group, by=None)
    by = world.viewer(people([f"Dir {name}"], "head", school, timezone.localdate())[0])
    made = actions.start_scaling(unit=school.pk, by=by)
    actions.place_marker(scaling=made.uid, indicator=FIFTH, level=level, by=by)
    actions.finish_scaling(scaling=made.uid, by=by)
    for scope in Shared.Scope.values:
        actions.share_scaling(scaling=made.uid, scope=scope, by=by)


def order_of_schools(page: str) -> list[str]:
    """Return the schools in the order in which a page names them."""
    return re.findall(r"Ster \w", page)


def check_no_order(world: World) -> None:
    """Ask every screen above the school for any order: schools stay in order of name, and the network names none."""
    director, staff = world.client_of(world.general_director), world.client_of(world.central_staff)
    for query in ("", "?sort=level", "?order=-level", "?blok=practice"):
        page = text_of(director, "group_scales", world.school_group.pk, query=query)
        assert order_of_schools(page) == ["Ster A", "Ster B", "Ster C", "Ster D", "Ster E"]
        assert order_of_schools(text_of(staff, "network_scales", world.network.pk, query=query)) == []


@pytest.mark.demand("D-259")
@pytest.mark.demand("D-261")
@pytest.mark.demand("D-266")
def test_above_the_school_there_are_counts_from_five_schools_on_and_no_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, level in zip("CADB", (4, 2, 1, 3), strict=True):
        shared(world, f"Ster {name}", level)
    director, staff = world.client_of(world.general_director), world.client_of(world.central_staff)
    assert "<td data-heat" not in director.get(reverse("group_scales", args=[world.school_group.pk])).content.decode()
    shared(world, "Ster E", 2)
    page = director.get(reverse("group_scales", args=[world.school_group.pk])).content.decode()
    assert re.findall(r'data-heat="\d">(\d)</td>', page) == ["1", "2", "1", "1"]
    console = text_of(staff, "network_scales", world.network.pk)
    assert "5 van 7" in console and "0 maanden oud" in console and "Scholengroep De Dender" in console
    assert "zelfevaluatie" in console
    check_no_order(world)
    assert director.get(reverse("network_scales", args=[world.network.pk])).status_code == 404
    picture = above.group_picture

    def ranked(*, unit: int, block: str = "", viewer: object) -> above.GroupPicture:
        found = picture(unit=unit, block=block, viewer=viewer)  # type: ignore[arg-type]
        found.schools.sort(key=lambda one: -(one.shared.content["lines"][0]["level"] if one.shared else 0))
        return found

    monkeypatch.setattr(above, "group_picture", ranked)
    with pytest.raises(AssertionError):
        check_no_order(world)


@pytest.mark.demand("D-265")
@pytest.mark.demand("D-257")
def test_the_network_words_a_scale_with_hints_and_switches_a_target_on_by_decision(world: World) -> None:
    staff = world.client_of(world.central_staff)
    old = next(one for one in indicators() if one.key == FIFTH).version.levels
    two = "Leraren bouwen instructie op en lerenden kiezen zelf hun tempo."
    sent = {f"level{n}": words for n, words in enumerate((two, *old[1:]), start=1)}
    flagged = staff.post(reverse("scale_wording", args=[FIFTH]), sent).content.decode()
    assert flagged.count("Dit zegt twee dingen tegelijk") == 1 and not ScaleVersion.objects.exists()
    sent |= {"level1": "Een leraar bouwt instructie op.", "publish": "1", "why": "één ding"}
    assert staff.post(reverse("scale_wording", args=[FIFTH]), sent).status_code == 302
    sheet = text_of(staff, "scale_sheet", FIFTH)
    assert "Een leraar bouwt instructie op." in sheet and old[0] in sheet
    console, on = reverse("network_scales", args=[world.network.pk]), reverse("network_target", args=[world.network.pk])
    assert "Er is geen doelstelling." in staff.get(console).content.decode()
    given = {"indicator": FIFTH, "level": "3", "decision": "", "starts": "2026-09-01"}
    assert staff.post(on, given).status_code == 422
    assert staff.post(on, given | {"decision": "Raad GO!, punt 4", "starts": ""}).status_code == 422
    assert not Target.objects.exists()
    staff.post(on, given | {"decision": "Raad GO!, punt 4"})
    page = staff.get(console).content.decode()
    assert "Raad GO!, punt 4" in page and "vanaf 1 september 2026" in page
    staff.post(reverse("network_target_off", args=[world.network.pk, Target.objects.get().pk]))
    assert "Er is geen doelstelling." in staff.get(console).content.decode()


@pytest.mark.demand("D-214")
@pytest.mark.demand("D-201")
@pytest.mark.demand("D-202")
@pytest.mark.demand("D-118")
def test_focus_expectations_instruments_and_their_place_in_r_ok(world: World) -> None:
    head, today = world.client_of(world.head), timezone.localdate()
    teacher = world.client_of(world.teacher)
    made = opened(world)
    for client, name, args in ((head, "scaling", [made.uid]), (teacher, "scales", [])):
        pages = [client.get(reverse(name, args=args) + query) for query in ("", "?blok=practice", "?blok=policy")]
        counted = [len(one.context["session"].steps if name == "scaling" else one.context["lines"]) for one in pages]
        assert counted[0] == 16 and counted[1] + counted[2] == 16 and min(counted) > 0
    expected = text_of(teacher, "expectations", query="?rol=teacher")
    assert "Je ziet: de leraar" in expected and "denkt hardop bij een uitgewerkt voorbeeld" in expected
    assert "Lesbezoek: effectieve didactiek" in expected and "R-OK VO-3" in expected
    assert "directeur" not in expected.split("Je ziet", 1)[1]
    library = text_of(teacher, "instrument_library")
    assert "In vijf minuten" in library and "6 keer gebruikt" in library and "matig: wat samen gezien werd" in library
    plan_action(
        unit=world.school.pk, block="expertise", text="Tablets delen", aim="", owner=world.teacher.pk, until=today,
        by=world.viewer(world.head),
    )  # fmt: skip
    places = text_of(head, "rok_places")
    for thing in ("indicator Effectieve didactiek", "actie Tablets delen", "Nieuwe leerstof kwam in kleine stappen."):
        assert thing in places


@pytest.mark.demand("D-110")
def test_a_profile_of_five_factors_is_the_teams_from_five_and_ones_own_to_oneself(world: World) -> None:
    more = people(["An Een", "Bo Twee", "Cis Drie", "Dé Vier"], "teacher", world.group, timezone.localdate())
    where, sent = reverse("differentiation_profile"), {"effort": "4", "mixed": "2", "interest": "3"}
    for person in more:
        assert world.client_of(person).post(where, sent).status_code == 302
    teacher = world.client_of(world.teacher)
    before = teacher.get(where)
    assert not before.context["has_team"] and not before.context["has_own"]
    teacher.post(where, sent | {"effort": "1"})
    page = teacher.get(where)
    factors = {factor.key: (own, team) for factor, own, team in page.context["factors"]}
    assert len(factors) == 5 and factors["mindset"] == (1, 3.4) and factors["grouping"] == (2, 2)
    other = world.client_of(more[0]).get(where).context["factors"]
    assert {factor.key: own for factor, own, _team in other}["mindset"] == 4


@pytest.mark.demand("D-397")
def test_the_school_reads_the_share_of_lessons_a_stage_over_three_years(world: World) -> None:
    teacher, today = world.client_of(world.teacher), timezone.localdate()
    where = reverse("lesson_stages", args=[world.school.pk])
    for _week in range(5):
        teacher.post(where, {"led": "10", "centred": "6", "steered": "4"})
    for back, lessons in ((365, (16, 3, 1)), (730, (18, 2, 0))):
        for _week in range(5):
            personal.tell_stages(
                unit=world.school.pk, on=today - timedelta(days=back), lessons=lessons, by=world.viewer(world.teacher)
            )
    page = text_of(world.client_of(world.head), "lesson_stages", world.school.pk)
    shares = re.findall(r"leerlinggestuurd (\d+)%", page)
    assert shares == ["0", "5", "20"] and "zoals leraren het zelf vertellen" in page.lower()


def test_an_intention_is_kept_on_the_sheet_and_read_by_the_head_only_when_shared(world: World) -> None:
    teacher, head = world.client_of(world.teacher), world.client_of(world.head)
    where = reverse("scale_sheet", args=[FIFTH])
    teacher.post(where, {"text": "Drie vragen bij de start."})
    assert "Drie vragen bij de start." in teacher.get(where).content.decode()
    assert "Drie vragen" not in head.get(where).content.decode()
    assert "Drie vragen" not in text_of(head, "scaling_profile", world.school.pk)
    teacher.post(where, {"text": "Drie vragen bij de start.", "shared": "1"})
    assert "Drie vragen" in text_of(head, "scaling_profile", world.school.pk)
    assert "Drie vragen" not in text_of(world.client_of(world.colleague), "scaling_profile", world.school.pk)
    assert Intention.objects.count() == 2


def test_a_visit_on_the_phone_is_kept_and_the_file_says_what_is_not_there_yet(world: World) -> None:
    teacher = world.client_of(world.teacher)
    where = reverse("visit", args=[world.school.pk, "visit-teaching"])
    assert "Lesbezoek" in teacher.get(where).content.decode()
    assert teacher.post(where, {}).status_code == 422
    assert teacher.post(where, {"goal": "3", "check": "2"}).status_code == 302
    assert "1 bezoek" in text_of(teacher, "viewing_guides", world.school.pk)
    assert "nog niet geplaatst" in text_of(teacher, "quality_file", world.school.pk)
