"""A pair across schools: every yes, a named adult, nobody sees more than the pair, and nothing once it ended."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation.across import call_for_pair, end_pair, open_calls, pairs_of, say_yes
from samenwijzer.learning.cooperation.models import AcrossPair, PairCall
from samenwijzer.network.access.models import View
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.people.models import Person
from tests.worlds import World, guardian_of, people


def page_of(world: World, person: Person) -> str:
    return unescape(world.client_of(person).get(reverse("pairs_across")).content.decode())


@pytest.mark.demand("D-176")
def test_a_pair_across_schools_asks_every_yes_and_an_adult_and_shows_nothing_else(world: World) -> None:
    (noor, *_others), (tess, ruben) = world.learners, world.other_learners
    today, goal = world.viewer(noor).on, world.goals["compare"]
    home = guardian_of(tess, today)
    head = people(["Greta Pauwels"], "head", world.other_school, today)[0]
    teacher, other = world.client_of(world.teacher), world.client_of(world.other_teacher)
    assert (
        teacher.post(reverse("pair_across_call"), {"learner": noor.pk, "goal": goal.pk, "explains": "1"}).status_code
        == 302
    )
    call = PairCall.objects.get()
    # Another school reads school, level and goal; the own school does not read it again, and a learner not at all.
    shown = page_of(world, world.other_teacher)
    assert "BS De Regenboog (L3) heeft iemand die dit wil uitleggen." in shown
    assert "Noor" not in shown
    assert open_calls(world.viewer(world.colleague)) == []
    answer = reverse("pair_across_answer", args=[call.pk])
    sent = {"learner": tess.pk, "meets": "woensdag 14 u., online, juf is erbij", "watches": "1"}
    assert other.post(answer, sent | {"ends": ""}).status_code == 422
    ends = (today + timedelta(days=30)).isoformat()
    assert other.post(answer, sent | {"ends": ends, "learner": noor.pk}).status_code == 404
    assert other.post(answer, sent | {"ends": ends}).status_code == 302
    pair = AcrossPair.objects.get()
    assert pair.adult == world.other_teacher
    assert "Karel Goossens kijkt mee." in page_of(world, noor)
    voices = (noor, tess, world.guardian, home, world.head, head)
    for n, person in enumerate(voices):
        assert not any(one.runs for one in pairs_of(world.viewer(noor))), n
        assert "Tess" not in page_of(world, noor), "a name before everybody said yes"
        assert world.client_of(person).post(reverse("pair_across_yes", args=[pair.pk])).status_code == 302
        with pytest.raises(Refused):
            say_yes(pair=pair.pk, by=world.viewer(person))
    assert "Noor legt uit, Tess luistert." in page_of(world, noor)
    assert "Noor legt uit, Tess luistert." in page_of(world, world.teacher)
    assert View.objects.filter(learner=tess, viewer=world.teacher, page="pairs").exists()
    # Nobody comes to see anything else of the other school: not the teacher, not the head, not a classmate.
    assert not visible_learners(world.viewer(world.teacher)).filter(pk=tess.pk).exists()
    assert teacher.get(reverse("learner", args=[tess.pk])).status_code == 404
    assert "Tess" not in page_of(world, world.head)
    for stranger in (world.learners[1], ruben, world.colleague):
        assert pairs_of(world.viewer(stranger)) == []
        with pytest.raises(NotVisible):
            end_pair(pair=pair.pk, by=world.viewer(stranger))
    # Home takes its yes back: at once nothing of it is shown, to anybody.
    assert world.client_of(home).post(reverse("pair_across_end", args=[pair.pk])).status_code == 302
    for person in (*voices, world.teacher, world.other_teacher):
        assert pairs_of(world.viewer(person)) == []


def test_a_pair_is_over_on_its_last_day_and_older_learners_speak_for_themselves(world: World) -> None:
    noor, tess = world.learners[0], world.other_learners[0]
    by, day = world.viewer(world.teacher), timedelta(days=1)
    call_for_pair(learner=noor.pk, goal=world.goals["add"].pk, explains=False, by=by)
    for unit in (world.group, world.other_group):
        type(unit).objects.filter(pk=unit.pk).update(level="3SO-D")
    [call] = open_calls(world.viewer(world.other_teacher))
    sent = {"learner": tess.pk, "meets": "bib", "watches": "0", "ends": (by.on + day).isoformat()}
    other = world.client_of(world.other_teacher)
    assert other.post(reverse("pair_across_answer", args=[call.pk]), sent).status_code == 302
    [pair] = pairs_of(by)
    assert pair.pair.explainer == tess
    assert pair.pair.adult == world.teacher
    assert {voice for _side, voice in pair.waiting} == {"learner", "school"}
    AcrossPair.objects.update(ends=by.on - day)
    assert pairs_of(by) == []
