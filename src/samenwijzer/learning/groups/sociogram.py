"""Whom learners like to work with, for a whole class at once: a line a learner, as it was asked on paper."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.groups.models import Tie
from samenwijzer.learning.groups.rules import check_forms_groups
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.naming import call_names


@transaction.atomic
def state_preferences(*, unit: int, lines: str, by: Viewer) -> int:
    """Keep whom learners like to work with, and return how many preferences that are.

    A line is “Noor: Mila, Jef”, by the names learners are called in ``unit``. It replaces what was known of that
    learner's preferences; what is known of two who go apart or together stays. Refused, and nothing kept, with every
    name that nobody has.
    """
    group = check_forms_groups(by, unit)
    learners = list(learners_of(units=[group.pk], on=by.on))
    called = {name.casefold(): pk for pk, name in call_names(learners).items()}
    called |= {str(one).casefold(): one.pk for one in learners}
    wanted = _read(lines, called)
    settled = set(
        Tie.objects.filter(unit=group, learner__in=wanted)
        .exclude(kind=Tie.Kind.PREFERS)
        .values_list("learner", "other")
    )
    Tie.objects.filter(unit=group, learner__in=wanted, kind=Tie.Kind.PREFERS).delete()
    made = [
        Tie(unit=group, learner_id=one, other_id=other, kind=Tie.Kind.PREFERS, by_id=by.person_id, at=timezone.now())
        for one, others in wanted.items()
        for other in others
        if other != one and (one, other) not in settled
    ]
    Tie.objects.bulk_create(made)
    about = Reference("organisation.unit", str(unit))
    record(verb="state preferences", on=about, by=by.person_id, count=len(made))
    return len(made)


def _read(lines: str, called: Mapping[str, int]) -> dict[int, list[int]]:
    """Return the ids of the preferred by the id of who prefers; refuse names nobody has."""
    unknown, found = dict[str, None](), dict[int, list[int]]()
    for line in filter(None, map(str.strip, lines.splitlines())):
        who, _colon, others = line.partition(":")
        names = [" ".join(name.split()) for name in (who, *others.split(",")) if name.strip()]
        unknown |= dict.fromkeys(name for name in names if name.casefold() not in called)
        ids = [called[name.casefold()] for name in names if name.casefold() in called]
        if ids:
            found[ids[0]] = list(dict.fromkeys(ids[1:]))
    if unknown:
        raise Refused(_("Nobody in this group is called: %(names)s. Nothing was kept.") % {"names": ", ".join(unknown)})
    if not found:
        raise Refused(_("Write a line for each learner, such as “Noor: Mila, Jef”."))
    return found
