"""What head, school group and SPOC read: the log by school, grouped needs, proposals with their reasons, clusters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet, Sum

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import can_plan
from samenwijzer.practice.documents.pack import said
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.practice.offers.support.models import (
    Agreement,
    AgreementSchool,
    Ask,
    Care,
    Comment,
    Match,
    Need,
    Note,
    Offer,
    OfferChange,
    Promise,
)
from samenwijzer.practice.offers.support.pack import support_pack, theme_titles
from samenwijzer.practice.offers.support.rules import (
    advises,
    check_ask,
    check_school,
    keeps_offer,
    readable_asks,
    schools_in,
)


@dataclass(frozen=True)
class LogLine:
    """A school in the log: when it was last spoken, and what was promised and not kept yet."""

    school: Unit
    last: date | None
    promises: Sequence[Promise]


@dataclass(frozen=True)
class NeedGroup:
    """A theme with how many schools need it, how many cannot wait, and what they said."""

    theme: str
    title: str
    schools: Sequence[Unit]
    urgent: int
    needs: Sequence[Need]


@dataclass(frozen=True)
class Choice:
    """An offer and the hours that are left of it."""

    offer: Offer
    left: int


@dataclass(frozen=True)
class Proposal:
    """Support proposed for a school on a theme, with every reason; ``choices``: the best one and its alternatives."""

    school: Unit
    theme: str
    title: str
    care: str
    reasons: Sequence[str]
    choices: Sequence[Choice]
    decided: Match | None

    @property
    def care_word(self) -> str:
        """Curative or preventive, in words."""
        return str(Care(self.care).label)


@dataclass(frozen=True)
class GroupPage:
    """Support in a school group."""

    unit: Unit
    log: Sequence[LogLine]
    needs: Sequence[NeedGroup]
    proposals: Sequence[Proposal]
    clusters: Sequence[NeedGroup]
    agreements: Sequence[tuple[Agreement, str, Sequence[AgreementSchool]]]
    asks: Sequence[Ask]
    rule: str


#: What indicators say of schools, told by who knows them: names of those that lie clearly under the school group.
Signs = Mapping[int, Sequence[str]]


def group_page(*, viewer: Viewer, place: Unit, signs: Signs) -> GroupPage:
    """Return support in a school group that ``viewer`` leads or goes with; eight queries, however many schools."""
    schools = list(schools_in(place))
    needs = list(Need.objects.filter(unit__in=schools, ended_on=None).select_related("unit").order_by("theme", "pk"))
    groups = _grouped(needs)
    asked = readable_asks(viewer).filter(unit__path__startswith=place.path, answer="")
    rows = Agreement.objects.filter(unit=place).prefetch_related("asked__unit").order_by("-on", "-pk")
    titles = theme_titles()
    agreed = {one.theme for one in rows}
    enough = support_pack().cluster
    return GroupPage(
        unit=place,
        log=_log(schools),
        needs=groups,
        proposals=_proposals(place, needs, signs),
        clusters=[one for one in groups if len(one.schools) >= enough and one.theme not in agreed],
        agreements=[(one, titles.get(one.theme, one.theme), list(one.asked.all())) for one in rows],
        asks=list(asked.select_related("unit", "by").order_by("-at", "-pk")) if advises(viewer, place) else [],
        rule=said(support_pack().rule),
    )


def _log(schools: Sequence[Unit]) -> list[LogLine]:
    """Return the schools, longest not spoken first."""
    spoken = Note.objects.filter(unit__in=schools, scope=Note.Scope.TRIAD).values("unit").annotate(last=Max("on"))
    last = dict(spoken.values_list("unit", "last"))
    promises: dict[int, list[Promise]] = defaultdict(list)
    for one in Promise.objects.filter(unit__in=schools, kept_on=None).select_related("by").order_by("due", "pk"):
        promises[one.unit_id].append(one)
    lines = [LogLine(one, last.get(one.pk), promises.get(one.pk, [])) for one in schools]
    return sorted(lines, key=lambda line: (line.last or date.min, line.school.name))


def _grouped(needs: Sequence[Need]) -> list[NeedGroup]:
    """Return needs by theme, named by most schools first."""
    by_theme: dict[str, list[Need]] = defaultdict(list)
    for one in needs:
        by_theme[one.theme].append(one)
    titles = theme_titles()
    found = [
        NeedGroup(
            theme,
            titles.get(theme, theme),
            sorted({one.unit for one in rows}, key=lambda unit: (unit.name, unit.pk)),
            len({one.unit_id for one in rows if one.urgent}),
            rows,
        )
        for theme, rows in by_theme.items()
    ]
    return sorted(found, key=lambda one: (-len(one.schools), one.title))


def choices_for(place: Unit) -> dict[str, list[Choice]]:
    """Return what is offered to the schools of a unit by theme, with the hours left of it (one query)."""
    rows = Offer.objects.filter(unit__in=place.ancestor_ids, ended_on=None).annotate(used=Sum("matches__hours"))
    found: dict[str, list[Choice]] = defaultdict(list)
    for one in rows.order_by("title", "pk"):
        found[one.theme].append(Choice(one, one.hours - (one.used or 0)))
    return found


def _proposals(place: Unit, needs: Sequence[Need], signs: Signs) -> list[Proposal]:
    """Return a proposal for each school and theme it needs: greatest needs first and curative, others preventive."""
    choices, titles, limits = choices_for(place), theme_titles(), support_pack().curative
    decided = {(one.unit_id, one.theme): one for one in Match.objects.filter(unit__path__startswith=place.path)}
    by_school: dict[Unit, list[Need]] = defaultdict(list)
    for need in needs:
        by_school[need.unit].append(need)
    found = []
    for school, own in by_school.items():
        told, urgent = signs.get(school.pk, ()), [one for one in own if one.urgent]
        is_curative = len(own) + len(told) >= limits.signs and len(urgent) >= limits.urgent
        care = Care.CURATIVE if is_curative else Care.PREVENTIVE
        reasons = [f"{one.text} ({one.get_kind_display()})" for one in (*urgent, *(n for n in own if not n.urgent))]
        for theme in dict.fromkeys(one.theme for one in own):
            fitting = sorted(
                choices.get(theme, []),
                key=lambda one: (
                    one.left <= 0,
                    one.offer.care not in ("", care),
                    one.offer.care == "",
                    one.offer.title,
                ),
            )
            match = decided.get((school.pk, theme))
            found.append(Proposal(school, theme, titles.get(theme, theme), care, [*reasons, *told], fitting, match))
    return sorted(found, key=lambda one: (one.care != Care.CURATIVE, -len(one.reasons), one.school.name, one.title))


@dataclass(frozen=True)
class SchoolPage:
    """Support around one school, as far as ``viewer`` reads it."""

    unit: Unit
    is_own: bool
    notes: Sequence[Note]
    promises: Sequence[Promise]
    needs: Sequence[tuple[Need, str]]
    matches: Sequence[tuple[Match, str]]
    asked: Sequence[tuple[AgreementSchool, str]]
    asks: Sequence[Ask]
    themes: Sequence[tuple[str, str]]


def school_page(*, viewer: Viewer, unit: int) -> SchoolPage:
    """Return what head, school group and SPOC know of support of a school; seven queries."""
    school = check_school(viewer, unit)
    is_own, titles = can_plan(viewer, school), theme_titles()
    notes = Note.objects.filter(unit=school).filter(Q() if is_own else Q(scope=Note.Scope.TRIAD))
    needs = Need.objects.filter(unit=school, ended_on=None).order_by("theme", "pk")
    matches = Match.objects.filter(unit=school).select_related("offer").order_by("-on", "-pk")
    asked = AgreementSchool.objects.filter(unit=school).select_related("agreement").order_by("pk")
    return SchoolPage(
        unit=school,
        is_own=is_own,
        notes=list(notes.select_related("by").order_by("-on", "-pk")[:50]),
        promises=list(Promise.objects.filter(unit=school, kept_on=None).select_related("by").order_by("due", "pk")),
        needs=[(one, titles.get(one.theme, one.theme)) for one in needs],
        matches=[(one, titles.get(one.theme, one.theme)) for one in matches],
        asked=[(one, titles.get(one.agreement.theme, one.agreement.theme)) for one in asked],
        asks=list(readable_asks(viewer).filter(unit=school).select_related("spoc").order_by("-at", "-pk")[:20]),
        themes=list(titles.items()),
    )


@dataclass(frozen=True)
class AskPage:
    """Something asked, with its trail for who asked it and the guidance service."""

    ask: Ask
    can_answer: bool
    in_trail: bool
    comments: Sequence[Comment]


def ask_page(*, viewer: Viewer, ask: int) -> AskPage:
    """Return something asked; the remarks are read by who asked and the guidance service until it is published."""
    found = check_ask(viewer, ask)
    can_answer = advises(viewer, found.unit)
    in_trail = can_answer or found.by_id == viewer.person_id
    rows: QuerySet[Comment] = found.comments.select_related("by").order_by("at", "pk")
    is_read = in_trail or found.kind != Ask.Kind.QUESTION
    return AskPage(found, can_answer, in_trail, list(rows) if is_read else [])


def questions(*, viewer: Viewer, words: str = "") -> list[Ask]:
    """Return public questions on goals and the own ones, newest first; ``words`` narrows them."""
    rows = readable_asks(viewer).filter(kind=Ask.Kind.QUESTION)
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(answer__icontains=words))
    return list(rows.select_related("goal", "spoc").order_by("-at", "-pk")[:100])


@dataclass(frozen=True)
class PortfolioLine:
    """An offer with what is left of it, how many schools got it, and the log of its changes."""

    offer: Offer
    theme: str
    left: int
    schools: int
    changes: Sequence[OfferChange]


def portfolio(*, viewer: Viewer) -> tuple[list[PortfolioLine], bool]:
    """Return everything offered to the units ``viewer`` is in or under, and whether ``viewer`` keeps it."""
    check_profession(viewer)
    above = {int(step) for one in viewer.functions for step in one.unit_path.split("/") if step}
    rows = Offer.objects.filter(unit__in=above, ended_on=None).prefetch_related("changes", "matches")
    titles = theme_titles()
    found = []
    for one in rows.order_by("theme", "title", "pk"):
        matches = list(one.matches.all())
        left = one.hours - sum(match.hours for match in matches)
        schools = len({match.unit_id for match in matches})
        found.append(PortfolioLine(one, titles.get(one.theme, one.theme), left, schools, list(one.changes.all())))
    return found, keeps_offer(viewer)
