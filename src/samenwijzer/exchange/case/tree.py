"""The tree that ``isChildOf`` makes of the items of a package, in reading order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.case.package import Association, Item, Package
from samenwijzer.foundation.problems import Problem, Problems

CHILD_OF = "isChildOf"


@dataclass(frozen=True)
class Leafed:
    """An item with its parent (``None`` at the top) and whether others stand under it."""

    item: Item
    parent: str | None
    has_children: bool


def reading_order(package: Package, problems: Problems) -> list[Leafed]:
    """Return the items from the top down, children after their parent by sequence number, then by place in the file.

    An item under several parents stands under the first; one without any stands at the top. Items that stand in a
    circle, and parents that are not in the package, are problems.
    """
    items = {item.id: item for item in package.items}
    document = str(package.document.get("identifier") or "")
    parents = _parents(package, items, document, problems)
    children: dict[str, list[str]] = defaultdict(list)
    for id in sorted(items, key=lambda id: _order(parents.get(id))):
        children[parents[id].destination if id in parents else document].append(id)
    found = [
        Leafed(items[id], None if parent == document else parent, id in children)
        for parent, id in _walk(document, children)
    ]
    reached = {each.item.id for each in found}
    for id in items.keys() - reached:
        problems.add(_circle(package.file, items[id]))
    return found


def _order(association: Association | None) -> tuple[int, int]:
    if association is None:
        return (1, 0)
    return (1, 0) if association.number is None else (0, association.number)


def _walk(top: str, children: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield (parent, child) depth first, without recursion: a package may be deeper than Python's stack."""
    waiting = [(top, id) for id in reversed(children.get(top, []))]
    while waiting:
        parent, id = waiting.pop()
        yield parent, id
        waiting += [(id, child) for child in reversed(children.get(id, []))]


def _parents(package: Package, items: dict[str, Item], document: str, problems: Problems) -> dict[str, Association]:
    parents: dict[str, Association] = {}
    for association in package.associations:
        if association.type != CHILD_OF:
            continue
        unknown = [
            (field, end)
            for field, end, known in (
                ("originNodeURI", association.origin, association.origin in items),
                ("destinationNodeURI", association.destination, association.destination in {*items, document}),
            )
            if end and not known
        ]
        for field, end in unknown:
            problems.add(_unknown(package.file, association, field, end))
        if not unknown and association.origin and association.destination:
            parents.setdefault(association.origin, association)
    return parents


def _unknown(file: str, association: Association, field: str, end: str) -> Problem:
    return Problem(
        file,
        _("“%(id)s” is not an item of this package.") % {"id": end},
        _("Export the whole framework, or remove this association."),
        field=f"{association.place}.{field}",
    )


def _circle(file: str, item: Item) -> Problem:
    return Problem(
        file,
        _("“%(statement)s” stands, through others, under itself.") % {"statement": item.statement[:80]},
        _("Let one of the items in this circle stand under the document."),
        field=item.place,
    )
