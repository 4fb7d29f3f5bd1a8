"""The schools of the demo work with the fitted learner model: their heads switched it on."""

from collections.abc import Mapping

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.learning.progress.pack import policy
from samenwijzer.learning.progress.refit import ask_for_refit
from samenwijzer.learning.progress.switch_actions import decide_for_school
from samenwijzer.network.organisation.models import Membership, Unit

WHY = "Besproken op de schoolraad. Na een schooljaar kijken we of het ons helpt."


def switch_on(*, schools: tuple[SchoolSpec, ...], units: Mapping[str, Unit]) -> None:
    """Let the head of each school decide for the model, and ask the worker for a first version.

    It is fitted when the demo opens, beside the first looks around: until then the screens show the plain rule.
    """
    for school in schools:
        unit = units[school.name]
        head = Membership.objects.filter(unit=unit, role__in=policy().switched_by).order_by("pk").first()
        decide_for_school(unit=unit, is_on=True, reason=WHY, by=head.person_id if head else None)
    ask_for_refit()
