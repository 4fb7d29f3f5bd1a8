"""The register of partners, one partnership, one activity, and what a partner sees of its own."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.rules import linked_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Guardianship, Person
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.documents.models import Document, PlanGoal, Version
from samenwijzer.practice.documents.rules import visible_documents
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers.partners.actions import ANNEX
from samenwijzer.practice.offers.partners.models import Activity, ActivityGroup, Decision, Enrolment, Partnership, Post
from samenwijzer.practice.offers.partners.pack import names, partners
from samenwijzer.practice.offers.partners.rules import (
    PARTNER,
    check_partnership,
    check_reads_partners,
    check_sees_activity,
    enrollable,
    is_above_school,
    makes_activities,
    open_activities,
    own_partnerships,
    partner_activities,
    running_schools,
)
from samenwijzer.practice.offers.partners.titles import PARTNERSHIP
from samenwijzer.practice.offers.roles.pack import said

CLASS = "class"
#: Kinds of groups that each have their share of what partners do; a core team only in a school without classes.
GROUPS = (CLASS, "core_team")


@dataclass(frozen=True)
class Line:
    """A partnership in the register: what is served, and what asks for a decision."""

    partnership: Partnership
    kind: str
    interests: tuple[str, ...]
    goals: int
    is_late: bool

    @property
    def has_no_goal(self) -> bool:
        """Whether no goal of the school is tied to it (D-078)."""
        return self.goals == 0


@dataclass(frozen=True)
class Register:
    """The partners of a unit, those of the levels above, and for whom they are there this year."""

    unit: Unit
    can_keep: bool
    can_plan: bool
    running: list[Line]
    over: list[Partnership]
    above: list[Partnership]
    activities: list[Activity]
    interests: list[tuple[str, int]]
    without: list[Unit]
    groups: int
    units: list[Unit]
    schools: list[tuple[Unit, int, int]]
    known: list[Unit]


def register(*, viewer: Viewer, unit: int) -> Register:
    """Return the partners of a school, school group or network, for who works there."""
    here = check_reads_partners(viewer, unit)
    rows = list(_with_goals(Partnership.objects.filter(unit__in=here.ancestor_ids)))
    own = [one for one in rows if one.unit_id == here.pk]
    running = [one for one in own if not one.is_over(viewer.on)]
    year = SchoolYear.of(viewer.on)
    schools, units = _shares(here, year)
    is_above = is_above_school(here)
    activities = Activity.objects.filter(school=here, ends__gte=year.first_day).select_related("partnership__partner")
    return Register(
        unit=here,
        can_keep=can_plan(viewer, here),
        can_plan=not is_above and makes_activities(viewer, here),
        running=[_line(one, viewer.on) for one in running],
        over=[one for one in own if one.is_over(viewer.on)],
        above=[one for one in rows if one.unit_id != here.pk and not one.is_over(viewer.on)],
        activities=list(activities.order_by("starts", "pk")),
        interests=_coverage(own, here, year),
        without=[] if is_above else [one for one in units if not getattr(one, "served", False)],
        groups=len(units),
        units=units,
        schools=schools if is_above else [],
        known=list(Unit.objects.filter(kind=PARTNER, parent__in=here.ancestor_ids).order_by("name", "pk")),
    )


def _with_goals(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    return rows.select_related("partner", "unit").annotate(tied=Count("goals")).order_by("review_on", "pk")


def _line(one: Partnership, on: date) -> Line:
    kind, titles = partners().kind(one.kind), names(partners().interests)
    interests = tuple(titles[key] for key in one.interests if key in titles)
    return Line(one, kind.name if kind else one.kind, interests, getattr(one, "tied", 0), one.review_on < on)


def _coverage(own: list[Partnership], here: Unit, year: SchoolYear) -> list[tuple[str, int]]:
    """Return how many partnerships and activities of this year serve each interest, none included (D-196)."""
    in_year = [one for one in own if one.ends is None or one.ends >= year.first_day]
    counted = Counter(key for one in in_year for key in one.interests)
    inside = Q(school__path__startswith=here.path, starts__lte=year.last_day, ends__gte=year.first_day)
    for keys in Activity.objects.filter(inside).exclude(published_at=None).values_list("interests", flat=True):
        counted.update(keys)
    return [(one.name, counted[one.key]) for one in partners().interests]


def _shares(here: Unit, year: SchoolYear) -> tuple[list[tuple[Unit, int, int]], list[Unit]]:
    """Return per school how many of its groups had nothing with a partner this year, of how many; and all groups."""
    learning = Membership.objects.filter(unit=OuterRef("pk"), role=LEARNER, starts__lte=year.last_day)
    learning = learning.filter(Q(ends=None) | Q(ends__gte=year.first_day))
    in_year = Q(activity__starts__lte=year.last_day, activity__ends__gte=year.first_day)
    served = ActivityGroup.objects.filter(in_year, unit=OuterRef("pk")).exclude(activity__published_at=None)
    inside = Unit.objects.filter(Exists(learning), path__startswith=here.path, kind__in=GROUPS)
    rows: list[Unit] = list(inside.annotate(served=Exists(served)).order_by("name", "pk"))
    classed = {one.parent_id for one in rows if one.kind == CLASS}
    rows = [one for one in rows if one.kind == CLASS or one.parent_id not in classed]
    schools = []
    for school in running_schools(here).order_by("name", "pk"):
        own = [one for one in rows if one.path.startswith(school.path)]
        if own:
            schools.append((school, sum(not getattr(one, "served", False) for one in own), len(own)))
    return schools, rows


@dataclass(frozen=True)
class Annex:
    """What a school added to an agreement, as it last published it; ``text`` is empty before."""

    document: Document
    text: str


@dataclass(frozen=True)
class PartnershipPage:
    """A partnership with its decisions, goals, agreement and annexes."""

    line: Line
    can_keep: bool
    decisions: list[Decision]
    tied: list[PlanGoal]
    possible: list[PlanGoal]
    agreement: Document | None
    annexes: list[Annex]
    own_schools: list[Unit]
    fit: str


def partnership_page(*, viewer: Viewer, partnership: int) -> PartnershipPage:
    """Return a partnership; the annexes of other schools only for who decides about the agreement (D-376)."""
    found = check_partnership(viewer, partnership)
    keeps = can_plan(viewer, found.unit)
    goals = list(PlanGoal.objects.filter(document__unit=found.unit_id, left_at=None).order_by("position", "pk"))
    tied = set(found.goals.values_list("goal", flat=True))
    papers = Document.objects.filter(about_kind=PARTNERSHIP, about_id=str(found.pk)).select_related("unit")
    seen = papers if keeps else papers.filter(pk__in=visible_documents(viewer).values("pk"))
    documents = list(seen.order_by("unit__name", "pk"))
    last: dict[int, Version] = {}
    for version in Version.objects.filter(document__in=documents, is_draft=False).order_by("number"):
        last[version.document_id] = version
    annexes = [Annex(one, _text(last.get(one.pk))) for one in documents if one.template == ANNEX]
    schools = {one.unit_id: one for one in viewer.functions if one.unit_kind in SCHOOLS}
    own = Unit.objects.filter(pk__in=schools, path__startswith=found.unit.path).exclude(pk=found.unit_id)
    found.tied = len(tied)  # type: ignore[attr-defined]
    return PartnershipPage(
        line=_line(found, viewer.on),
        can_keep=keeps,
        decisions=list(found.decisions.select_related("by")),
        tied=[one for one in goals if one.pk in tied],
        possible=[one for one in goals if one.pk not in tied],
        agreement=next((one for one in documents if one.template != ANNEX and one.unit_id == found.unit_id), None),
        annexes=annexes,
        own_schools=[one for one in own if is_above_school(found.unit) and can_plan(viewer, one)],
        fit=found.get_fit_display(),
    )


def _text(version: Version | None) -> str:
    return "\n".join(part["text"] for part in version.parts) if version else ""


@dataclass(frozen=True)
class Said:
    """Something in the space of an activity: by whom, as far as the reader may know."""

    post: Post
    who: str


@dataclass(frozen=True)
class ActivityPage:
    """An activity as its reader sees it. ``names`` are of who takes part, as far as the reader knows them."""

    activity: Activity
    kind: str
    reach: str
    interests: tuple[str, ...]
    goals: list[Goal]
    groups: list[Unit]
    can_make: bool
    is_partner: bool
    names: list[Person]
    taken: int
    own: list[tuple[Person, bool]]
    said: list[Said]
    waiting: list[Said]
    runs: list[Activity]

    @property
    def left(self) -> int:
        """How many places are free."""
        return max(self.activity.places - self.taken, 0)


def activity_page(*, viewer: Viewer, activity: int) -> ActivityPage:
    """Return an activity with what the viewer may see of it: a partner reads agreed first names and no groups."""
    found = check_sees_activity(viewer, activity)
    makes = makes_activities(viewer, found.school)
    is_partner = not makes and partner_activities(viewer).filter(pk=found.pk).exists()
    taking = Person.objects.filter(partner_activities__activity=found)
    put = set(taking.values_list("pk", flat=True))
    mine = [] if is_partner else list(enrollable(viewer, found).order_by("given_name", "family_name", "pk"))
    known = [one for one in mine if makes and one.pk in put]
    if is_partner:
        known = list(taking.filter(pk__in=linked_learners(viewer)).order_by("given_name", "pk"))
    posts = _said(found, viewer, known, makes)
    words = partners()
    return ActivityPage(
        activity=found,
        kind=names(words.activities).get(found.kind, found.kind),
        reach=names(words.reaches).get(found.reach, found.reach),
        interests=tuple(one.name for one in words.interests if one.key in found.interests),
        goals=list(Goal.objects.filter(pk__in=found.goals.values("goal"))),
        groups=[] if is_partner else list(Unit.objects.filter(pk__in=found.groups.values("unit")).order_by("name")),
        can_make=makes,
        is_partner=is_partner,
        names=known,
        taken=len(put),
        own=[(one, one.pk in put) for one in mine],
        said=[one for one in posts if one.post.let_in_at],
        waiting=[one for one in posts if not one.post.let_in_at and (makes or one.post.by_id == viewer.person_id)],
        runs=_runs(found) if makes else [],
    )


def _said(activity: Activity, viewer: Viewer, known: list[Person], makes: bool) -> list[Said]:
    """Return what was said; who said it by name to who guides, otherwise as the place it comes from."""
    of_partner = Membership.objects.filter(
        active(viewer.on), person=OuterRef("by"), unit=activity.partnership.partner_id
    )
    inside = Membership.objects.filter(active(viewer.on), person=OuterRef("by"))
    learns = inside.filter(role=LEARNER)
    works = inside.filter(unit__path__startswith=activity.school.path).exclude(role=LEARNER)
    cares = Guardianship.objects.filter(active(viewer.on), guardian=OuterRef("by"))
    rows = activity.posts.select_related("by").annotate(
        outside=Exists(of_partner), learns=Exists(learns), is_parent=Exists(cares) & ~Exists(works)
    )
    names_known = {one.pk: one.given_name for one in known}
    found = []
    for one in rows:
        if one.outside:
            who = str(activity.partnership.partner)
        elif one.by_id == viewer.person_id:
            who = _("you")
        elif one.learns:
            who = names_known.get(one.by_id or 0, _("somebody of the class"))
        elif makes and one.by:
            who = str(one.by)
        else:
            who = _("a parent") if one.is_parent else _("the school")
        found.append(Said(one, who))
    return found


def _runs(activity: Activity) -> list[Activity]:
    """Return this run and those before it, oldest first, each with its evaluation if it has one."""
    rows = Activity.objects.filter(partnership=activity.partnership_id).select_related("evaluation")
    by_pk = {one.pk: one for one in rows}
    chain: list[Activity] = []
    at = by_pk.get(activity.pk)
    while at is not None and at not in chain:
        chain.append(at)
        at = by_pk.get(at.earlier_id or 0)
    return chain[::-1]


@dataclass(frozen=True)
class PartnerHome:
    """What somebody of a partner finds: partnerships that ask to confirm the values, and its own activities."""

    to_confirm: list[Partnership]
    activities: list[tuple[Activity, list[str], int]]
    values: str


def partner_home(*, viewer: Viewer) -> PartnerHome:
    """Return the own activities of a partner with the first names that were agreed, and nothing else (D-079)."""
    waiting = own_partnerships(viewer).filter(values_at=None).select_related("unit", "partner").order_by("pk")
    rows = partner_activities(viewer).filter(ends__gte=SchoolYear.of(viewer.on).first_day)
    activities = rows.select_related("school", "partnership__partner").annotate(taken=Count("enrolments"))
    known = Enrolment.objects.filter(activity__in=rows, learner__in=linked_learners(viewer)).select_related("learner")
    whom: dict[int, list[str]] = defaultdict(list)
    for one in known.order_by("learner__given_name", "pk"):
        whom[one.activity_id].append(one.learner.given_name)
    lines: list[tuple[Activity, list[str], int]] = [
        (one, whom[one.pk], one.taken) for one in activities.order_by("starts", "pk")
    ]
    return PartnerHome(list(waiting), lines, said(partners().values))


def activities_for(*, viewer: Viewer) -> list[Activity]:
    """Return the activities that are open to ``viewer`` or to a child of it and not over, soonest first."""
    rows = open_activities(viewer).filter(ends__gte=viewer.on).select_related("school", "partnership__partner")
    return list(rows.order_by("starts", "pk"))
