"""Putting right what is wrong with a CASE package where it can be, and telling each time what was done.

Exporters differ in what they leave out. Nothing is made up but a name: what cannot be known is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

Json = dict[str, Any]
CHILD_OF, PRECEDES = "isChildOf", "precedes"
LONGEST = {"humanCodingScheme": 60, "CFItemType": 40}
TEXTS = ("identifier", "fullStatement", "abbreviatedStatement", "humanCodingScheme", "CFItemType", "language", "notes")


@dataclass(frozen=True)
class Mended:
    """Where in the file something was put right (empty: the file as a whole), and what was done."""

    place: str
    what: str


class Mender:
    """Mends one package; ``mended`` holds what was done. ``name`` serves a document that has none."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.mended: list[Mended] = []

    def mend(self, content: Json) -> Json:
        """Return ``content`` mended; what holds no document is given back as it is."""
        if not isinstance(content.get("CFDocument"), dict):
            return content
        document = self._document(dict(content["CFDocument"]))
        items = self._items(self._objects("CFItems", content))
        known = {item["identifier"] for _place, item in items}
        associations = self._associations(self._objects("CFAssociations", content), known, document["identifier"])
        associations = self._without_circles(
            associations, CHILD_OF, _("It stood, through others, under itself: left out.")
        )
        associations = self._without_circles(associations, PRECEDES, _("It closed a circle of goals: left out."))
        return content | {
            "CFDocument": document,
            "CFItems": [item for _place, item in items],
            "CFAssociations": [one for _place, one in associations],
        }

    def _tell(self, place: str, what: str) -> None:
        self.mended.append(Mended(place, what))

    def _document(self, document: Json) -> Json:
        if not _text(document.get("title")):
            document["title"] = self._name
            self._tell("CFDocument.title", _("It lacked: the name of the file is used."))
        if not _text(document.get("identifier")):
            document["identifier"] = _end(document.get("uri")) or str(uuid5(NAMESPACE_URL, str(document["title"])))
            self._tell("CFDocument.identifier", _("It lacked: one was made from the address or the title."))
        if len(_text(document.get("version"))) > 60:
            document["version"] = _text(document["version"])[:60]
            self._tell("CFDocument.version", _("It was too long: shortened."))
        return document

    def _objects(self, name: str, content: Json) -> list[tuple[str, Json]]:
        found = content.get(name) or []
        if isinstance(found, dict):
            self._tell(name, _("It was no list: what stands in it is used."))
            found = list(found.values())
        kept = []
        for number, one in enumerate(found if isinstance(found, list) else [], start=1):
            if isinstance(one, dict):
                kept.append((f"{name}[{number}]", dict(one)))
            else:
                self._tell(f"{name}[{number}]", _("It was no object: left out."))
        return kept

    def _items(self, items: list[tuple[str, Json]]) -> list[tuple[str, Json]]:
        kept: dict[str, tuple[str, Json]] = {}
        for place, item in items:
            for name in TEXTS:
                self._clean(place, name, item)
            if not item.get("identifier"):
                item["identifier"] = _end(item.get("uri"))
                if item["identifier"]:
                    self._tell(f"{place}.identifier", _("It lacked: taken from the address."))
            if not item.get("fullStatement"):
                item["fullStatement"] = _text(item.get("abbreviatedStatement")) or _text(item.get("humanCodingScheme"))
                if item["fullStatement"]:
                    self._tell(f"{place}.fullStatement", _("It lacked: the short text or the code is used."))
            if not item["identifier"] or not item["fullStatement"]:
                self._tell(place, _("It has no identifier or no text: left out."))
            elif item["identifier"] in kept:
                self._tell(place, _("Its identifier stands earlier in the file already: left out."))
            else:
                kept[item["identifier"]] = (place, item)
        return list(kept.values())

    def _clean(self, place: str, name: str, item: Json) -> None:
        value = item.get(name)
        if value is None:
            return
        text = _text(value)
        if len(text) > LONGEST.get(name, len(text)):
            self._tell(f"{place}.{name}", _("It was too long: shortened."))
            text = text[: LONGEST[name]].strip()
        elif not isinstance(value, str) or text != value.strip():
            self._tell(f"{place}.{name}", _("It was no plain text: made into text."))
        item[name] = text

    def _associations(
        self, associations: list[tuple[str, Json]], known: set[str], document: str
    ) -> list[tuple[str, Json]]:
        kept = []
        for place, one in associations:
            type, (origin, destination) = _text(one.get("associationType")), _ends(one)
            if not type or not origin or not destination:
                self._tell(place, _("It lacks its kind or one of its two ends: left out."))
            elif type == CHILD_OF and not (origin in known and destination in {*known, document}):
                self._tell(place, _("One of its ends does not stand in this package: left out."))
            elif type == CHILD_OF and origin == destination:
                self._tell(place, _("It stood, through others, under itself: left out."))
            else:
                kept.append((place, one))
        return kept

    def _without_circles(self, associations: list[tuple[str, Json]], type: str, what: str) -> list[tuple[str, Json]]:
        """Leave out, from the last on, what closes a circle in relations of one ``type``."""
        while circle := _circle(one for _place, one in associations if one["associationType"] == type):
            pairs = set(pairwise(circle))
            number = max(
                number
                for number, (_place, one) in enumerate(associations)
                if one["associationType"] == type and (_ends(one) in pairs or _ends(one)[::-1] in pairs)
            )
            self._tell(associations[number][0], what)
            associations = [*associations[:number], *associations[number + 1 :]]
        return associations


def _circle(associations: Iterable[Json]) -> list[str]:
    before: dict[str, set[str]] = {}
    for one in associations:
        origin, destination = _ends(one)
        before.setdefault(origin, set()).add(destination)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _ends(association: Json) -> tuple[str, str]:
    nodes = (association.get("originNodeURI"), association.get("destinationNodeURI"))
    first, second = (
        (_text(node.get("identifier")) or _end(node.get("uri"))) if isinstance(node, dict) else "" for node in nodes
    )
    return first, second


def _end(address: Any) -> str:
    return _text(address).rstrip("/").rpartition("/")[2].rpartition(":")[2]


def _text(value: Any) -> str:
    """Return a text or a number as text, without letters that do not exist."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return "".join(letter for letter in str(value) if letter != "\0" and not "\ud800" <= letter <= "\udfff").strip()
