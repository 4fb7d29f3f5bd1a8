"""Who gets in at the addresses of the output indicators: the cards, and the figures of a unit."""

from tests.access.rows.scales import ADULTS, school
from tests.access.scene import SCHOOL, Address, read_only

GROUP = frozenset({"general_director", "analyst"})

ROWS: list[Address] = [
    *read_only("indicators", ADULTS),
    *read_only("indicator_card", ADULTS, lambda scene: {"key": "uitstroom"}),
    *read_only("unit_indicators", SCHOOL | GROUP, school),
]
