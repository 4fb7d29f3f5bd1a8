"""The booklet of agreements of a school: by theme, filtered to a group, and followed (D-289, D-290)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.actions import agree
from samenwijzer.practice.agenda.models import Agreement, AgreementCheck
from samenwijzer.practice.agenda.rules import (
    SCHOOLS,
    check_owner,
    check_reads_agenda,
    visible_agreements,
    works_in,
)

#: Units whose adults guide learners, and for which an agreement of the school may be meant.
GROUPS = ("class", "course", "group", "core_team")
#: An agreement that nobody looked at for so long is listed (D-290).
FORGOTTEN = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """An agreement in the booklet, what was last seen of it, and whether nobody looked at it for a year."""

    agreement: Agreement
    last: AgreementCheck | None
    is_forgotten: bool


@dataclass(frozen=True)
class Booklet:
    """What a school agreed; of one ``group`` where that was asked: what holds for it, and what it agreed itself.

    Each agreement stands in it once: with those ``forgotten``, or under its theme.
    """

    school: Unit
    group: Unit | None
    own_groups: Sequence[Unit]
    themes: Sequence[tuple[str, Sequence[Line]]]
    forgotten: Sequence[Line]
    can_agree: bool


def own_groups(viewer: Viewer, school: Unit) -> list[Unit]:
    """Return the groups of a school in which ``viewer`` works, by name (one query)."""
    here = [one.unit_id for one in works_in(viewer) if one.unit_kind in GROUPS]
    return list(Unit.objects.filter(pk__in=here, path__startswith=school.path).order_by("name", "pk"))


def school_groups(school: Unit) -> list[Unit]:
    """Return the groups of a school for which an agreement may be meant, by name (one query)."""
    return list(Unit.objects.filter(path__startswith=school.path, kind__in=GROUPS).order_by("name", "pk"))


def booklet_of(*, viewer: Viewer, school: int, group: int | None = None) -> Booklet:
    """Return the agreements of a school that hold today; six queries, however many there are."""
    found = _school(viewer, school)
    asked = None
    if group is not None:
        asked = Unit.objects.filter(pk=group, path__startswith=found.path, kind__in=GROUPS).first()
        if asked is None:
            raise NotVisible(_("There is nothing here for you."))
    lines = _lines(viewer, found, asked)
    titles = [*Agreement.Theme.choices, ("", _("and also"))]
    fresh = [one for one in lines if not one.is_forgotten]
    by_theme = [(str(title), [one for one in fresh if one.agreement.theme == key]) for key, title in titles]
    return Booklet(
        school=found,
        group=asked,
        own_groups=own_groups(viewer, found),
        themes=[(title, rows) for title, rows in by_theme if rows],
        forgotten=[one for one in lines if one.is_forgotten],
        can_agree=found.pk in {one.unit_id for one in works_in(viewer)},
    )


def _lines(viewer: Viewer, school: Unit, group: Unit | None) -> list[Line]:
    holds = Q(ended_on=None) | Q(ended_on__gt=viewer.on)
    rows = visible_agreements(viewer).filter(holds)
    if group is None:
        rows = rows.filter(unit=school)
    else:
        above = [*group.ancestor_ids, group.pk]
        here = rows.filter(Q(unit=school) & (Q(groups=None) | Q(groups__in=above)) | Q(unit=group))
        rows = rows.filter(pk__in=here.values("pk"))
    seen = rows.annotate(seen=Coalesce(Max("checks__on"), "since")).select_related("owner", "unit")
    return [
        Line(one, next(iter(one.checks.all()), None), one.seen + FORGOTTEN <= viewer.on)
        for one in seen.prefetch_related("checks", "groups").order_by("seen", "pk")
    ]


def _school(viewer: Viewer, school: int) -> Unit:
    found = check_reads_agenda(viewer, school)
    if found.kind not in SCHOOLS:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def agree_in_school(
    *,
    school: int,
    text: str,
    theme: str,
    by: Viewer,
    example: str = "",
    owner: int | None = None,
    groups: Collection[int] = (),
) -> Agreement:
    """Write down what a school holds itself to: who leads in it says so, for everybody or for some groups."""
    found = _school(by, school)
    if theme not in Agreement.Theme.values:
        raise Refused(_("Choose what it is about."))
    if len(example) > 500:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": 500})
    units = [one for one in school_groups(found) if one.pk in groups]
    if len(units) < len(set(groups)):
        raise Refused(_("Choose groups of your school."))
    made = agree(unit=school, text=text, by=by)
    made.theme, made.example = theme, " ".join(example.split())
    if owner is not None:
        made.owner = check_owner(owner, unit=found, meeting=None, viewer=by)
    made.save(update_fields=["theme", "example", "owner"])
    made.groups.set(units)
    return made


@transaction.atomic
def check_agreement(*, agreement: int, way: str, outcome: str, by: Viewer, words: str = "") -> AgreementCheck:
    """Note whether an agreement is kept; everybody who works where it holds may look."""
    found = visible_agreements(by).filter(pk=agreement, ended_on=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if way not in AgreementCheck.Way.values or outcome not in AgreementCheck.Outcome.values:
        raise Refused(_("Say how you looked, and whether it is kept."))
    made = AgreementCheck.objects.create(
        agreement=found, on=by.on, way=way, outcome=outcome, words=" ".join(words.split())[:300], by_id=by.person_id
    )
    record(verb="check agreement", on=Reference("agenda.agreement", str(found.pk)), by=by.person_id)
    return made
