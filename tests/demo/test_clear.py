"""What a demo never throws away."""

import pytest

from samenwijzer.demo.build import clear
from samenwijzer.foundation.errors import Refused
from samenwijzer.network.people.models import Person
from tests.worlds import World


def test_a_database_with_other_people_is_left_alone(world: World) -> None:
    with pytest.raises(Refused, match="not of the demo"):
        clear()
    assert Person.objects.filter(pk=world.teacher.pk).exists()
