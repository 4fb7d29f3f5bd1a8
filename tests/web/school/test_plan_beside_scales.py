"""The school plan beside the scales of the school: evidence for its indicator, its goals at their place in R-OK."""

import pytest

from samenwijzer.practice.documents.pack import ambitions
from samenwijzer.practice.documents.supports import found
from samenwijzer.practice.instruments.scales.actions import start_scaling
from samenwijzer.practice.instruments.scales.rok import places
from tests.web.documents.test_documents import publish, write
from tests.web.school.test_plan import goal_in, page_of, plan_of
from tests.worlds import World


@pytest.mark.demand("D-118")
def test_goals_of_a_plan_show_their_place_and_the_plan_lies_beside_its_indicator(world: World) -> None:
    assert {place for one in ambitions() for place in one.place} <= set(places())
    plan, head = plan_of(world), world.client_of(world.head)
    goal_in(world, plan)
    assert not list(found(world.school)), "a plan that was never published is no evidence"
    write(head, plan, professionalisering="Wij leren samen lezen geven.")
    publish(head, plan)
    made = start_scaling(unit=world.school.pk, by=world.viewer(world.head))
    page = page_of(head, "scaling_step", made.uid, "plan")
    assert "versie 1 van" in page and "met 1 gemeten doel" in page and "klaargelegd door Samenwijzer" in page
    rok = page_of(head, "rok_places")
    served = places()["rok-bg-1"]
    assert "doel van het schoolontwikkelingsplan" in rok.partition(served.code)[2]
    assert "Meer kinderen lezen vlot" in rok
    other = page_of(world.client_of(world.other_teacher), "rok_places")
    assert "Meer kinderen lezen vlot" not in other
