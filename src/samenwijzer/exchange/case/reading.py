"""From a CASE package to a framework of goals."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.case.export import STATUS
from samenwijzer.exchange.case.mending import Mended, Mender
from samenwijzer.exchange.case.package import EXTENSION, Item, Json, Own, Package, read_package
from samenwijzer.exchange.case.tree import CHILD_OF, Leafed, reading_order
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, GoalLink, Texts

UNDETERMINED = "und"  # BCP 47: the language is not known
_STATUS = {
    "draft": Framework.Status.DRAFT,
    "private draft": Framework.Status.DRAFT,
    "deprecated": Framework.Status.DEPRECATED,
}
_SAME_KIND = {kind.value: kind for kind in GoalLink.Kind if kind != GoalLink.Kind.PREREQUISITE}


@dataclass(frozen=True)
class Goals:
    """A framework as a package gives it, and what is worth knowing about that package.

    ``outside`` are relations of which one end stands elsewhere, by the identifiers of the package; ``mended`` is what
    was put right.
    """

    framework: FrameworkContent
    remarks: tuple[str, ...]
    outside: tuple[LinkContent, ...] = ()
    mended: tuple[Mended, ...] = ()


def read(path: Path, *, tolerant: bool = False) -> Goals:
    """Return the framework in the CASE 1.0 or 1.1 package at ``path``; raise ``FileRefused`` with every mistake.

    Where ``tolerant``, what can be mended is, and is told in ``mended``; only what cannot be refuses the file.
    """
    problems, mender = Problems(), Mender(path.stem)
    package = read_package(path, problems, mender.mend if tolerant else None)
    _tell_doubles(package, problems)
    leafed = reading_order(package, problems)
    links = _links(package)
    _tell_circles(package, links, problems)
    problems.refuse_if_any()
    names = {item.id: item.own.identifier or item.id for item in package.items}
    outside = tuple(_renamed(link, names) for link in _links(package, is_outside=True))
    return Goals(
        _framework(package, leafed, [_renamed(link, names) for link in links], names),
        tuple(_remarks(package)),
        outside,
        tuple(mender.mended),
    )


def _renamed(link: LinkContent, names: Mapping[str, str]) -> LinkContent:
    return LinkContent(names.get(link.origin, link.origin), names.get(link.destination, link.destination), link.kind)


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
    own = Counter(item.own.identifier or item.id for item in package.items)
    for item in package.items:
        if item.own.identifier and own[item.own.identifier] > 1:
            what = _("The name “%(id)s” is used more than once.") % {"id": item.own.identifier}
            remedy = _("Leave “%(name)s” out of all but one.") % {"name": "identifier"}
            field = f"{item.place}.extensions.{EXTENSION}.identifier"
            problems.add(Problem(package.file, what, remedy, field=field))


def _links(package: Package, *, is_outside: bool = False) -> list[LinkContent]:
    """Return the relations between items of this package, or those of which one end ``is_outside``.

    ``precedes`` is read from the side of what comes later.
    """
    items = {item.id for item in package.items}
    links: dict[LinkContent, None] = {}
    for each in package.associations:
        inside = len({each.origin, each.destination} & items)
        if each.origin == each.destination or inside != (1 if is_outside else 2):
            continue
        if each.type == "precedes":
            links[LinkContent(each.destination, each.origin, GoalLink.Kind.PREREQUISITE)] = None
        elif kind := _SAME_KIND.get(each.relation) or _SAME_KIND.get(each.type):
            links[LinkContent(each.origin, each.destination, kind)] = None
    return list(links)


def _tell_circles(package: Package, links: Sequence[LinkContent], problems: Problems) -> None:
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


def _framework(
    package: Package, leafed: list[Leafed], links: Sequence[LinkContent], names: Mapping[str, str]
) -> FrameworkContent:
    document, own = package.document, package.own
    languages = Counter(item.language for item in package.items if item.language)
    language = str(document.get("language") or "") or next(iter(dict(languages.most_common(1))), UNDETERMINED)
    address = str(document.get("uri") or "")
    return FrameworkContent(
        identifier=own.identifier or str(document["identifier"]),
        version=str(document.get("version") or "1"),
        title=_texts(own, "title", language, str(document["title"])),
        kind=own.words.get("kind") or "curriculum",
        status=_status(document, own),
        goals=tuple(_goal(each, language, names) for each in leafed),
        links=tuple(links),
        publisher=str(document.get("publisher") or document.get("creator") or "")[:300],
        source=str(document.get("officialSourceURL") or ("" if address.startswith("urn:") else address)),
        changed_at=package.changed_at,
    )


def _status(document: Json, own: Own) -> str:
    """Return how far the text is agreed; our own finer word holds as long as the standard's word agrees with it."""
    said = str(document.get("adoptionStatus") or "")
    word = own.words.get("status", "")
    if word in STATUS and STATUS[Framework.Status(word)].casefold() == said.casefold():
        return word
    return _STATUS.get(said.casefold(), Framework.Status.ADOPTED)


def _texts(own: Own, name: str, language: str, text: str) -> Texts:
    """Return a text in every language it has; the field of the standard wins where both speak."""
    texts = own.texts.get(name, {})
    return dict(texts) | ({language: text} if text else {})


def _goal(leafed: Leafed, language: str, names: Mapping[str, str]) -> GoalContent:
    item: Item = leafed.item
    spoken = item.language or language
    return GoalContent(
        identifier=names[item.id],
        parent=names[leafed.parent] if leafed.parent else None,
        statement=_texts(item.own, "statement", spoken, item.statement),
        code=item.code,
        kind=item.type or ("domain" if leafed.has_children else "goal"),
        **_levels(item),
        short=_texts(item.own, "short", spoken, item.short),
        learner_wording=dict(item.own.texts.get("learnerWording", {})),
        notes=_texts(item.own, "notes", spoken, item.notes),
        changed_at=item.changed_at,
    )


def _levels(item: Item) -> dict[str, str]:
    """Return all levels of an item: the first where goals are sorted by, the others beside it."""
    fit = list(dict.fromkeys(level for level in item.levels if 0 < len(level) <= 40 and "|" not in level))
    others = f"|{'|'.join(fit[1:])}|" if len(fit) > 1 else ""
    return {"level": fit[0], "also_for": others if len(others) <= 400 else ""} if fit else {}


def _remarks(package: Package) -> Iterator[str]:
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
    levels = sum(1 for item in package.items if len(item.levels) > 1)
    if levels:
        yield _("Items for more than one level are kept with all of them: %(count)s.") % {"count": levels}
