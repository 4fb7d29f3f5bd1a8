"""Working in phases: what a template asks, what is kept, what fades, and who reads it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.foundation.references import Reference
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles import queries
from samenwijzer.practice.cycles.actions import keep_answers, keep_draft, share_phases, start_cycle
from samenwijzer.practice.cycles.models import Answer, Cycle, Draft
from samenwijzer.practice.cycles.owners import PERSON, UNIT
from samenwijzer.practice.cycles.pack import Owner, Process, Scope, templates
from samenwijzer.practice.cycles.queries import (
    cycle_of,
    cycles_of,
    draft_of,
    folded,
    shared_by_colleagues,
    shared_of,
)
from tests.worlds import World, people

FOLDER = Path("src/samenwijzer/packs/go2030/cycles")
PHASES = {
    "prepare": {
        "TASK_ANALYSIS", "GOAL_SETTING", "STRATEGIC_PLANNING", "SELF_EFFICACY", "OUTCOME_EXPECTATION", "INTEREST",
    },
    "do": {"SELF_CONTROL", "SELF_OBSERVATION"},
    "reflect": {"SELF_EVALUATION", "ATTRIBUTION", "SELF_REACTION", "ADAPTATION"},
}  # fmt: skip


def of(person: Person) -> Reference:
    return Reference(PERSON, str(person.pk))


def start(world: World, person: Person, template: str = "self-regulation", title: str = "Breuken snappen") -> Cycle:
    viewer = world.viewer(person)
    return start_cycle(template=template, owner=of(person), title=title, due=viewer.on + timedelta(days=10), by=viewer)


def keep(world: World, cycle: Cycle, phase: str, by: Person, *, ends: bool = False, **values: Any) -> int:
    keyed = {key.replace("_", "-"): value for key, value in values.items()}
    return keep_answers(cycle=cycle.uid, phase=phase, values=keyed, ends=ends, by=world.viewer(by))


def read(world: World, cycle: Cycle, by: Person, how_far: int = 0) -> queries.Work:
    return folded(cycle_of(cycle=cycle.uid, viewer=world.viewer(by)), how_far=how_far)


def test_the_template_of_a_learner_asks_for_every_process_of_zimmerman_in_its_phase() -> None:
    template = templates()["self-regulation"]
    asked = {
        phase.key: {prompt.process.name for prompt in phase.prompts if prompt.process} for phase in template.phases
    }
    assert asked == PHASES
    assert set().union(*PHASES.values()) == {one.name for one in Process}
    assert {one.owner for one in templates().values()} == set(Owner)
    causes = template.asking(Process.ATTRIBUTION)
    assert causes is not None
    assert {one.controllable for one in causes.choices} == {True, False}


@pytest.mark.parametrize(
    "key", ["self-regulation", "shared-regulation", "professional", "team", "unit-review", "srl-school"]
)
def test_nothing_is_shared_unless_somebody_chooses_so(key: str) -> None:
    assert {phase.shows for phase in templates()[key].phases} == {Scope.PRIVATE}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("scopes: [private, guides]", "scopes: [guides]", "shows private, which is not among the scopes"),
        ("- key: success", "- key: task", "task: this prompt stands here twice"),
        ("- key: do\n", "- key: prepare\n", "this phase stands here twice"),
        ("kind: steps", "kind: dance", "phases.0.prompts.2.kind"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / "zelfregulatie.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "cycles").mkdir()
    (tmp_path / "cycles" / "eigen.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"eigen\.yaml:\d+: ") as error:
        templates(tmp_path)
    assert said in str(error.value)


def test_answers_are_added_and_the_last_counts(world: World) -> None:
    noor = world.learners[0]
    cycle = start(world, noor)
    assert keep(world, cycle, "prepare", noor, success="eerst dit", sure="quite", worth="") == 2
    assert keep(world, cycle, "prepare", noor, success="dan dat", sure="quite") == 1
    prepare = read(world, cycle, noor).phases[0]
    success = next(one for one in prepare.asked if one.prompt.key == "success")
    assert (success.value, [one.value for one in success.before]) == ("dan dat", ["eerst dit"])
    assert Answer.objects.count() == 3
    for value in ({"sure": "very"}, {"success": "x" * 4001}, {"plan": [{"what": "a", "minutes": "-5"}]}, {"plan": "a"}):
        with pytest.raises(Refused):
            keep(world, cycle, "prepare", noor, **value)
    assert keep(world, cycle, "prepare", noor, success="") == 1
    assert "success" not in {one.prompt.key for one in read(world, cycle, noor).phases[0].answered}


def test_a_whole_cycle_goes_from_phase_to_phase_with_as_many_check_ins_as_wanted(world: World) -> None:
    noor = world.learners[0]
    cycle = start(world, noor)
    steps = [{"what": "strookjes leggen", "by": "2026-11-24", "minutes": "15"}, {"what": "oefenen", "minutes": ""}]
    keep(world, cycle, "prepare", noor, plan=steps, sure="a-little", ends=True)
    assert read(world, cycle, noor).now.phase.key == "do"
    assert [one["minutes"] for one in read(world, cycle, noor).plan()] == [15, None]
    keep(world, cycle, "do", noor, going="needs-change", change="met een tekening", help="")
    keep(world, cycle, "do", noor, going="yes-it-does", ends=True)
    work = read(world, cycle, noor)
    assert [(one.number, len(one.answers)) for one in work.phases[1].check_ins] == [(2, 1), (1, 2)]
    assert not work.is_over
    keep(world, cycle, "reflect", noor, result="fully", cause="approach", next="vergelijken", ends=True)
    work = read(world, cycle, noor)
    assert work.is_over
    assert work.chosen(Process.ATTRIBUTION).words == "mijn aanpak"
    assert [one.due for one in work.phases][-1] == cycle.due


def test_prompts_fade_as_somebody_gets_further_and_are_still_there(world: World) -> None:
    noor = world.learners[0]
    cycle = start(world, noor)
    counts = []
    for how_far in range(5):
        prepare = read(world, cycle, noor, how_far).phases[0]
        assert {one.prompt.key for one in (*prepare.asked, *prepare.folded)} == {
            one.key for one in prepare.phase.prompts
        }
        counts.append(len(prepare.asked))
    assert counts == [7, 7, 5, 3, 3]


def test_a_draft_is_of_one_person_and_goes_when_it_is_kept(world: World) -> None:
    noor, ilyas = world.learners[:2]
    cycle = start(world, noor)
    for text in ("half", "half een zin"):
        keep_draft(cycle=cycle.uid, phase="prepare", fields={"success": text}, by=world.viewer(noor))
    work = read(world, cycle, noor)
    assert draft_of(work=work, phase="prepare", viewer=world.viewer(noor)).fields == {"success": "half een zin"}
    assert draft_of(work=work, phase="prepare", viewer=world.viewer(ilyas)) is None
    assert Draft.objects.count() == 1
    with pytest.raises(Refused):
        keep_draft(cycle=cycle.uid, phase="prepare", fields={"success": "x" * 7000}, by=world.viewer(noor))
    with pytest.raises(NotVisible):
        keep_draft(cycle=cycle.uid, phase="prepare", fields={}, by=world.viewer(ilyas))
    keep(world, cycle, "prepare", noor, success="een hele zin")
    assert not Draft.objects.exists()


def check_who_reads(world: World) -> None:
    """A learner shares one phase with the adults who guide it; everything else stays its own."""
    noor = world.learners[0]
    cycle = start(world, noor)
    keep(world, cycle, "prepare", noor, success="als ik het kan uitleggen")
    keep(world, cycle, "reflect", noor, next="iets van mij alleen")
    adults = (world.teacher, world.care_coordinator, world.head)
    assert [shared_of(owner=of(noor), viewer=world.viewer(adult)) for adult in adults] == [[], [], []]
    share_phases(cycle=cycle.uid, scopes={"prepare": "guides"}, by=world.viewer(noor))
    for adult in adults:
        (work,) = shared_of(owner=of(noor), viewer=world.viewer(adult))
        assert [one.phase.key for one in work.phases] == ["prepare"]
    for stranger in (world.learners[1], world.colleague, world.general_director):
        assert shared_of(owner=of(noor), viewer=world.viewer(stranger)) == []
    share_phases(cycle=cycle.uid, scopes={"prepare": "private"}, by=world.viewer(noor))
    assert shared_of(owner=of(noor), viewer=world.viewer(world.teacher)) == []


def test_what_a_learner_shares_is_read_and_nothing_else(world: World) -> None:
    check_who_reads(world)


def test_a_phase_that_is_read_without_being_shared_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: who guides a learner reads what is private too (R8). The test above must notice."""
    monkeypatch.setattr(queries, "read_of", lambda viewer, scope, people: people)
    with pytest.raises(AssertionError):
        check_who_reads(world)


