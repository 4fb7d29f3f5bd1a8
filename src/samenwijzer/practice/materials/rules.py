"""Who sees a material, with whom it may be shared, and which licence a remix may carry."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import LEADERS, SCHOOLS
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import Licence, bank

#: Roles that use the bank but do not put anything in it.
GUESTS = frozenset(
    {"student_teacher", "lecturer", "partner_contact", "council_member", "board_member", "support_staff"}
)
#: Roles that advise on materials, and moderate their validation.
ADVISERS = frozenset({"pbd_adviser", "central_staff"})
TEAMS = ("core_team", "subject_team", "working_group", "plc", "class", "course", "group")
#: Kinds of units a material is shared with, from near to far.
REACHES = (*TEAMS, *SCHOOLS, "school_community", "school_group", "network")


def working(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` works, learns to teach or advises: all but those of a learner."""
    return [one for one in viewer.functions if one.rights is not None]


def places(viewer: Viewer) -> set[int]:
    """Return the ids of the units in which ``viewer`` works and of all above those."""
    return {int(part) for one in working(viewer) for part in one.unit_path.split("/") if part}


def check_uses_bank(viewer: Viewer) -> None:
    """Refuse who works nowhere: for learners and guardians the bank does not exist."""
    if not working(viewer):
        raise NotVisible(_("There is nothing here for you."))


def can_make(viewer: Viewer) -> bool:
    """Whether ``viewer`` puts materials in the bank."""
    return any(one.role not in GUESTS for one in working(viewer))


def check_makes(viewer: Viewer) -> None:
    """Refuse who only uses the bank."""
    if not can_make(viewer):
        raise NotVisible(_("There is nothing here for you."))


def visible_materials(viewer: Viewer) -> QuerySet[Material]:
    """Return the materials that ``viewer`` made, and those shared with a unit in which, or below which, it works."""
    check_uses_bank(viewer)
    return Material.objects.filter(Q(made_by=viewer.person_id) | Q(shared_with__in=places(viewer)))


def check_sees_material(viewer: Viewer, material: int) -> Material:
    """Return the material when ``viewer`` may see it."""
    rows = visible_materials(viewer).select_related("made_by", "owner", "shared_with", "parent")
    found = rows.filter(pk=material).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_keeps_material(viewer: Viewer, material: int) -> Material:
    """Return the material when ``viewer`` made it."""
    found = check_sees_material(viewer, material)
    if found.made_by_id != viewer.person_id:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_remix(*, parent: Material, licence: str) -> None:
    """Refuse a remix that the licence of ``parent`` does not allow, or does not allow under ``licence`` (D-319)."""
    allowed = bank().licence(parent.licence)
    if not allowed.remix:
        raise Refused(
            _("“%(title)s” may not be adapted: %(licence)s. %(words)s")
            % {"title": parent, "licence": allowed.name, "words": allowed.words}
        )
    if licence not in allowed.remix:
        names = ", ".join(bank().licence(key).key for key in allowed.remix)
        raise Refused(
            _("%(licence)s does not fit with “%(title)s”, which is %(parent)s. Choose one of: %(names)s.")
            % {"licence": licence, "title": parent, "parent": parent.licence, "names": names}
        )


def check_shares(viewer: Viewer, material: Material, unit: int) -> Unit:
    """Return the unit with which ``viewer`` may share ``material``.

    A licence has its reach, and an activity with a partner works at a goal of the curriculum before anybody else
    sees it (R14).
    """
    found = share_units(viewer).filter(pk=unit).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    licence, kind = bank().licence(material.licence), bank().kind(material.kind)
    if not within_reach(licence, found):
        raise Refused(_("With this licence it stays inside the school. Choose another licence to share it further."))
    check_partner_goal(material, needs_goal=kind.needs_goal)
    if kind.needs_consent and found.kind == "network":
        _check_consent(material)
    return found


def _check_consent(material: Material) -> None:
    """Refuse an example of a school that its own school group does not have yet, or to which it did not agree."""
    if material.shared_with is None or material.shared_with.kind not in ("school_group", "school_community"):
        raise Refused(_("Share it with your own school group first. After that it can go to the whole network."))
    if not Material.objects.filter(pk=material.pk, example__consented_at__isnull=False).exists():
        raise Refused(_("It tells of a school: who leads it agrees first, on the page of the example."))


def check_partner_goal(material: Material, *, needs_goal: bool) -> None:
    """Refuse a partner activity without a goal of the curriculum (R14)."""
    if needs_goal and not material.goals.exists():
        raise Refused(_("An activity with a partner works at a goal of the curriculum. Choose one first."))


def within_reach(licence: Licence, unit: Unit) -> bool:
    """Whether a licence lets a material go as far as ``unit``."""
    return licence.reach == "network" or unit.kind in (*TEAMS, *SCHOOLS)


def share_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units with which ``viewer`` can share: its teams and groups, and everything above where it works."""
    makers = [one for one in working(viewer) if one.role not in GUESTS]
    above = {int(part) for one in makers for part in one.unit_path.split("/") if part}
    return Unit.objects.filter(pk__in=above, kind__in=REACHES)


def advises(viewer: Viewer) -> bool:
    """Whether ``viewer`` answers questions about materials and moderates validation, for the whole network."""
    return any(one.role in ADVISERS for one in viewer.functions)


def check_advises(viewer: Viewer) -> None:
    """Refuse who does not advise."""
    if not advises(viewer):
        raise NotVisible(_("There is nothing here for you."))


def led_units(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` leads a school or what stands above it."""
    return [one for one in viewer.functions if one.role in LEADERS or one.role == "head"]


def leads(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` leads exactly this unit."""
    return any(one.unit_id == unit.pk for one in led_units(viewer))


def check_leads(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` leads it."""
    found = Unit.objects.filter(pk=unit).first()
    if found is None or not leads(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found
