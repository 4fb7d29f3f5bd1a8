"""Temporary groups: who may form them, what is proposed, what is kept, and that nothing labels anybody."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.learning.groups import solver
from samenwijzer.learning.groups.actions import Named, clear_tie, publish, state_tie, stop, withdraw
from samenwijzer.learning.groups.basis import Asked, Placed, basis_of
from samenwijzer.learning.groups.models import Grouping, Seat, Tie
from samenwijzer.learning.groups.pack import group_names
from samenwijzer.learning.groups.proposals import Proposed, propose, propose_around
from samenwijzer.learning.groups.queries import groups_today, next_names, own_groups_today, published
from samenwijzer.learning.groups.readings import read
from samenwijzer.network.people.models import Person
from samenwijzer.science.grouping.problem import Problem, Proposal
from tests.worlds import World, seen, small_world


@pytest.fixture(autouse=True)
def _by_count_instead_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same arrangement in every run, however busy the machine is."""

    def counted(problem: Problem, *, at_most: int = 3) -> tuple[Proposal, ...]:
        if len(problem.sizes) < 2:
            return (solver.solve(problem, tries=1),)
        return solver.alternatives(problem, lambda one: solver.solve(one, tries=30_000), at_most=at_most)

    monkeypatch.setattr(solver, "proposals", counted)


def asked(world: World, purpose: str = "cooperation", **other: object) -> Asked:
    values = {"goal": world.goals["compare"].pk, "largest": 3, "here": tuple(one.pk for one in world.learners)}
    return Asked(purpose=purpose, **(values | other))  # type: ignore[arg-type]


def proposed(world: World, wanted: Asked) -> list[Proposed]:
    return propose(
        basis=basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk, goal=wanted.goal), asked=wanted
    )


def named(groups: Sequence[Placed], names: Sequence[str] = ("Orion", "Lier", "Zwaan", "Arend")) -> list[Named]:
    return [Named(name, one) for name, one in zip(names, groups, strict=False)]


def halves(world: World) -> list[Placed]:
    ids = [one.pk for one in world.learners]
    return [Placed(None, tuple(ids[:3])), Placed(None, tuple(ids[3:]))]


def put_up(
    world: World, groups: Sequence[Placed] | None = None, wanted: Asked | None = None, days: int = 7
) -> Grouping:
    viewer = world.viewer(world.teacher)
    return publish(
        unit=world.group.pk,
        asked=wanted or asked(world),
        groups=named(groups or halves(world)),
        ends=viewer.on + timedelta(days=days),
        by=viewer,
    )


def together(groups: Sequence[Placed], one: Person, other: Person) -> bool:
    return any({one.pk, other.pk} <= set(group.learners) for group in groups)


def weak(world: World, count: int, goal: str = "compare") -> list[int]:
    """Let the first ``count`` learners not succeed at a goal and the others do."""
    for place, learner in enumerate(world.learners):
        seen(learner, world.goals[goal], [0.05 if place < count else 0.95] * 6)
    return [one.pk for one in world.learners[:count]]


class TestCooperation:
    def test_everyone_present_sits_in_exactly_one_group(self, world: World) -> None:
        for one in proposed(world, asked(world)):
            assert sorted(who for group in one.groups for who in group.learners) == sorted(p.pk for p in world.learners)

    def test_there_are_two_or_three_to_choose_from(self, world: World) -> None:
        found = proposed(world, asked(world))
        assert 2 <= len(found) <= 3
        assert found[0].aim == "balance"

    def test_readiness_is_mixed_evenly(self, world: World) -> None:
        first = weak(world, 2)
        for group in proposed(world, asked(world))[0].groups:
            assert len(set(group.learners) & set(first)) == 1

    def test_apart_and_together_hold_in_every_proposal(self, world: World) -> None:
        a, b, c, d, *_ = world.learners
        teacher = world.viewer(world.teacher)
        state_tie(unit=world.group.pk, learner=b.pk, other=a.pk, kind="apart", by=teacher)
        state_tie(unit=world.group.pk, learner=c.pk, other=d.pk, kind="together", by=teacher)
        for one in proposed(world, asked(world)):
            assert not together(one.groups, a, b)
            assert together(one.groups, c, d)

    def test_rules_that_cannot_be_kept_are_named(self, world: World) -> None:
        teacher = world.viewer(world.teacher)
        for other in world.learners[1:3]:
            state_tie(unit=world.group.pk, learner=world.learners[0].pk, other=other.pk, kind="apart", by=teacher)
        state_tie(
            unit=world.group.pk, learner=world.learners[1].pk, other=world.learners[2].pk, kind="apart", by=teacher
        )
        with pytest.raises(Refused, match="Noor"):
            proposed(world, asked(world))

    def test_who_sat_together_is_remembered(self, world: World) -> None:
        put_up(world)
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        wanted = asked(world)
        assert read(basis=basis, asked=wanted, groups=halves(world)).repeats == 6
        again = proposed(world, wanted)[0]
        assert read(basis=basis, asked=wanted, groups=again.groups).repeats < 6

    def test_what_was_taken_back_is_not_remembered(self, world: World) -> None:
        withdraw(grouping=put_up(world).pk, by=world.viewer(world.teacher))
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        assert read(basis=basis, asked=asked(world), groups=halves(world)).repeats == 0

    def test_fixed_learners_stay_where_they_are(self, world: World) -> None:
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        fixed = frozenset({world.learners[0].pk, world.learners[5].pk})
        for seed in range(3):
            found = propose_around(basis=basis, asked=asked(world), groups=halves(world), fixed=fixed, seed=seed)
            assert world.learners[0].pk in found[0].learners
            assert world.learners[5].pk in found[1].learners
            assert [len(group.learners) for group in found] == [3, 3]