def test_nobody_else_writes_in_or_shares_a_cycle(world: World) -> None:
    noor, ilyas = world.learners[:2]
    cycle = start(world, noor)
    for other in (ilyas, world.teacher, world.head):
        with pytest.raises(NotVisible):
            keep(world, cycle, "prepare", other, success="ik")
        with pytest.raises(NotVisible):
            share_phases(cycle=cycle.uid, scopes={"prepare": "guides"}, by=world.viewer(other))
        assert cycles_of(viewer=world.viewer(other), owners=(Owner.LEARNER, Owner.TEACHER)) == []
    with pytest.raises(Refused):
        share_phases(cycle=cycle.uid, scopes={"prepare": "colleagues"}, by=world.viewer(noor))
    with pytest.raises(NotVisible):
        keep(world, cycle, "dance", noor)
    with pytest.raises(NotVisible):
        start_cycle(template="self-regulation", owner=of(ilyas), title="x", due=None, by=world.viewer(noor))
    for title in ("", "x" * 201):
        with pytest.raises(Refused):
            start(world, noor, title=title)


def test_the_cycle_of_a_teacher_is_private_until_colleagues_may_read_a_phase(world: World) -> None:
    lotte, samir = world.teacher, world.colleague
    cycle = start(world, lotte, "professional", "Vaker coöperatief werken")
    keep(world, cycle, "prepare", lotte, success="meer stemmen in de klas")
    assert shared_of(owner=of(lotte), viewer=world.viewer(world.head)) == []
    share_phases(cycle=cycle.uid, scopes={"prepare": "colleagues"}, by=world.viewer(lotte))
    assert shared_of(owner=of(lotte), viewer=world.viewer(samir)) == []
    assert shared_of(owner=of(lotte), viewer=world.viewer(world.learners[0])) == []
    assert shared_by_colleagues(viewer=world.viewer(samir)) == []
    beside = people(["Ada Bos"], "teacher", world.group, world.viewer(lotte).on)[0]
    assert [len(one.phases) for one in shared_by_colleagues(viewer=world.viewer(beside))] == [1]
    assert shared_by_colleagues(viewer=world.viewer(world.learners[0])) == []
    with pytest.raises(NotVisible):
        start(world, world.learners[0], "professional")


