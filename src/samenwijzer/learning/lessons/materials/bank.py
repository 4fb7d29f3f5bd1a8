"""Materials of the bank in a lesson: choosing one for an activity, and where one is used."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.materials.actions import MOST
from samenwijzer.learning.lessons.materials.models import BankUse, Material
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.learning.lessons.rules import check_plan, visible_plans
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials.rules import check_sees_material, places, visible_materials

#: Activities of units of work that run now or began so many days ago can still get a material.
RECENT = timedelta(days=14)
MOST_ACTIVITIES = 40


@transaction.atomic
def use_in_activity(*, activity: int, material: int, by: Viewer) -> Activity:
    """Let an activity work with a material of the bank: its name, its link where there is none yet, and its files.

    Learners of the group open the files as any file of the activity.
    """
    found = Activity.objects.filter(pk=activity).first()
    work = check_plan(by, found.unit_of_work_id if found else 0, writing=True)
    chosen = check_sees_material(by, material)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    files = list(chosen.files.all())
    if Material.objects.filter(activity=found).count() + len(files) > MOST:
        raise Refused(_("At most %(count)s files go with one activity.") % {"count": MOST})
    BankUse.objects.get_or_create(activity=found, material=chosen)
    for one in files:
        values = {"name": one.name, "kind": one.kind, "content_type": one.content_type, "size": one.size}
        Material.objects.get_or_create(
            activity=found, digest=one.digest, defaults=values | {"added_by_id": by.person_id}
        )
    found.material = found.material or chosen.title
    found.link = found.link or chosen.link
    found.save(update_fields=["material", "link"])
    record(verb="use material of bank", on=Reference("lessons.unit_of_work", str(work.pk)), by=by.person_id)
    return found


def activities_to_fill(*, viewer: Viewer) -> list[Activity]:
    """Return the activities that run or come in the plans ``viewer`` writes, nearest first (one query)."""
    plans = visible_plans(viewer, writing=True).filter(ends__gte=viewer.on - RECENT)
    rows = Activity.objects.filter(unit_of_work__in=plans).select_related("unit_of_work__group")
    return list(rows.order_by("unit_of_work__starts", "on", "pk")[:MOST_ACTIVITIES])


@dataclass(frozen=True)
class UsedIn:
    """A school in which a material is used, in how many groups; ``lessons`` are named in the own school alone."""

    school: str
    groups: int
    lessons: list[str]


def where_used(*, material: int, viewer: Viewer) -> list[UsedIn]:
    """Return where a material is used, in order of name: nothing is ranked and no teacher is named (D-320).

    Two queries at most; nowhere, of a material that ``viewer`` may not see.
    """
    rows = BankUse.objects.filter(material__in=visible_materials(viewer), material=material)
    rows = rows.select_related("activity__unit_of_work__group")
    works = [row.activity.unit_of_work for row in rows.order_by("activity__unit_of_work__title")]
    above = {int(part) for work in works for part in work.group.path.split("/") if part}
    schools = {one.pk: one for one in Unit.objects.filter(pk__in=above, kind__in=SCHOOLS)}
    groups: dict[int, set[int]] = defaultdict(set)
    lessons: dict[int, set[str]] = defaultdict(set)
    mine = places(viewer)
    for work in works:
        school = next((pk for pk in reversed(work.group.ancestor_ids) if pk in schools), None)
        if school is not None:
            groups[school].add(work.group_id)
            if school in mine:
                lessons[school].add(f"{work.group} · {work.title}")
    found = [UsedIn(schools[pk].name, len(ids), sorted(lessons[pk])) for pk, ids in groups.items()]
    return sorted(found, key=lambda one: one.school)


def planned_in(*, materials: Collection[int], viewer: Viewer) -> int:
    """Return in how many groups at least one of these materials of the bank, as ``viewer`` sees them, is planned."""
    rows = BankUse.objects.filter(material__in=visible_materials(viewer).filter(pk__in=materials))
    return rows.values("activity__unit_of_work__group").distinct().count()


def planned_groups(*, school: Unit) -> dict[int, int]:
    """Return in how many groups of a school each material of the bank is planned (one query)."""
    rows = BankUse.objects.filter(activity__unit_of_work__group__path__startswith=school.path)
    found: dict[int, set[int]] = defaultdict(set)
    for material, group in rows.values_list("material", "activity__unit_of_work__group"):
        found[material].add(group)
    return {material: len(groups) for material, groups in found.items()}
