"""Putting a material in the bank, remixing it, its files, sharing it step by step, and thanking its maker."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.documents import document
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.kept_files import throw_away_unused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.materials.models import Material, MaterialFile, MaterialGoal, OwnershipRule, Revision, Thanks
from samenwijzer.practice.materials.pack import bank, vocabulary
from samenwijzer.practice.materials.rules import (
    check_keeps_material,
    check_leads,
    check_makes,
    check_partner_goal,
    check_remix,
    check_sees_material,
    check_shares,
    share_units,
    within_reach,
)
from samenwijzer.practice.materials.search import column

MATERIAL = "materials.material"
MOST_FILES, MOST_GOALS, LONGEST_NAME = 6, 30, 120
WORK_TIME = "work-time"
#: What a maker writes of a material.
WRITTEN = (
    "title", "description", "kind", "area", "from_age", "to_age", "minutes", "language", "features", "licence",
    "origin", "publisher", "link", "price", "source", "source_year", "certainty", "effort", "review_on", "changed_how",
)  # fmt: skip


def _on(material: Material) -> Reference:
    return Reference(MATERIAL, str(material.pk))


@transaction.atomic
def add_material(
    *,
    written: Mapping[str, Any],
    terms: Sequence[str] = (),
    goals: Sequence[int] = (),
    parent: int | None = None,
    by: Viewer,
) -> Material:
    """Put a material in the bank, for ``by`` alone; with ``parent`` it is a remix that names where it comes from."""
    check_makes(by)
    source = check_sees_material(by, parent) if parent else None
    made = Material(made_by_id=by.person_id, parent=source)
    if source is not None:
        check_remix(parent=source, licence=str(written.get("licence", "")))
    _write(made, written, terms)
    made.owner = _school_of(by) if made.origin == WORK_TIME else None
    made.save()
    _put_goals(made, goals)
    _keep_revision(made, "", by)
    record(verb="add material to bank", on=_on(made), by=by.person_id)
    return made


@transaction.atomic
def change_material(
    *,
    material: int,
    written: Mapping[str, Any],
    terms: Sequence[str] = (),
    note: str = "",
    by: Viewer,
) -> Material:
    """Make a new version of a material; what was validated was the version before (D-322)."""
    found = check_keeps_material(by, material)
    if found.parent is not None:
        check_remix(parent=found.parent, licence=str(written.get("licence", "")))
    _write(found, written, terms)
    found.version += 1
    found.owner = (found.owner or _school_of(by)) if found.origin == WORK_TIME else None
    found.stems = column(found, list(found.goals.all()))
    found.save()
    if found.shared_with is not None:
        if not within_reach(bank().licence(found.licence), found.shared_with):
            raise Refused(_("It is shared beyond the school. Take it back first, or choose another licence."))
        check_partner_goal(found, needs_goal=bank().kind(found.kind).needs_goal)
    _keep_revision(found, note, by)
    record(verb="change material of bank", on=_on(found), by=by.person_id)
    return found


def _write(material: Material, written: Mapping[str, Any], terms: Sequence[str]) -> None:
    for name in WRITTEN:
        if name in written:
            setattr(material, name, written[name])
    material.title = " ".join(material.title.split())
    words = bank()
    known = {
        "kind": words.kinds, "area": words.areas, "licence": words.licences, "origin": words.origins,
        "language": words.languages,
    }  # fmt: skip
    if not material.title:
        raise Refused(_("Give the material a name."))
    for name, choices in known.items():
        if getattr(material, name) not in {one.key for one in choices}:
            raise Refused(_("Choose a kind, a learning area, a language, a licence and how it came about."))
    if material.to_age < material.from_age:
        raise Refused(_("The ages go from young to old."))
    if material.price < 0:
        raise Refused(_("A price cannot be less than nothing."))
    chosen = [one.key for one in vocabulary().terms if one.key in terms]
    material.terms = f"|{'|'.join(chosen)}|" if chosen else ""
    if not words.licence(material.licence).files and material.pk and material.files.exists():
        raise Refused(_("Of a publisher there are no files here. Take them away first."))


def _put_goals(material: Material, goals: Sequence[int]) -> None:
    known = list(Goal.objects.filter(pk__in=list(goals)[:MOST_GOALS]))
    MaterialGoal.objects.filter(material=material).delete()
    MaterialGoal.objects.bulk_create([MaterialGoal(material=material, goal=goal) for goal in known])
    material.stems = column(material, known)
    material.save(update_fields=["stems"])


@transaction.atomic
def put_goal(*, material: int, goal: int, by: Viewer) -> Material:
    """Say that a material works at a goal; once is enough."""
    found = check_keeps_material(by, material)
    standing = list(found.goals.values_list("pk", flat=True))
    if not Goal.objects.filter(pk=goal).exists() or len(standing) >= MOST_GOALS:
        raise Refused(_("Choose a goal from the list; at most %(count)s.") % {"count": MOST_GOALS})
    _put_goals(found, [*standing, goal])
    record(verb="put goal on material", on=_on(found), by=by.person_id)
    return found


@transaction.atomic
def take_goal(*, material: int, goal: int, by: Viewer) -> Material:
    """Take a goal off a material; the last goal of a shared partner activity stays (R14)."""
    found = check_keeps_material(by, material)
    _put_goals(found, [one for one in found.goals.values_list("pk", flat=True) if one != goal])
    if found.shared_with_id is not None:
        check_partner_goal(found, needs_goal=bank().kind(found.kind).needs_goal)
    record(verb="take goal off material", on=_on(found), by=by.person_id)
    return found


def _keep_revision(material: Material, note: str, by: Viewer) -> None:
    Revision.objects.create(
        material=material,
        number=material.version,
        note=note.strip()[:300],
        title=material.title,
        description=material.description,
        licence=material.licence,
        by_id=by.person_id,
    )


def _school_of(by: Viewer) -> Unit | None:
    """Return the school in which ``by`` works, the nearest unit above where that is no school."""
    units = list(share_units(by))
    schools = [one for one in units if one.kind in SCHOOLS]
    return max(schools or units, key=lambda one: len(one.path), default=None)


@transaction.atomic
def add_files(*, material: int, files: Sequence[tuple[str, bytes]], by: Viewer) -> None:
    """Put files (name, content) with a material, checked and cleaned as everywhere; the same content stands once."""
    found = check_keeps_material(by, material)
    if files and not bank().licence(found.licence).files:
        raise Refused(_("Of a publisher there are no files here: give the link."))
    if found.files.count() + len(files) > MOST_FILES:
        raise Refused(_("At most %(count)s files go with one material.") % {"count": MOST_FILES})
    for name, data in files:
        safe = document(data)
        values = {"name": _shown(name), "kind": safe.kind, "content_type": safe.content_type}
        MaterialFile.objects.get_or_create(
            material=found,
            digest=vault.put(safe.content),
            defaults=values | {"size": len(safe.content), "added_by_id": by.person_id},
        )
    record(verb="add files to material", on=_on(found), by=by.person_id, count=len(files))


def _shown(name: str) -> str:
    stem = PurePosixPath(name.replace("\\", "/")).stem
    words = "".join(letter if letter.isprintable() else " " for letter in stem).split()
    return " ".join(words)[:LONGEST_NAME] or _("material")


@transaction.atomic
def drop_file(*, file: int, by: Viewer) -> Material:
    """Take a file away from its material, and the file itself where nothing else holds it."""
    found = MaterialFile.objects.filter(pk=file).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    material = check_keeps_material(by, found.material_id)
    found.delete()
    record(verb="drop file of material", on=_on(material), by=by.person_id)
    transaction.on_commit(lambda: throw_away_unused([found.digest]))
    return material


@transaction.atomic
def share_material(*, material: int, unit: int | None, by: Viewer) -> Material:
    """Share a material with everybody who works in a unit, or with ``None`` keep it for its maker alone again."""
    found = check_keeps_material(by, material)
    found.shared_with = check_shares(by, found, unit) if unit is not None else None
    found.shared_at = timezone.now() if unit is not None else None
    found.save(update_fields=["shared_with", "shared_at"])
    record(verb="share material" if unit is not None else "keep material to oneself", on=_on(found), by=by.person_id)
    return found


@transaction.atomic
def thank(*, material: int, by: Viewer) -> Material:
    """Thank the maker of a material, once; nobody thanks oneself."""
    found = check_sees_material(by, material)
    if found.made_by_id == by.person_id:
        raise Refused(_("This one is yours."))
    Thanks.objects.get_or_create(material=found, by_id=by.person_id)
    record(verb="thank for material", on=_on(found), by=by.person_id)
    return found


@transaction.atomic
def agree_ownership(*, unit: int, origin: str, sentence: str, by: Viewer) -> OwnershipRule:
    """Write down what a unit agreed on who owns what; who leads the unit does."""
    place = check_leads(by, unit)
    if origin not in {one.key for one in bank().origins} or not sentence.strip():
        raise Refused(_("Say for what it holds, and what was agreed."))
    made = OwnershipRule.objects.create(unit=place, origin=origin, sentence=sentence.strip(), by_id=by.person_id)
    record(verb="agree ownership", on=Reference("organisation.unit", str(place.pk)), by=by.person_id)
    return made
