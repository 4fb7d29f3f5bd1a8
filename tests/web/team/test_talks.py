"""Talks of two: what is noted is theirs alone, and who starts has a mentor and four talks in the first year."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.agenda.models import Meeting
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.mark.demand("D-095")
@pytest.mark.demand("D-338", partly="a mentor and four dated talks; no profile of a vacancy and no moves between roles")
def test_notes_are_of_the_two_alone_and_a_starter_has_four_talks_with_a_mentor() -> None:
    world: World = small_world(learners=1)
    today = timezone.localdate()
    starter = people(["Bo Maas"], "teacher", world.parallel_group, today)[0]
    head, bo = world.client_of(world.head), world.client_of(starter)
    sent = {"person": starter.pk, "title": "Hoe gaat het?", "on": today.isoformat(), "at": "15:45"}
    address = head.post(reverse("talk_plan"), sent)["Location"]
    talk = Meeting.objects.get()
    bo.post(reverse("talk_note", args=[talk.uid]), {"text": "Ik slaap slecht"})
    due = {"what": "Zorguren schuiven", "owner": world.head.pk, "due": today.isoformat()}
    bo.post(reverse("talk_action", args=[talk.uid]), due)
    for reader in (head, bo):
        assert "Ik slaap slecht" in reader.get(address).content.decode()
        file = reader.get(reverse("talk_file", args=[talk.uid])).content.decode()
        assert "- Ik slaap slecht" in file
        assert "An Hermans: Zorguren schuiven" in file
    for other in (world.teacher, world.care_coordinator, world.general_director):
        reader = world.client_of(other)
        assert reader.get(address).status_code == 404
        assert reader.get(reverse("talk_file", args=[talk.uid])).status_code == 404

    mentor = world.client_of(world.colleague)
    assert mentor.post(reverse("talk_first_year"), sent).status_code == 302
    talks = Meeting.objects.filter(by=world.colleague)
    assert [(one.begins_at.date() - today).days for one in talks] == [0, 42, 120, 230]
    page = bo.get(reverse("talks")).content.decode()
    assert all(one.title in page for one in talks)
    assert page.count("Samir Benali</small>") == 4
