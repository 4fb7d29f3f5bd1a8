"""Telling a practice example, letting it go further, and saying from practice what becomes of research."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.agenda.plc.doors import schools_of
from samenwijzer.practice.agenda.plc.rules import words_in
from samenwijzer.practice.cycles.rules import check_takes_part
from samenwijzer.practice.materials.actions import add_material
from samenwijzer.practice.materials.practices.models import Citation, Component, Example, Kept, PracticeComment
from samenwijzer.practice.materials.rules import (
    check_advises,
    check_keeps_material,
    check_sees_material,
    led_units,
    visible_materials,
)

PRACTICE, SHEET = "practice", "sheet"
TEXTS = ("challenge", "context", "approach", "effect")
MOST_COMPONENTS = 8


def _on(material: int) -> Reference:
    return Reference("materials.material", str(material))


@transaction.atomic
def tell_example(*, written: Mapping[str, str], terms: Mapping[str, Any], school: int, by: Viewer) -> Example:
    """Tell an example of a school where ``by`` works, for ``by`` alone until it is shared.

    Context, and how its effect is known, are always said: without them others cannot weigh it (D-113).
    """
    here = next((one for one in schools_of(by) if one.pk == school), None)
    if here is None:
        raise NotVisible(_("There is nothing here for you."))
    if not written.get("context", "").strip() or written.get("effect_known") not in Example.Effect.values:
        raise Refused(_("Say in which context it was, and how you know its effect. Others weigh it by that."))
    texts = {name: words_in(written.get(name, ""), longest=3000) for name in TEXTS}
    summary = {"title": written.get("title", ""), "description": texts["challenge"], "kind": PRACTICE}
    material = add_material(written={**terms, **summary, "origin": "work-time", "language": "nl"}, by=by)
    learners = Membership.objects.filter(active(by.on), unit__path__startswith=here.path, role=LEARNER)
    card = written.get("card", "")
    made = Example.objects.create(
        material=material, school=here, learners=learners.values("person").distinct().count(),
        effect_known=written["effect_known"], grounds=written.get("grounds", "").strip()[:300],
        contact=written.get("contact", "").strip()[:120] or by.name,
        card=check_sees_material(by, int(card)) if card.isdecimal() and len(card) < 10 else None, **texts,
    )  # fmt: skip
    material.owner = here
    material.save(update_fields=["owner"])
    return made


def _example(material: int, by: Viewer) -> Example:
    found = Example.objects.filter(material=material, material__in=visible_materials(by))
    example = found.select_related("material", "school").first()
    if example is None:
        raise NotVisible(_("There is nothing here for you."))
    return example


@transaction.atomic
def consent(*, material: int, by: Viewer) -> Example:
    """Agree, as who leads the school, that its example goes to the whole network once the school group has it."""
    found = _example(material, by)
    if found.school_id not in {one.unit_id for one in led_units(by)}:
        raise NotVisible(_("There is nothing here for you."))
    found.consented_at, found.consented_by_id = timezone.now(), by.person_id
    found.save(update_fields=["consented_at", "consented_by"])
    record(verb="consent to share example", on=_on(material), by=by.person_id)
    return found


@transaction.atomic
def confirm_effect(*, material: int, by: Viewer) -> Example:
    """Confirm, as an adviser who did not make it, that an example was measured and rests on something (D-353)."""
    check_advises(by)
    found = _example(material, by)
    if found.material.made_by_id == by.person_id:
        raise Refused(_("Somebody else confirms what you made yourself."))
    if found.effect_known != Example.Effect.MEASURED or not found.is_grounded:
        raise Refused(_("It says neither a measurement before and after nor what it rests on: it stays as it is."))
    found.confirmed_at, found.confirmed_by_id = timezone.now(), by.person_id
    found.save(update_fields=["confirmed_at", "confirmed_by"])
    record(verb="confirm effect of example", on=_on(material), by=by.person_id)
    return found


@transaction.atomic
def comment(*, material: int, stance: str, text: str, by: Viewer) -> PracticeComment:
    """Say from practice what became of a card, or why not; the text of the research stays as it is (D-195, D-400)."""
    found = check_sees_material(by, material)
    if stance not in PracticeComment.Stance.values:
        raise Refused(_("Choose one of the answers."))
    words = words_in(text, longest=1000)
    made = PracticeComment.objects.create(material=found, stance=stance, text=words, by_id=by.person_id)
    record(verb="comment from practice", on=_on(found.pk), by=by.person_id)
    return made


@transaction.atomic
def take_back_comment(*, comment: int, by: Viewer) -> int:
    """Take back an own comment; return the material."""
    found = PracticeComment.objects.filter(pk=comment, by=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    material: int = found.material_id
    found.delete()
    record(verb="take back comment", on=_on(material), by=by.person_id)
    return material


@transaction.atomic
def name_components(*, material: int, lines: str, by: Viewer) -> None:
    """Name the core components of an own card, one a line; what schools ticked of a component that stays, stays."""
    found = check_keeps_material(by, material)
    wanted = list(dict.fromkeys(" ".join(one.split())[:200] for one in lines.splitlines() if one.strip()))
    if not 1 <= len(wanted) <= MOST_COMPONENTS:
        raise Refused(_("Name one to %(most)s components, one on a line.") % {"most": MOST_COMPONENTS})
    found.components.exclude(text__in=wanted).delete()
    standing = set(found.components.values_list("text", flat=True))
    Component.objects.bulk_create(
        Component(material=found, text=one, by_id=by.person_id) for one in wanted if one not in standing
    )
    record(verb="name core components", on=_on(found.pk), by=by.person_id)


@transaction.atomic
def keep_components(*, material: int, unit: int, components: Collection[int], own_way: str, by: Viewer) -> Kept:
    """Say which components a school keeps, and what it does in its own way (D-099)."""
    found, here = check_sees_material(by, material), {one.pk for one in schools_of(by)}
    if unit not in here:
        raise NotVisible(_("There is nothing here for you."))
    known = list(found.components.filter(pk__in=list(components)).values_list("pk", flat=True))
    made = Kept.objects.create(
        material=found, unit_id=unit, components=known, own_way=own_way.strip()[:1000], by_id=by.person_id
    )  # fmt: skip
    record(verb="keep core components", on=_on(found.pk), by=by.person_id)
    return made


@transaction.atomic
def cite(*, material: int, cycle: UUID, by: Viewer) -> Citation:
    """Let an inquiry of ``by`` rest on a card; who sees the card then reads its title (D-440)."""
    found = check_sees_material(by, material)
    inquiry, _template = check_takes_part(by, cycle)
    made, _is_new = Citation.objects.get_or_create(material=found, cycle=inquiry, defaults={"by_id": by.person_id})
    record(verb="cite card", on=_on(found.pk), by=by.person_id)
    return made
