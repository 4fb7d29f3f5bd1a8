"""What a school, school group or network offers: courses that answer a need, and what became of them."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.offers.training.models import Course, Place, Provider, Review
from samenwijzer.practice.offers.training.pack import words
from samenwijzer.practice.offers.training.queries import transfer_due
from samenwijzer.practice.offers.training.rules import (
    check_course,
    check_listed,
    check_offers,
    check_place,
)

LONGEST = 2000
MOST = Decimal(100_000)
AHEAD = timedelta(days=3 * 366)


@transaction.atomic
def add_course(
    *,
    unit: int,
    title: str,
    need: str,
    goal: str,
    part: str,
    theme: str,
    curriculum: str,
    audience: str,
    region: str,
    provider: int | None,
    on: date,
    cost: Decimal,
    by: Viewer,
) -> Course:
    """Offer a training: always with the need and the goal it answers, and what the unit does for it (D-134, D-360)."""
    found = check_offers(by, unit)
    known = words()
    if part not in Course.Part.values:
        raise Refused(_("Say what you do for it."))
    if not -AHEAD <= on - by.on <= AHEAD:
        raise Refused(_("Choose a day within three years."))
    if not 0 <= cost <= MOST:
        raise Refused(_("Say what it costs, in euros."))
    made = Course.objects.create(
        unit=found,
        title=check_words(title, longest=120),
        need=check_words(need, what=_("Say which need it answers.")),
        goal=check_words(goal, what=_("Say for which goal it is.")),
        part=part,
        theme=check_listed(theme, known.themes, empty=True),
        curriculum=check_listed(curriculum, known.curricula),
        audience=check_listed(audience, known.audiences),
        region=check_listed(region, known.regions, empty=True),
        provider=_provider(found, provider),
        on=on,
        cost=cost,
    )
    record(verb="offer course", on=_of(found), by=by.person_id)
    return made


@transaction.atomic
def add_provider(*, unit: int, name: str, by: Viewer) -> Provider:
    """Put somebody who gives courses in the register of a school group or the network (D-368)."""
    found = check_offers(by, unit)
    provider, _is_new = Provider.objects.get_or_create(unit=found, name=check_words(name, longest=120))
    record(verb="add provider", on=_of(found), by=by.person_id)
    return provider


@transaction.atomic
def review_provider(*, provider: int, score: int, text: str, by: Viewer) -> Review:
    """Say from 1 to 5 what one found of who gave a course one took; again changes it."""
    taken = Place.objects.filter(person=by.person_id, course__provider=provider)
    if not taken.exists():
        raise NotVisible(_("There is nothing here for you."))
    if score not in range(1, 6):
        raise Refused(_("Choose one of the list."))
    review, _is_new = Review.objects.update_or_create(
        provider_id=provider,
        person_id=by.person_id,
        defaults={"score": score, "words": " ".join(text.split())[:300]},
    )
    return review


@transaction.atomic
def take_course(*, course: int, taken: bool, by: Viewer) -> None:
    """Take a course that is offered to ``by``, or not any more before one answered what stuck."""
    found = check_course(by, course)
    if taken:
        Place.objects.get_or_create(course=found, person_id=by.person_id)
    else:
        Place.objects.filter(course=found, person=by.person_id, transfer_at=None).delete()
    record(verb="take course", on=_of(found.unit), by=by.person_id)


@transaction.atomic
def answer_transfer(*, place: int, text: str, by: Viewer) -> Place:
    """Say, months after a course, what one does differently now (D-221)."""
    found = check_place(by, place)
    if not transfer_due([found], by.on):
        raise Refused(_("This is asked three months after the course, once."))
    if not text.strip() or len(text) > LONGEST:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST})
    found.transfer, found.transfer_at = text.strip(), timezone.now()
    found.save(update_fields=["transfer", "transfer_at"])
    return found


def _provider(unit: Unit, provider: int | None) -> Provider | None:
    """Return a provider of the register of ``unit`` or of what stands above it."""
    if provider is None:
        return None
    found = Provider.objects.filter(pk=provider, unit__in=unit.ancestor_ids).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _of(unit: Unit) -> Reference:
    return Reference("organisation.unit", str(unit.pk))
