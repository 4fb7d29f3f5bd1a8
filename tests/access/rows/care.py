"""Who gets in at each address of care."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.learning.care.actions import Noted, note_fact, open_file, open_group_plan
from samenwijzer.learning.care.models import CareTrack, Fact, SchoolNeed
from samenwijzer.learning.care.photos import Agreed, agree_on_need, hold_meeting
from samenwijzer.practice.documents.models import Document
from tests.access.scene import (
    ACTS_FOR_LEARNER,
    EVERYBODY,
    GUIDES_OF_L3A,
    IN_THE_SCHOOL,
    NOBODY,
    RECORDS_IN_L3A,
    SCHOOL,
    Address,
    Scene,
    read_only,
    write_only,
)


def opened(scene: Scene) -> CareTrack:
    """Return the care file of the learner, opened by the teacher."""
    found = CareTrack.objects.filter(learner=scene.learner, protected=False).first()
    by = scene.world.viewer(scene.world.teacher)
    return found or open_file(learner=scene.learner.pk, strength="helpt graag", why="lezen", phase="raised", by=by)


def of_learner(scene: Scene) -> dict[str, Any]:
    """Name the learner, whose care file is open."""
    opened(scene)
    return {"learner": scene.learner.pk}


def of_classmate(scene: Scene) -> dict[str, Any]:
    """Name a learner of the class without a care file."""
    CareTrack.objects.filter(learner=scene.world.learners[2]).exists()
    return {"learner": scene.world.learners[2].pk}


def of_person(scene: Scene) -> dict[str, Any]:
    """Name the learner as the person concerned."""
    opened(scene)
    return {"person": scene.learner.pk}


def in_track(scene: Scene) -> dict[str, Any]:
    """Name the care file."""
    return {"track": opened(scene).uid}


def in_phase(scene: Scene) -> dict[str, Any]:
    """Name the first phase of the care file."""
    return in_track(scene) | {"phase": "waarnemen"}


def talk(scene: Scene) -> Fact:
    """Plan a talk in the care file."""
    track, by = opened(scene), scene.world.viewer(scene.world.teacher)
    return note_fact(track=track.uid, kind="talk", noted=Noted("samen kijken", key="parents", on=by.on), by=by)


def said(scene: Scene) -> dict[str, Any]:
    """Name something that was noted."""
    return {"track": opened(scene).uid, "fact": talk(scene).uid}


def prepared(scene: Scene) -> dict[str, Any]:
    """Name a talk to prepare."""
    return of_person(scene) | {"talk": talk(scene).uid}


def in_group(scene: Scene) -> dict[str, Any]:
    """Name class L3A."""
    if not CareTrack.objects.filter(group=scene.world.group).exists():
        open_group_plan(group=scene.world.group.pk, strength="samen werken", by=scene.world.viewer(scene.world.teacher))
    return {"unit": scene.world.group.pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name the school."""
    return {"unit": scene.world.school.pk}


def need(scene: Scene) -> dict[str, Any]:
    """Name a need with an agreement that is not done."""
    by, day = scene.world.viewer(scene.world.care_coordinator), timezone.localdate() + timedelta(days=9)
    unit = scene.world.school.pk
    hold_meeting(unit=unit, present="school en CLB", next_on=day, by=by)
    agreed = Agreed("raised", "lezen in L4", "co-teaching", "school", "zorgteam", day)
    made: SchoolNeed = agree_on_need(unit=unit, agreed=agreed, by=by)
    return {"need": made.pk}


def school_group(scene: Scene) -> dict[str, Any]:
    """Name the school group."""
    return {"unit": scene.world.school_group.pk}


def choice(scene: Scene) -> dict[str, Any]:
    """Send a choice and the need it answers."""
    return {"need": need(scene)["need"], "text": "PLG zorgcoördinatoren"}


def opening(scene: Scene) -> dict[str, Any]:
    """Send what a care file is opened with."""
    return {"strength": "rekent vlot", "why": "lezen", "phase": "raised"}