class TestExtendedInstruction:
    def test_those_for_whom_the_goal_does_not_work_join(self, world: World) -> None:
        first = weak(world, 2)
        found = proposed(world, asked(world, "instruction"))[0]
        assert [(group.goal, sorted(group.learners)) for group in found.groups] == [(world.goals["compare"].pk, first)]

    def test_what_comes_before_is_a_proposal_of_its_own(self, world: World) -> None:
        weak(world, 1)
        weak(world, 3, "equivalent")
        by_aim = {one.aim: one for one in proposed(world, asked(world, "instruction"))}
        assert {group.goal for group in by_aim["before"].groups} == {world.goals["equivalent"].pk}
        assert sum(len(group.learners) for group in by_aim["before"].groups) == 3

    def test_who_was_named_comes_along_whatever_was_seen(self, world: World) -> None:
        named_one = world.learners[4].pk
        found = proposed(world, asked(world, "instruction", along=frozenset({named_one})))
        assert [group.learners for group in found[0].groups] == [(named_one,)]

    def test_without_anybody_to_help_there_is_no_proposal(self, world: World) -> None:
        weak(world, 0)
        assert proposed(world, asked(world, "instruction")) == []

    def test_all_running_goals_give_a_group_for_each(self, world: World) -> None:
        for place, learner in enumerate(world.learners):
            seen(learner, world.goals["compare"], [0.05 if place < 2 else 0.95] * 6)
            seen(learner, world.goals["add"], [0.05 if place > 3 else 0.95] * 6)
        found = {one.aim: one for one in proposed(world, asked(world, "instruction", goal=None))}
        assert {g.goal for g in found["whole"].groups} == {world.goals["compare"].pk, world.goals["add"].pk}
        assert len(found["first"].groups) == 1


class TestFairness:
    @pytest.mark.demand("D-173", partly=True)
    def test_support_is_read_over_the_groups_and_never_beside_a_name(self, world: World) -> None:
        ids = [one.pk for one in world.learners]
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        crowded = read(
            basis=basis, asked=asked(world, ticks={"support": frozenset(ids[:2])}), groups=halves(world)
        ).spread[0]
        assert (crowded.ticked, crowded.learners, crowded.fewest, crowded.most, crowded.groups_off) == (2, 6, 0, 2, 2)
        spread = read(
            basis=basis, asked=asked(world, ticks={"support": frozenset({ids[0], ids[5]})}), groups=halves(world)
        ).spread[0]
        assert spread.groups_off == 0

    def test_the_tick_for_support_is_kept_nowhere(self, world: World) -> None:
        before = {field.name for field in Seat._meta.get_fields()} | {
            field.name for field in Grouping._meta.get_fields()
        }
        assert not {name for name in before if "support" in name or "trait" in name}
        put_up(world, wanted=asked(world, ticks={"support": frozenset({world.learners[0].pk})}))
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        assert read(basis=basis, asked=asked(world), groups=halves(world)).spread == ()

    @pytest.mark.demand("D-038")
    def test_the_sixth_time_running_in_the_lowest_group_warns_and_five_do_not(self, world: World) -> None:
        first = weak(world, 2)
        wanted = asked(world, "instruction")
        groups = [Placed(world.goals["compare"].pk, tuple(first))]
        teacher = world.viewer(world.teacher)
        for _ in range(4):
            put_up(world, groups, wanted)
        fifth = read(basis=basis_of(viewer=teacher, unit=world.group.pk), asked=wanted, groups=groups)
        assert fifth.lowest_often == ()
        put_up(world, groups, wanted)
        sixth = read(basis=basis_of(viewer=teacher, unit=world.group.pk), asked=wanted, groups=groups)
        assert dict(sixth.lowest_often) == {"Noor": 6, "Ilyas": 6}
        everyone_mixed = read(
            basis=basis_of(viewer=teacher, unit=world.group.pk),
            asked=asked(world),
            groups=[Placed(None, tuple(one.pk for one in world.learners[n::2])) for n in range(2)],
        )
        assert everyone_mixed.lowest_often == ()

    def test_a_rule_about_a_pair_that_a_teacher_breaks_is_said(self, world: World) -> None:
        a, b = world.learners[:2]
        state_tie(unit=world.group.pk, learner=a.pk, other=b.pk, kind="apart", by=world.viewer(world.teacher))
        basis = basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk)
        (said,) = read(basis=basis, asked=asked(world), groups=halves(world)).broken
        assert "Noor" in said
        assert "Ilyas" in said


