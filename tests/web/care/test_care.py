"""Care, whole: a file with strengths first, the cycle, agreements with their effect, talks, and the protected track."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.care import rules as care_rules
from samenwijzer.learning.care.models import CareDraft, CareTrack, Fact, SchoolNeed, SchoolPhoto
from samenwijzer.learning.care.own_words import own_care
from samenwijzer.network.access.models import Involvement, View
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.erasure import erase_person
from samenwijzer.network.rights.extracts import tables_to_take, take_extract
from samenwijzer.network.rights.records import held_about, record_of
from samenwijzer.web.care import trail
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db
SECRET = "onder geheim genoteerd"


@pytest.fixture
def world(db: None) -> World:
    return small_world()


def file_of(world: World) -> str:
    return reverse("care_file", args=[world.learners[0].pk])


def opened(world: World, **also: str) -> CareTrack:
    sent = {"strength": "Helpt anderen graag", "why": "lezen kost moeite", "phase": "raised", **also}
    assert world.client_of(world.teacher).post(file_of(world), sent).status_code == 302
    return CareTrack.objects.get(learner=world.learners[0], protected=False)


def note(client: Client, track: CareTrack, kind: str, **values: Any) -> int:
    return client.post(reverse("care_note", args=[track.uid]), {"kind": kind, **values}).status_code


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def outside(world: World, kind: str, role: str, name: str) -> Person:
    unit = create_unit(kind=kind, name=kind.upper(), parent=world.school_group, by=None)
    return people([name], role, unit, timezone.localdate())[0]


def tie(world: World, person: Person, days: int = 20) -> Involvement:
    held = Membership.objects.get(person=person)
    asked = {"function": held.pk, "reason": "lezen", "ends": (timezone.localdate() + timedelta(days=days)).isoformat()}
    around = reverse("around", args=[world.learners[0].pk])
    assert world.client_of(world.care_coordinator).post(around, asked).status_code == 302
    return Involvement.objects.get(person=person)


def therapist(world: World) -> Person:
    return people(["Ria Claes"], "paramedic", world.group, timezone.localdate())[0]


def test_a_file_begins_with_strengths_and_every_correction_is_a_new_fact(world: World) -> None:
    teacher = world.client_of(world.teacher)
    assert "brede basiszorg doet haar werk" in page(teacher, file_of(world))
    assert teacher.post(file_of(world), {"strength": " ", "why": "x", "phase": "raised"}).status_code == 422
    assert teacher.post(file_of(world), {"strength": "x", "why": "x", "phase": "other"}).status_code == 422
    track = opened(world)
    assert "Verhoogde zorg" in page(teacher, reverse("learner", args=[world.learners[0].pk]))
    assert note(teacher, track, "works", text="samen lezn") == 302
    wrong = Fact.objects.get(kind="works")
    correct = reverse("care_correct", args=[track.uid, wrong.uid])
    assert teacher.post(correct, {"text": "samen lezen"}).status_code == 302
    assert teacher.post(correct, {"text": "nog eens"}).status_code == 404
    shown = page(teacher, file_of(world))
    assert "<s>samen lezn</s>" in shown
    assert Fact.objects.filter(pk=wrong.pk, text="samen lezn").exists()
    again = reverse("care_correct", args=[track.uid, Fact.objects.get(replaces=wrong).uid])
    assert teacher.post(again, {"withdraw": "1"}).status_code == 302
    assert "samen lezen" not in page(teacher, file_of(world))
    assert note(teacher, track, "note", text=SECRET) == 404
    assert note(world.client_of(world.head), track, "works", text="x") == 404
    assert world.client_of(world.colleague).get(file_of(world)).status_code == 404


@pytest.mark.demand("D-301")
def test_group_plan_and_file_share_goals_and_the_cycle_cannot_skip_understanding(world: World) -> None:
    teacher = world.client_of(world.teacher)
    plan_page = reverse("care_group", args=[world.group.pk])
    assert teacher.post(plan_page, {"strength": "Werken graag samen"}).status_code == 302
    plan = CareTrack.objects.get(group=world.group)
    goal = world.goals["compare"]
    assert note(teacher, plan, "goal", goal=goal.pk) == 302
    track = opened(world)
    assert "Deel dit doel" in page(teacher, file_of(world))
    assert note(teacher, track, "goal", goal=goal.pk) == 302
    assert "ook in het plan van de groep" in page(teacher, file_of(world))
    shared = page(teacher, plan_page)
    assert "ook in het dossier van" in shared
    assert "Noor Baert" in shared
    # On both levels: organising stays closed until what was seen is understood.
    for one in (plan, track):
        steps = {key: reverse("care_phase", args=[one.uid, key]) for key in ("waarnemen", "begrijpen", "organiseren")}
        assert teacher.get(steps["organiseren"]).status_code == 422
        assert teacher.post(steps["organiseren"], {"plan": "co-teaching", "ends": "1"}).status_code == 422
        assert teacher.post(steps["waarnemen"], {"seen": "leest traag hardop", "ends": "1"}).status_code == 302
        assert teacher.post(steps["organiseren"], {"plan": "co-teaching"}).status_code == 422
        assert teacher.post(steps["begrijpen"], {"helps": "voorlezen", "ends": "1"}).status_code == 422
        assert teacher.post(steps["begrijpen"], {"needed": "voorbeelden", "ends": "1"}).status_code == 302
        assert teacher.post(steps["organiseren"], {"plan": "co-teaching", "ends": "1"}).status_code == 302
    last = reverse("care_phase", args=[track.uid, "realiseren"])
    assert teacher.post(last, {"effect": "leest vlotter", "ends": "1"}).status_code == 302
    # The next time around begins, and the history stays.
    assert teacher.get(reverse("care_phase", args=[track.uid, "organiseren"])).status_code == 422
    shown = page(teacher, file_of(world))
    assert "Ronde 1" in shown
    assert "leest vlotter" in shown


def test_what_is_being_written_survives_for_its_writer_only(world: World) -> None:
    track = opened(world)
    teacher, carer = world.client_of(world.teacher), world.client_of(world.care_coordinator)
    address = reverse("care_phase", args=[track.uid, "waarnemen"])
    draft = reverse("care_draft", args=[track.uid, "waarnemen"])
    assert teacher.post(draft, {"seen": "half gesch"}).json()["kept_at"]
    assert "half gesch" in page(teacher, address)
    assert "half gesch" not in page(carer, address)
    assert "half gesch" not in page(teacher, file_of(world))
    assert teacher.post(address, {"seen": "geschreven"}).status_code == 302
    assert not CareDraft.objects.exists()


@pytest.mark.demand("D-121")
def test_the_timeline_shows_what_was_offered_and_its_effect(world: World) -> None:
    teacher, track = world.client_of(world.teacher), opened(world)
    day = timezone.localdate() + timedelta(days=30)
    goal = world.goals["compare"]
    assert note(teacher, track, "goal", goal=goal.pk) == 302
    agreed = {"text": "elke dag tien minuten samen lezen", "who": "juf Lotte", "key": "teacher", "on": day.isoformat()}
    assert note(teacher, track, "agreement", **agreed | {"who": ""}) == 422
    assert note(teacher, track, "agreement", **agreed, goal=goal.pk) == 302
    done = {"key": "works", "text": "leest nu tien minuten door"}
    assert note(teacher, track, "outcome", **done) == 404
    assert note(teacher, track, "outcome", **done, answers=Fact.objects.get(kind="agreement").uid) == 302
    shown = page(teacher, file_of(world)).split("Wat geboden werd")[1]
    assert shown.index("leest nu tien minuten door") < shown.index("elke dag tien minuten samen lezen")
    assert "het werkt" in shown
    assert str(goal) in shown


@pytest.mark.demand("D-125")
def test_a_note_under_secrecy_is_seen_by_nobody_else_and_only_advice_is_shared(world: World) -> None:
    learner, ria = world.learners[0], therapist(world)
    track, client = opened(world), world.client_of(ria)
    hidden = reverse("care_protected", args=[learner.pk])
    assert "Beschermd spoor" in page(client, file_of(world))
    assert client.post(hidden, {"text": SECRET}).status_code == 302
    secret = CareTrack.objects.get(protected=True)
    assert client.post(reverse("care_advise", args=[secret.uid]), {"text": "vooraan zitten"}).status_code == 302
    assert SECRET in page(client, hidden)
    others = [world.teacher, world.head, world.care_coordinator, world.secretary, world.officer, world.colleague,
              world.guardian, learner, world.general_director]  # fmt: skip
    for person in others:
        one = world.client_of(person)
        assert one.get(hidden).status_code == 404
        assert one.post(hidden, {"text": "x"}).status_code == 404
        assert note(one, secret, "note", text="x") == 404
        for name in ("care_phase", "care_draft"):
            address = reverse(name, args=[secret.uid, "waarnemen"])
            assert one.post(address, {"seen": "x"}).status_code == 404
    for person, address in ((world.teacher, file_of(world)), (learner, reverse("care_of", args=[learner.pk])),
                            (world.guardian, reverse("care_of", args=[learner.pk]))):  # fmt: skip
        shown = page(world.client_of(person), address)
        assert "vooraan zitten" in shown
        assert "Ria Claes" in shown
        assert SECRET not in shown
        assert "Beschermd" not in shown
    # Nor in a copy, a count, an extract; and everything of it goes when the learner is erased.
    assert SECRET not in str(record_of(learner.pk))
    held = {one.label: one.count for one in held_about(learner.pk)}
    assert held["learning_care.CareTrack"] == 1
    assert not View.objects.filter(learner=learner, protected=False, viewer=ria, page="care_protected").exists()
    assert "care_protected" not in str(record_of(learner.pk))
    assert "learning_care.CareTrack" in tables_to_take()
    with patch("samenwijzer.network.rights.extracts.SMALLEST_GROUP", 1):
        taken = take_extract(table="learning_care.CareTrack", question="Hoeveel dossiers zijn er?",
                             by=world.viewer(world.analyst))  # fmt: skip
    assert taken.extract.rows == 1
    Membership.objects.filter(person=learner).update(ends=timezone.localdate() - timedelta(days=1))
    erase_person(person=learner.pk, by=None, on=timezone.localdate())
    assert set(Fact.objects.values_list("text", flat=True)) == {""}
    assert Fact.objects.filter(track=track).exists()


def test_looks_in_a_protected_track_are_told_to_the_officer_and_not_to_the_learner(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner, ria = world.learners[0], therapist(world)
    client = world.client_of(ria)
    hidden = reverse("care_protected", args=[learner.pk])

    def told() -> tuple[int, bool]:
        """Look once more; say how many looks the officer reads, and whether the learner reads of one."""
        client.get(hidden)
        timeline = page(world.client_of(learner), reverse("who_saw"))
        return page(world.client_of(world.officer), reverse("oversight")).count("Ria Claes"), "Ria Claes" in timeline

    assert told() == (1, False)
    assert told() == (2, False)
    # The fault: a look that is written down like any other. The same check notices.
    real = trail.log_views
    monkeypatch.setattr(trail, "log_views", lambda protected=False, **values: real(protected=False, **values))
    assert told() == (2, True)
    # An ordinary look is told to the learner, and to no officer.
    monkeypatch.undo()
    page(world.client_of(world.teacher), file_of(world))
    assert "Lotte Vermeulen" in page(world.client_of(learner), reverse("who_saw"))
    assert "Lotte Vermeulen" not in page(world.client_of(world.officer), reverse("oversight"))


@pytest.mark.demand("D-085")
def test_clb_and_lsc_read_the_file_while_involved_and_not_a_day_longer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(world)
    learner = world.learners[0]
    hidden = reverse("care_protected", args=[learner.pk])
    clb = outside(world, "clb", "clb_staff", "Katrien Wils")
    lsc = outside(world, "lsc", "learning_supporter", "Omer Dogan")
    assert world.client_of(clb).get(file_of(world)).status_code == 404
    for person in (clb, lsc):
        tie(world, person)
        home = world.client_of(person).get(reverse("home"), follow=True).content.decode()
        assert "Noor Baert" in home
        assert "Verhoogde zorg" in home
        assert "Helpt anderen graag" in page(world.client_of(person), file_of(world))
    assert world.client_of(clb).post(hidden, {"text": SECRET}).status_code == 302
    assert world.client_of(lsc).get(hidden).status_code == 404
    later = timezone.localdate() + timedelta(days=21)
    with patch.object(timezone, "localdate", return_value=later):
        for address in (file_of(world), hidden):
            assert world.client_of(clb).get(address).status_code == 404
        assert "Noor Baert" not in page(world.client_of(clb), reverse("care"))
        # The fault: secrecy that asks no day. The same address opens.
        once = Person.objects.filter(involved__person=clb)
        monkeypatch.setattr(care_rules, "secret_learners", lambda viewer: once)
        assert world.client_of(clb).get(hidden).status_code == 200


@pytest.mark.demand("D-475")
def test_a_parent_prepares_a_talk_in_the_own_language_and_reads_the_agreements(world: World) -> None:
    teacher, parent, learner = world.client_of(world.teacher), world.client_of(world.guardian), world.learners[0]
    own = reverse("care_of", args=[learner.pk])
    assert parent.get(own).status_code == 404
    track, today = opened(world), timezone.localdate()
    assert note(teacher, track, "talk", text="Hoe gaat het lezen?", key="parents", on=today.isoformat(),
                who="Greet en juf Lotte") == 302  # fmt: skip
    talk = Fact.objects.get(kind="talk")
    assert "Hoe gaat het lezen?" in page(parent, own)
    prepare = reverse("care_prepare", args=[learner.pk, talk.uid])
    assert "Görüşmemize hazırlanıyoruz" in page(parent, f"{prepare}?taal=tr")
    assert 'dir="rtl"' in page(parent, f"{prepare}?taal=ar")
    assert parent.post(prepare, {"taal": "tr"}).status_code == 422
    assert (
        parent.post(prepare, {"taal": "tr", "well": "Evde çok okuyor", "ask": "Nasıl yardım ederim?"}).status_code
        == 302
    )
    shown = page(teacher, file_of(world))
    assert "Evde çok okuyor" in shown
    assert "Türkçe" in shown
    agreed = {"text": "elke avond tien minuten voorlezen", "who": "Greet", "key": "parents", "on": today.isoformat()}
    assert note(teacher, track, "agreement", **agreed, answers=talk.uid) == 302
    assert note(teacher, track, "report", text="We lazen samen een brief.", answers=talk.uid) == 302
    after = page(parent, own)
    assert "elke avond tien minuten voorlezen" in after
    with patch.object(timezone, "localdate", return_value=today + timedelta(days=1)):
        assert "We lazen samen een brief." in page(parent, own)
    # The learner adds what works, in its own words; who looked stands with the learner.
    assert world.client_of(learner).post(own, {"text": "samen met Ilyas lezen"}).status_code == 302
    assert "in eigen woorden" in page(teacher, file_of(world))
    own_words = Fact.objects.get(kind="works")
    assert teacher.post(reverse("care_correct", args=[track.uid, own_words.uid]), {"text": "x"}).status_code == 404
    assert note(teacher, track, "works", text="x", key="own") == 422
    assert "Greet Mertens" in page(world.client_of(learner), reverse("who_saw"))
    assert "Wat we over mij afspraken" in page(world.client_of(learner), reverse("who_saw"))
    assert own_care(viewer=world.viewer(learner), person=learner.pk).track == track
    assert world.client_of(world.learners[1]).get(own).status_code == 404


def test_the_coordinator_sees_the_school_by_phase_and_what_is_due(
    world: World, django_assert_max_num_queries: Any
) -> None:
    carer = world.client_of(world.care_coordinator)
    assert "Niets wacht" in page(carer, reverse("care"))
    opened(world)
    for learner in world.learners[1:5]:
        sent = {"strength": "rekent vlot", "why": "lezen", "phase": "extended"}
        world.client_of(world.teacher).post(reverse("care_file", args=[learner.pk]), sent)
    with django_assert_max_num_queries(12):
        shown = carer.get(reverse("home"), follow=True).content.decode()
    assert '<span class="care-count">4</span><b>Uitbreiding van zorg</b>' in shown
    assert '<span class="care-count">3</span><b>Brede basiszorg</b>' in shown
    later = timezone.localdate() + timedelta(weeks=7)
    with patch.object(timezone, "localdate", return_value=later):
        shown = page(carer, reverse("care"))
        assert "5 dossiers om te bekijken" in shown
        track = CareTrack.objects.get(learner=world.learners[0])
        review = {"key": "works", "text": "ja, iedereen mee", "on": (later + timedelta(days=30)).isoformat()}
        assert note(carer, track, "review", **review) == 302
        assert "4 dossiers om te bekijken" in page(carer, reverse("care"))
    assert world.client_of(world.teacher).get(reverse("care")).status_code == 404


@pytest.mark.demand("D-291")
@pytest.mark.demand("D-305")
@pytest.mark.demand("D-314")
@pytest.mark.demand("D-315")
def test_the_continuum_says_where_care_begins_who_leads_what_teachers_need_and_what_helps(world: World) -> None:
    teacher = world.client_of(world.teacher)
    everything = page(teacher, reverse("care_continuum"))
    for words in (
        "Als wat de leraar voor de hele klas doet, een tijd goed uitgevoerd, voor deze leerling niet volstaat.",
        "Als het zorgteam met leraar, ouders en leerling samen afspreekt wat er extra gebeurt.",
        "Geleid door: leraar", "Geleid door: zorgcoördinator", "Geleid door: CLB",
        "Doelgericht differentiëren", "Iemand die meedenkt hoe het past in de klas.",
        "Zorgoverleg, co-teaching door de zorgcoördinator.", "Een vaste ‘zwakke groep’",
    ):  # fmt: skip
        assert words in everything
    assert everything.split("<main")[1].split("</main>")[0].count("<dt>") == 4 * 5
    raised = page(teacher, reverse("care_continuum") + "?fase=raised")
    assert "Maatregelen kiezen (redicodis)" in raised
    assert "Doelenpad" not in raised
    assert "1. Verhoogde zorg</h2>" in raised
    assert "0. Brede basiszorg</h2>" not in raised


@pytest.mark.demand("D-472")
def test_a_teacher_reads_whom_to_ask_today(world: World) -> None:
    outside(world, "clb", "clb_staff", "Katrien Wils")
    shown = page(world.client_of(world.teacher), reverse("care_continuum"))
    assert "Els Zegers" in shown
    assert "Katrien Wils" in shown
    Membership.objects.filter(person=world.care_coordinator).update(ends=timezone.localdate() - timedelta(days=1))
    assert "Els Zegers" not in page(world.client_of(world.teacher), reverse("care_continuum"))
    assert "Katrien Wils" not in page(world.client_of(world.guardian), reverse("care_continuum"))


@pytest.mark.demand("D-302")
@pytest.mark.demand("D-303")
@pytest.mark.demand("D-304")
def test_the_school_picture_names_nobody_and_each_need_has_who_what_until_when(world: World) -> None:
    opened(world)
    carer, today = world.client_of(world.care_coordinator), timezone.localdate()
    photo, need = (reverse(name, args=[world.school.pk]) for name in ("school_photo", "school_need"))
    asked = {"phase": "raised", "text": "lezen in L3 en L4", "support": "co-teaching met leerondersteuner",
             "actor": "lsc", "owner": "leerondersteuner",
             "until": (today + timedelta(days=30)).isoformat()}  # fmt: skip
    assert carer.post(need, asked).status_code == 422
    sent = {"present": "school, CLB, LSC", "next_on": (today + timedelta(days=60)).isoformat()}
    assert carer.post(photo, sent | {"next_on": today.isoformat()}).status_code == 422
    assert carer.post(photo, sent).status_code == 302
    assert carer.post(need, asked | {"text": "lezen bij Noor"}).status_code == 422
    assert carer.post(need, asked | {"owner": " "}).status_code == 422
    assert carer.post(need, asked).status_code == 302
    shown = page(carer, photo)
    for words in ("lezen in L3 en L4", "co-teaching met leerondersteuner", "leerondersteuner (LSC)"):
        assert words in shown
    names = [str(one) for one in [*world.learners, *world.parallel_learners]]
    assert not [one for one in names if one in shown]
    # One learner in raised care: that count and one beside it stay out.
    assert SchoolPhoto.objects.get().counts == {"basic": None, "raised": None, "extended": 0, "adapted": 0}
    clb = outside(world, "clb", "clb_staff", "Katrien Wils")
    assert "lezen in L3 en L4" in page(world.client_of(clb), photo)
    assert world.client_of(clb).post(need, asked).status_code == 404
    for person in (world.teacher, world.guardian, world.other_teacher, world.learners[0]):
        assert world.client_of(person).get(photo).status_code == 404
    # What is past its day comes up before the next meeting.
    with patch.object(timezone, "localdate", return_value=today + timedelta(days=40)):
        assert "Over de dag, te bespreken op" in page(carer, photo)
        done = SchoolPhoto.objects.get().needs.get()
        close = reverse("school_need_close", args=[done.pk])
        assert carer.post(close, {"outcome": "loopt in alle klassen"}).status_code == 302
        assert "Over de dag" not in page(carer, photo)


@pytest.mark.demand("D-308")
@pytest.mark.demand("D-309")
def test_the_school_group_adds_up_needs_by_phase_without_small_counts_and_chooses(world: World) -> None:
    today, director = timezone.localdate(), world.client_of(world.general_director)
    address = reverse("group_photo", args=[world.school_group.pk])
    assert "Nog geen school maakte een foto" in page(director, address)
    assert "Scholengroepfoto" in page(director, reverse("policy", args=[world.school_group.pk]))
    opened(world)
    carer = world.client_of(world.care_coordinator)
    other = people(["Mia Wuyts"], "care_coordinator", world.other_school, today)[0]
    people([f"Leerling{n} Aerts" for n in range(8)], "learner", world.other_group, today)
    for client, school, text in (
        (carer, world.school, "vlot lezen"),
        (world.client_of(other), world.other_school, "rekentaal"),
    ):
        sent = {"present": "school, CLB", "next_on": (today + timedelta(days=60)).isoformat()}
        assert client.post(reverse("school_photo", args=[school.pk]), sent).status_code == 302
        need = {"phase": "raised", "text": text, "support": "vorming", "actor": "school", "owner": "zorgteam",
                "until": (today + timedelta(days=30)).isoformat()}  # fmt: skip
        assert client.post(reverse("school_need", args=[school.pk]), need).status_code == 302
    shown = page(director, address)
    # The first school has one learner in raised care: its counts stay out, those of the other add up.
    basic = shown.split('id="sum-basic"')[1].split("</section>")[0]
    assert '<span class="care-count">10</span>' in basic
    assert "1 school blijft erbuiten" in basic
    raised = shown.split('id="sum-raised"')[1].split("</section>")[0]
    assert '<span class="care-count">0</span>' in raised
    assert "2 noden" in raised
    assert not [one for one in (*world.learners, *world.other_learners) if str(one) in shown]
    answered = SchoolNeed.objects.get(text="vlot lezen")
    assert director.post(address, {"need": answered.pk, "text": " "}).status_code == 422
    assert director.post(address, {"need": answered.pk, "text": "PLG zorgcoördinatoren"}).status_code == 302
    shown = page(director, address)
    assert "PLG zorgcoördinatoren" in shown
    assert "antwoord op: vlot lezen" in shown
    for person in (world.care_coordinator, world.head, world.teacher, world.analyst, world.guardian):
        assert world.client_of(person).get(address).status_code == 404
