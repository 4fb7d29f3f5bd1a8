"""What is chosen from on the screens of partners: goals, and what was sent of several at once."""

from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.rules import guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.goals.search import search

COMPETENCES = "key_competences"
FOUND = 30


def goal_choices(viewer: Viewer, words: str) -> list[Goal]:
    """Return the goals that ``words`` mean; without words those that run for ``viewer`` and the key competences."""
    if words.strip():
        return list(search(words[:200], frameworks=visible_frameworks(viewer), limit=FOUND).goals)
    groups = {one.unit_id for one in viewer.functions}
    groups |= set(guided_units(viewer).order_by("name", "pk").values_list("pk", flat=True)[:FOUND])
    running = [goal for one in running_with_goals(groups=groups, on=viewer.on) for goal in one.goals]
    rows = Goal.objects.filter(framework__in=visible_frameworks(viewer), framework__kind=COMPETENCES, gone_at=None)
    return list(dict.fromkeys([*running[:FOUND], *rows.order_by("framework", "position", "pk")]))


def numbers_in(sent: QueryDict, name: str) -> tuple[int, ...]:
    """Return the numbers that were sent under one name."""
    values = sent.getlist(name)
    if any(not (one.isascii() and one.isdigit() and len(one) < 10) for one in values):
        raise Refused(_("Choose one of the list."))
    return tuple(int(one) for one in values)


def money_in(sent: QueryDict, name: str) -> Decimal:
    """Return an amount in euro, nought where nothing was filled in."""
    try:
        amount = Decimal(sent.get(name, "").replace(",", ".").strip() or 0)
    except InvalidOperation as error:
        raise Refused(_("Write an amount, such as 12,50.")) from error
    if not amount.is_finite() or abs(amount) >= 10**9:
        raise Refused(_("Write an amount, such as 12,50."))
    return amount.quantize(Decimal("0.01"))
