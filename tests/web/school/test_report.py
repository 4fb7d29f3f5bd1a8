"""The yearly report: filled in from what the school does here, the rest by people."""

import pytest
from django.urls import reverse

from samenwijzer.quality.reports.yearly import yearly_report
from tests.web.counting import queries_of
from tests.worlds import World, seen


@pytest.mark.demand("D-278")
def test_the_yearly_report_is_filled_in_for_eighty_percent_from_data(world: World) -> None:
    seen(world.learners[0], world.goals["compare"], [0.5, 1.0])
    client = world.client_of(world.head)
    page = client.get(reverse("yearly_report", args=[world.school.pk])).content.decode()
    found = yearly_report(viewer=world.viewer(world.head), school=world.school.pk)
    assert found.filled >= 80
    assert f"{found.filled} procent is al ingevuld" in page
    values = {answer.question.key: answer.value for answer in found.answers}
    assert (values["learners"], values["groups"], values["units"], values["goals"]) == ("8", "2", "1", "2")
    assert (values["seen"], values["citizenship"], values["adults"]) == ("2", "0 van 1", "5")
    assert queries_of(client, reverse("yearly_report", args=[world.school.pk])) <= 12
    sent = client.post(reverse("yearly_report", args=[world.school.pk]), {"proud": "Onze leeshoek"})
    assert "**Waar zijn we dit jaar trots op?**  \nOnze leeshoek" in sent.content.decode()
    assert "**Aantal lerenden**  \n8" in sent.content.decode()
