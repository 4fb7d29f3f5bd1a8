"""Validating materials: checks before a round, reviews by a panel, a third where two differ, and a verdict (D-322)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.instruments.rubrics import STEPS, Rubric
from samenwijzer.practice.materials.models import Material, PanelSeat, Review, ValidationRound
from samenwijzer.practice.materials.pack import bank, criteria_sets, newest_criteria, validation
from samenwijzer.practice.materials.rules import (
    advises,
    check_advises,
    check_makes,
    check_sees_material,
    visible_materials,
)

ROUND = "materials.validation_round"
SHORTEST = 40
Verdict = ValidationRound.Verdict


@dataclass(frozen=True)
class Finding:
    """One check before publication: what was looked at, whether it is in order, and what to do where it is not."""

    key: str
    title: str
    passed: bool
    advice: str


def check_report(material: Material) -> list[Finding]:
    """Return the checks of goals, didactics, accessibility, licence and language of a material (D-323; one query)."""
    licence = bank().licence(material.licence)
    has_goal = len(material.goals.all()) > 0
    return [
        Finding("goals", _("Works at goals"), has_goal, _("Link it to at least one goal of the curriculum.")),
        Finding(
            "didactics",
            _("Says how to use it"),
            len(material.description) >= SHORTEST,
            _("Describe in a few sentences how a lesson goes with it."),
        ),
        Finding(
            "accessible",
            _("Says for whom it is accessible"),
            bool(material.features),
            _("Say what makes it accessible, such as being printable or read aloud."),
        ),
        Finding(
            "licence",
            _("May be shared in the network"),
            licence.reach == "network",
            _("Choose a licence that lets others use it."),
        ),
        Finding("language", _("Says its language"), bool(material.language), _("Choose the language.")),
    ]


def check_validated_in_network(material: Material) -> None:
    """Refuse to validate a material for the network while a check fails; without a goal it never is (D-323)."""
    failing = [one.advice for one in check_report(material) if not one.passed]
    if failing:
        raise Refused(_("It cannot be validated for the network yet. %(asked)s") % {"asked": " ".join(failing)})


def third_asked(reviews: Sequence[Review]) -> bool:
    """Whether two reviews differ by more than the pack allows on some criterion, and no third came yet (D-322)."""
    if len(reviews) != validation().reviewers:
        return False
    keys = set.intersection(*(set(one.levels) for one in reviews))
    spread = [max(one.levels[key] for one in reviews) - min(one.levels[key] for one in reviews) for key in keys]
    return any(value > validation().apart for value in spread)


def still_asked(reviews: Sequence[Review]) -> int:
    """Return how many reviews a round still asks."""
    return max(validation().reviewers - len(reviews), 0) or int(third_asked(reviews))


def means(reviews: Sequence[Review], criteria: Rubric) -> dict[str, float]:
    """Return the mean step on each criterion, of the reviews so far."""
    return {
        one.key: fmean(review.levels[one.key] for review in reviews if one.key in review.levels)
        for one in criteria.criteria
        if any(one.key in review.levels for review in reviews)
    }


def criteria_of(one: ValidationRound) -> Rubric:
    """Return the version of the criteria a round began with."""
    return criteria_sets()[(one.criteria, one.criteria_version)]


def panel_areas(viewer: Viewer) -> set[str]:
    """Return the learning areas for which ``viewer`` sits in the panel."""
    rows = PanelSeat.objects.filter(person=viewer.person_id, taken_at__isnull=False)
    return set(rows.values_list("area", flat=True))


def open_rounds(viewer: Viewer) -> QuerySet[ValidationRound]:
    """Return the open rounds of materials ``viewer`` may see."""
    rows = ValidationRound.objects.filter(concluded_at=None, material__in=visible_materials(viewer))
    return rows.select_related("material__made_by").prefetch_related("reviews").order_by("asked_at", "pk")


def can_review(viewer: Viewer, one: ValidationRound, areas: set[str]) -> bool:
    """Whether ``viewer`` may still review: in the panel of the area or an adviser, not its maker, and once."""
    if one.concluded_at is not None or one.material.made_by_id == viewer.person_id:
        return False
    if any(review.by_id == viewer.person_id for review in one.reviews.all()):
        return False
    return still_asked(list(one.reviews.all())) > 0 and (one.material.area in areas or advises(viewer))


@transaction.atomic
def ask_validation(*, material: int, procedure: str = "", by: Viewer) -> ValidationRound:
    """Ask that a material is validated; it is shared with the network and passes every check first."""
    check_makes(by)
    found = check_sees_material(by, material)
    if found.shared_with is None or found.shared_with.kind != "network":
        raise Refused(_("Share it with the network first: a panel can only read what it can see."))
    check_validated_in_network(found)
    programme = validation().programme_for(found.from_age)
    chosen = procedure if procedure in programme.procedures else programme.procedures[0]
    if found.rounds.filter(concluded_at=None).exists():
        raise Refused(_("It is being validated already."))
    made = ValidationRound.objects.create(
        material=found,
        material_version=found.version,
        programme=programme.key,
        procedure=chosen,
        criteria=programme.criteria,
        criteria_version=newest_criteria(programme.criteria).version,
        asked_by_id=by.person_id,
    )
    record(verb="ask validation", on=Reference(ROUND, str(made.pk)), by=by.person_id)
    return made


def _round(pk: int, by: Viewer) -> ValidationRound:
    found = open_rounds(by).filter(pk=pk).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def review(*, round: int, levels: Mapping[str, int], remark: str, minutes: int | None, by: Viewer) -> Review:
    """Choose a step for every criterion of a round."""
    found = _round(round, by)
    if not can_review(by, found, panel_areas(by)):
        raise NotVisible(_("There is nothing here for you."))
    keys = {one.key for one in criteria_of(found).criteria}
    if set(levels) != keys or not all(1 <= level <= STEPS for level in levels.values()):
        raise Refused(_("Choose a step for every criterion."))
    made = Review.objects.create(
        round=found, by_id=by.person_id, levels=dict(levels), remark=remark.strip(), minutes=minutes
    )
    record(verb="review material", on=Reference(ROUND, str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def conclude(*, round: int, verdict: str, report: str, by: Viewer) -> ValidationRound:
    """End a round with a verdict and a report that everybody reads; an adviser moderates, and never on own work."""
    check_advises(by)
    found = _round(round, by)
    reviews = list(found.reviews.all())
    if found.material.made_by_id == by.person_id:
        raise NotVisible(_("There is nothing here for you."))
    if still_asked(reviews):
        sentence = _("The reviews differ by more than one step: ask a third reviewer first.")
        raise Refused(sentence if third_asked(reviews) else _("Two reviews come first."))
    if verdict not in Verdict.values or not report.strip():
        raise Refused(_("Choose a verdict and say why."))
    if verdict == Verdict.VALIDATED:
        check_validated_in_network(found.material)
        low = [key for key, mean in means(reviews, criteria_of(found)).items() if mean < validation().enough]
        if low or found.material.version != found.material_version:
            raise Refused(_("Not every criterion is high enough, or the material changed since it was read."))
    found.verdict, found.report, found.concluded_at = verdict, report.strip(), timezone.now()
    found.concluded_by_id = by.person_id
    found.save(update_fields=["verdict", "report", "concluded_at", "concluded_by"])
    record(verb="conclude validation", on=Reference(ROUND, str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def offer_seat(*, area: str, by: Viewer) -> PanelSeat:
    """Offer to sit in the panel of a learning area (D-330)."""
    check_makes(by)
    if area not in {one.key for one in bank().areas}:
        raise Refused(_("Choose a learning area."))
    made, _is_new = PanelSeat.objects.get_or_create(person_id=by.person_id, area=area)
    record(verb="offer panel seat", on=Reference("materials.panel_seat", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def take_seat(*, seat: int, by: Viewer) -> PanelSeat:
    """Let somebody who offered it into the panel; an adviser does."""
    check_advises(by)
    found = PanelSeat.objects.filter(pk=seat, taken_at=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    found.taken_at = timezone.now()
    found.save(update_fields=["taken_at"])
    record(verb="take into panel", on=Reference("materials.panel_seat", str(found.pk)), by=by.person_id)
    return found
