"""From a CASE package to a framework of goals."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.case.package import Association, Item, Package, read_package
from samenwijzer.exchange.case.tree import CHILD_OF, Leafed, reading_order
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, GoalLink

UNDETERMINED = "und"  # BCP 47: the language is not known
_STATUS = {
    "draft": Framework.Status.DRAFT,
    "private draft": Framework.Status.DRAFT,
    "deprecated": Framework.Status.DEPRECATED,
}
_SAME_KIND = {kind.value: kind for kind in GoalLink.Kind if kind != GoalLink.Kind.PREREQUISITE}


@dataclass(frozen=True)
class Goals:
    """A framework as a package gives it, and what is worth knowing about that package."""

    framework: FrameworkContent
    remarks: tuple[str, ...]


def read(path: Path) -> Goals:
    """Return the framework in the CASE 1.0 or 1.1 package at ``path``; raise ``FileRefused`` with every mistake."""
    problems = Problems()
    package = read_package(path, problems)
    _tell_doubles(package, problems)
    leafed = reading_order(package, problems)
    links = _links(package)
    _tell_circles(package, links, problems)
    problems.refuse_if_any()
    return Goals(_framework(package, leafed, links), tuple(_remarks(package, links)))


def _tell_doubles(package: Package, problems: Problems) -> None:
    places: dict[str, str] = {}
    for item in package.items:
        if item.id in places:
            problems.add(
                Problem(
                    package.file,
                    _("The identifier “%(id)s” stands at %(place)s already.")
                    % {"id": item.id, "place": places[item.id]},
                    _("Give every item an identifier of its own; only its code may return."),
                    field=f"{item.place}.identifier",
                )
            )
        elif item.id:
            places[item.id] = item.place


def _links(package: Package) -> dict[LinkContent, Association]:
    """Return the relations between items of this package; ``precedes`` is read from the side of what comes later."""
    items = {item.id for item in package.items}
    links: dict[LinkContent, Association] = {}
    for each in package.associations:
        if not {each.origin, each.destination} <= items or each.origin == each.destination:
            continue
        if each.type == "precedes":
            links.setdefault(LinkContent(each.destination, each.origin, GoalLink.Kind.PREREQUISITE), each)
        elif each.type in _SAME_KIND:
            links.setdefault(LinkContent(each.origin, each.destination, _SAME_KIND[each.type]), each)
    return links


def _tell_circles(package: Package, links: dict[LinkContent, Association], problems: Problems) -> None:
    before: dict[str, set[str]] = {}
    for link in links:
        if link.kind == GoalLink.Kind.PREREQUISITE:
            before.setdefault(link.origin, set()).add(link.destination)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        statements = {item.id: item.code or item.statement[:40] for item in package.items}
        problems.add(
            Problem(
                package.file,
                _("Goals precede each other in a circle: %(circle)s.")
                % {"circle": " → ".join(statements[id] for id in reversed(error.args[1]))},
                _("Remove one “precedes” of this circle."),
                field="CFAssociations",
            )
        )


def _framework(package: Package, leafed: list[Leafed], links: dict[LinkContent, Association]) -> FrameworkContent:
    document = package.document
    languages = Counter(item.language for item in package.items if item.language)
    language = str(document.get("language") or "") or next(iter(dict(languages.most_common(1))), UNDETERMINED)
    status = str(document.get("adoptionStatus") or "").casefold()
    return FrameworkContent(
        identifier=str(document["identifier"]),
        version=str(document.get("version") or "1"),
        title={language: str(document["title"])},
        kind="curriculum",
        status=_STATUS.get(status, Framework.Status.ADOPTED),
        goals=tuple(_goal(each, language) for each in leafed),
        links=tuple(links),
        publisher=str(document.get("publisher") or document.get("creator") or "")[:300],
        source=str(document.get("officialSourceURL") or document.get("uri") or ""),
    )


def _goal(leafed: Leafed, language: str) -> GoalContent:
    item: Item = leafed.item
    spoken = item.language or language
    return GoalContent(
        identifier=item.id,
        parent=leafed.parent,
        statement={spoken: item.statement},
        code=item.code,
        kind=item.type or ("domain" if leafed.has_children else "goal"),
        level=item.levels[0] if len(item.levels) == 1 and len(item.levels[0]) <= 40 else "",
        short={spoken: item.short} if item.short else {},
    )


def _remarks(package: Package, links: dict[LinkContent, Association]) -> Iterator[str]:
    items = {item.id for item in package.items}
    above = Counter(each.origin for each in package.associations if each.type == CHILD_OF)
    loose = sum(1 for id in items if id not in above)
    if loose:
        yield _("Items that stand under nothing are put at the top: %(count)s.") % {"count": loose}
    several = sum(1 for times in above.values() if times > 1)
    if several:
        yield _("Items that stand under several others are put under the first: %(count)s.") % {"count": several}
    read = {CHILD_OF, "precedes", *_SAME_KIND}
    for type, count in Counter(each.type for each in package.associations if each.type not in read).items():
        yield _("Relations of the kind “%(type)s” are passed over: %(count)s.") % {"type": type, "count": count}
    outside = [
        each
        for each in package.associations
        if each.type in read - {CHILD_OF} and not {each.origin, each.destination} <= items
    ]
    if outside:
        yield _("Relations with goals outside this package are passed over: %(count)s.") % {"count": len(outside)}
    levels = sum(1 for item in package.items if len(item.levels) > 1)
    if levels:
        yield _("Items for more than one level are kept without a level: %(count)s.") % {"count": levels}
