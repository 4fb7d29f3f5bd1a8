"""Learners of the secondary school explain to learners of the shown class: a pair that runs, one that waits, a call."""

from collections.abc import Mapping
from datetime import date, timedelta

from samenwijzer.demo.blueprint import SHOWN_CLASS
from samenwijzer.demo.population import Population
from samenwijzer.learning.cooperation.across import answer_call, call_for_pair, say_yes
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

#: The class whose learners explain: old enough to decide without a guardian.
OLDER = "2A1"
MEETS = "dinsdag om 12.30 uur in de bibliotheek van De Lichtboei; juf Lotte zit erbij"


def pair_across(*, units: Mapping[str, Unit], population: Population, today: date) -> None:
    """Let two schools find each other; nothing where the demo has one school only."""
    if OLDER not in units:
        return
    goals = [goal for one in running_with_goals(groups=[units[SHOWN_CLASS].pk], on=today) for goal in one.goals]
    adults, young = population.adults, [one.person for one in population.classes[SHOWN_CLASS]]
    lotte, older = adults["l3a"], [one.person for one in population.classes[OLDER]]
    ends = today + timedelta(days=42)
    asks = viewer_of(person_id=lotte.pk, on=today)
    answers = viewer_of(person_id=adults["w2"].pk, on=today)

    def pair(listener: Person, explainer: Person, *yes: Person) -> None:
        call = call_for_pair(learner=listener.pk, goal=goals[0].pk, explains=False, by=asks)
        made = answer_call(call=call.pk, learner=explainer.pk, watches=False, meets=MEETS, ends=ends, by=answers)
        for one in yes:
            say_yes(pair=made.pk, by=viewer_of(person_id=one.pk, on=today))

    heads, parent = (adults["head-primary"], adults["head-secondary"]), Person.objects.get(wards__learner=young[1])
    pair(young[1], older[0], older[0], young[1], parent, *heads)
    pair(young[0], older[1], older[1], heads[1])
    call_for_pair(learner=older[2].pk, goal=goals[-1].pk, explains=True, by=answers)