def test_a_team_works_in_one_cycle_that_only_the_team_reads(world: World) -> None:
    unit = Reference(UNIT, str(world.school.pk))
    head = world.viewer(world.head)
    cycle = start_cycle(template="team", owner=unit, title="Samen lezen", due=None, by=head)
    keep(world, cycle, "prepare", world.care_coordinator, success="meer leesplezier")
    (work,) = cycles_of(viewer=head, owners=(Owner.TEAM,))
    assert work.phases[0].answered[0].last.by == "Els"
    for outsider in (world.teacher, world.learners[0], world.other_teacher):
        assert cycles_of(viewer=world.viewer(outsider), owners=tuple(Owner)) == []


def test_who_saw_an_older_plan_does_not_wipe_what_others_wrote_meanwhile(world: World) -> None:
    unit = Reference(UNIT, str(world.school.pk))
    head, els = world.viewer(world.head), world.viewer(world.care_coordinator)
    cycle = start_cycle(template="team", owner=unit, title="Samen lezen", due=None, by=head)
    keep(world, cycle, "prepare", world.head, success="meer leesplezier")
    sent = {"success": "", "plan": [{"what": "boekenhoek"}]}
    assert keep_answers(cycle=cycle.uid, phase="prepare", values=sent, ends=False, by=els, seen=0) == 1
    work = cycle_of(cycle=cycle.uid, viewer=head)
    assert [one.words for one in work.phases[0].answered] == ["meer leesplezier", "boekenhoek"]
    wiped = {"success": ""}
    assert keep_answers(cycle=cycle.uid, phase="prepare", values=wiped, ends=False, by=els) == 1