class TestPublishing:
    def test_nothing_is_kept_before_somebody_publishes(self, world: World) -> None:
        proposed(world, asked(world))
        assert not Grouping.objects.exists()
        assert not Seat.objects.exists()
        put_up(world)
        assert AuditEvent.objects.filter(verb="publish groups", actor_id=world.teacher.pk, count=6).count() == 1

    def test_those_in_no_group_work_on(self, world: World) -> None:
        first = weak(world, 2)
        grouping = put_up(world, [Placed(world.goals["compare"].pk, tuple(first))], asked(world, "instruction"))
        found = published(viewer=world.viewer(world.teacher), grouping=grouping.pk)
        assert [group.members for group in found.groups] == [["Ilyas", "Noor"]]
        assert sorted(found.working_on) == ["Adam", "Jef", "Mila", "Sofie"]

    def test_groups_go_by_themselves_after_their_last_day(self, world: World) -> None:
        put_up(world, days=3)
        teacher = world.viewer(world.teacher)
        later = type(teacher)(**{**vars(teacher), "on": teacher.on + timedelta(days=4)})
        assert groups_today(viewer=teacher, unit=world.group.pk)
        assert groups_today(viewer=later, unit=world.group.pk) == []

    def test_groups_do_not_outlive_the_unit_of_work(self, world: World) -> None:
        until = (world.unit_of_work.ends - world.viewer(world.teacher).on).days
        put_up(world, days=until)
        for days in (until + 1, -1):
            with pytest.raises(Refused, match="tijdelijk"):
                put_up(world, days=days)

    @pytest.mark.parametrize(
        "planted", ["De sterren van het hoog niveau", "ZWAKKE Orion", "Plusgroep", "Remediëring", "Kleine Beer"]
    )
    def test_a_planted_label_is_refused(self, world: World, planted: str) -> None:
        teacher = world.viewer(world.teacher)
        with pytest.raises(Refused, match="etiket"):
            publish(
                unit=world.group.pk,
                asked=asked(world),
                groups=named(halves(world), ["Orion", planted]),
                ends=teacher.on,
                by=teacher,
            )
        assert not Grouping.objects.exists()

    def test_a_planted_label_in_the_pack_does_not_load(self, tmp_path: Path) -> None:
        (tmp_path / "learning").mkdir()
        names = ", ".join(group_names().names[:12])
        (tmp_path / "learning" / "group-names.yaml").write_text(f"names: [{names}, Topsterren]\nnever: [top]\n")
        with pytest.raises(PackError, match="Topsterren"):
            group_names(tmp_path)

    def test_names_are_neutral_and_new_each_time(self, world: World) -> None:
        first = next_names(unit=world.group.pk, count=2)
        put_up(world)
        assert set(next_names(unit=world.group.pk, count=2)).isdisjoint(first)
        assert len(set(group_names().taken_from(0, 70))) == 70

    @pytest.mark.parametrize("fault", ["twice", "stranger", "absent", "empty"])
    def test_an_arrangement_that_does_not_fit_the_class_is_refused(self, world: World, fault: str) -> None:
        a, b, *_ = (one.pk for one in world.learners)
        groups = {
            "twice": [Placed(None, (a, b)), Placed(None, (a,))],
            "stranger": [Placed(None, (a, world.parallel_learners[0].pk))],
            "absent": [Placed(None, (a, b))],
            "empty": [Placed(None, ())],
        }[fault]
        here = tuple(one.pk for one in world.learners[1:]) if fault == "absent" else asked(world).here
        with pytest.raises(Refused):
            put_up(world, groups, asked(world, here=here))
        assert not Grouping.objects.exists()

    def test_stopped_groups_stay_in_the_history_unless_they_began_today(self, world: World) -> None:
        teacher = world.viewer(world.teacher)
        today, earlier = put_up(world), put_up(world)
        Grouping.objects.filter(pk=earlier.pk).update(starts=teacher.on - timedelta(days=3))
        for one in (today, earlier):
            stop(grouping=one.pk, by=teacher)
        assert groups_today(viewer=teacher, unit=world.group.pk) == []
        basis = basis_of(viewer=teacher, unit=world.group.pk)
        assert {seat.grouping_id for seat in basis.seats} == {earlier.pk}

    def test_the_database_keeps_a_learner_in_one_place(self, world: World) -> None:
        grouping = put_up(world)
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(grouping=grouping, learner=world.learners[0])