def strength(scene: Scene) -> dict[str, Any]:
    """Send something that goes well."""
    return {"kind": "strength", "text": "rekent vlot"}


def meeting(scene: Scene) -> dict[str, Any]:
    """Send a meeting."""
    return {"present": "school, CLB", "next_on": (timezone.localdate() + timedelta(days=90)).isoformat()}


def with_policy(scene: Scene) -> dict[str, Any]:
    """Name the school of L3A, which has a policy on guidance."""
    Document.objects.get_or_create(template="guidance_policy", unit=scene.world.school, title="Begeleiding")
    return school(scene)


def policy_sent(scene: Scene) -> dict[str, Any]:
    """Send an action of the policy."""
    chosen = {"phase": "basic", "domain": "learning", "core": "doelen", "owner": scene.world.teacher.pk}
    return chosen | {"what": "x", "due": (timezone.localdate() + timedelta(days=9)).isoformat()}


def pilot(scene: Scene) -> dict[str, Any]:
    """Send a pilot in the school of L3A."""
    return {"title": "x", "school": scene.world.school.pk, "scenario": "y"}


CARE = SCHOOL
ROWS = [
    *read_only("care", CARE),
    Address("care_file", "GET", GUIDES_OF_L3A, of_learner),
    Address("care_file", "POST", RECORDS_IN_L3A, of_classmate, opening),
    Address("care_protected", "GET", NOBODY, of_learner),
    Address("care_protected", "POST", NOBODY, of_learner, lambda scene: {"text": "x"}),
    Address("care_group", "GET", GUIDES_OF_L3A, in_group),
    Address("care_group", "POST", RECORDS_IN_L3A, in_group, lambda scene: {"strength": "samen"}),
    *write_only("care_note", RECORDS_IN_L3A, in_track, strength),
    *write_only("care_correct", RECORDS_IN_L3A, said, lambda scene: {"text": "beter"}),
    *write_only("care_advise", NOBODY, in_track, lambda scene: {"text": "x"}),
    Address("care_phase", "GET", RECORDS_IN_L3A, in_phase),
    Address("care_phase", "POST", RECORDS_IN_L3A, in_phase, lambda scene: {"seen": "leest traag"}),
    *write_only("care_draft", RECORDS_IN_L3A, in_phase, lambda scene: {"seen": "leest"}),
    Address("care_of", "GET", ACTS_FOR_LEARNER, of_person),
    Address("care_of", "POST", ACTS_FOR_LEARNER, of_person, lambda scene: {"text": "samen lezen"}),
    Address("care_prepare", "GET", ACTS_FOR_LEARNER, prepared),
    Address("care_prepare", "POST", ACTS_FOR_LEARNER, prepared, lambda scene: {"taal": "tr", "ask": "okuma"}),
    *read_only("care_continuum", EVERYBODY),
    Address("school_photo", "GET", SCHOOL, school),
    Address("school_photo", "POST", SCHOOL, school, meeting),
    Address("group_photo", "GET", frozenset({"general_director"}), school_group),
    Address("group_photo", "POST", frozenset({"general_director"}), school_group, choice),
    Address("guidance_policy", "GET", IN_THE_SCHOOL, school),
    Address("guidance_policy", "POST", SCHOOL, with_policy, policy_sent),
    *read_only("team_capacity", frozenset({"general_director", "analyst"}), school_group),
    Address("pilots", "GET", frozenset({"general_director"}), school_group),
    Address("pilots", "POST", frozenset({"general_director"}), school_group, pilot),
    *write_only("school_need", SCHOOL, school, lambda scene: {"phase": "raised", "text": "lezen", "support": "samen",
                "actor": "school", "owner": "zorgteam", "until": timezone.localdate().isoformat()}),
    *write_only("school_need_close", SCHOOL, need, lambda scene: {"outcome": "gelukt"}),
]  # fmt: skip
