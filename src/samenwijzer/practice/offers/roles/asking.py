"""Asking who shows an expertise in another school of the school group: mainstream and special education (D-013).

Further away than the own school no names are shown (D-130). Who asks says who it is; who knows about it gets in touch.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.rules import SCHOOLS
from samenwijzer.practice.offers.roles.models import Talent
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.rules import adults_in, check_topic, check_works, schools_of

#: The kind of thing such a question is about: a topic of the frame.
EXPERTISE = "roles.expertise"


@transaction.atomic
def ask_expertise(*, topic: str, school: int, by: Viewer) -> list[Notice]:
    """Tell who shows ``topic`` as a strength in a school of the same school group that ``by`` asks for it.

    Whoever has such a question of ``by`` still waiting is not told again.
    """
    check_works(by)
    place, own = _neighbour(by, school)
    key = check_topic(topic)
    strong = Talent.objects.filter(topic=key, kind=Talent.Kind.STRENGTH, shown=True)
    there = adults_in(place, by.on).filter(person__in=strong.values("person")).values_list("person", flat=True)
    people = set(there) - {by.person_id}
    if not people:
        raise Refused(_("Nobody shows this there now."))
    told = Notice.objects.filter(person__in=people, seen_at=None, sent_by=by.person_id)
    people -= set(told.filter(object_kind=EXPERTISE, object_id=key).values_list("person", flat=True))
    text = _("%(name)s of %(school)s asks for what you know about %(topic)s. Get in touch when it suits you.") % {
        "name": Person.objects.get(pk=by.person_id),
        "school": own,
        "topic": frame().titles()[key],
    }
    return notify(people=sorted(people), text=text[:300], about=Reference(EXPERTISE, key), by=by.person_id)


def _neighbour(viewer: Viewer, school: int) -> tuple[Unit, Unit]:
    """Return another school of a school group of ``viewer``, and the own school in that group."""
    found = Unit.objects.filter(pk=school, kind__in=SCHOOLS).first()
    for own in schools_of(viewer):
        shared = set(own.ancestor_ids) & set(found.ancestor_ids) if found else set()
        if found and own != found and Unit.objects.filter(pk__in=shared, kind="school_group").exists():
            return found, own
    raise NotVisible(_("There is nothing here for you."))