class TestWhoSeesWhat:
    def test_only_who_guides_and_writes_forms_groups(self, world: World) -> None:
        for person in (world.colleague, world.other_teacher, world.head, world.secretary, world.learners[0]):
            with pytest.raises(NotVisible):
                basis_of(viewer=world.viewer(person), unit=world.group.pk)
        assert basis_of(viewer=world.viewer(world.care_coordinator), unit=world.group.pk).learners

    def test_a_learner_sees_the_own_group_of_now_only(self, world: World) -> None:
        put_up(world)
        (own,) = own_groups_today(viewer=world.viewer(world.learners[0]))
        assert own.name == "Orion"
        assert own.companions == ["Ilyas", "Mila"]
        assert own_groups_today(viewer=world.viewer(world.parallel_learners[0])) == []
        Grouping.objects.update(withdrawn_at="2026-01-01T00:00Z")
        assert own_groups_today(viewer=world.viewer(world.learners[0])) == []

    def test_another_class_reads_nothing(self, world: World) -> None:
        grouping = put_up(world)
        for person in (world.colleague, world.learners[0]):
            with pytest.raises(NotVisible):
                groups_today(viewer=world.viewer(person), unit=world.group.pk)
            with pytest.raises(NotVisible):
                published(viewer=world.viewer(person), grouping=grouping.pk)
            with pytest.raises(NotVisible):
                withdraw(grouping=grouping.pk, by=world.viewer(person))

    def test_what_is_known_about_a_pair_stands_with_both_and_is_forgotten_for_both(self, world: World) -> None:
        a, b = world.learners[:2]
        teacher = world.viewer(world.teacher)
        state_tie(unit=world.group.pk, learner=a.pk, other=b.pk, kind="prefers", by=teacher)
        state_tie(unit=world.group.pk, learner=b.pk, other=a.pk, kind="apart", by=teacher)
        assert set(Tie.objects.values_list("learner", "kind")) == {(a.pk, "apart"), (b.pk, "apart")}
        clear_tie(unit=world.group.pk, learner=a.pk, other=b.pk, by=teacher)
        assert not Tie.objects.exists()

    def test_a_pair_is_two_learners_of_the_class(self, world: World) -> None:
        teacher = world.viewer(world.teacher)
        for other in (world.learners[0], world.parallel_learners[0]):
            with pytest.raises(Refused):
                state_tie(unit=world.group.pk, learner=world.learners[0].pk, other=other.pk, kind="apart", by=teacher)


def counted_queries(learners: int) -> dict[str, int]:
    with transaction.atomic():
        world = small_world(learners=learners)
        weak(world, 2)
        put_up(world, [Placed(None, tuple(one.pk for one in world.learners))])
        teacher = world.viewer(world.teacher)
        learner = world.viewer(world.learners[0])
        counts = {}
        for name, ask in {
            "basis": lambda: basis_of(viewer=teacher, unit=world.group.pk, goal=world.goals["compare"].pk),
            "today": lambda: groups_today(viewer=teacher, unit=world.group.pk),
            "own": lambda: own_groups_today(viewer=learner),
        }.items():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                ask()
            counts[name] = len(queries)
        transaction.set_rollback(True)
    return counts


def test_a_large_class_takes_as_many_queries_as_a_small_one(db: None) -> None:
    assert counted_queries(6) == counted_queries(24) == {"basis": 8, "today": 3, "own": 2}
