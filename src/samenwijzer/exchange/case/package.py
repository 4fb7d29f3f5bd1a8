"""A CASE package as it stands in its file, checked piece by piece (1EdTech, *Competencies and Academic Standards
Exchange* 1.0 and 1.1).

What the standard asks and this product does not use is not asked for; what cannot be understood is a problem.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.practice.goals.models import Texts

MAX_BYTES = 60 * 1024 * 1024
EXTENSION = "samenwijzer"
Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """A ``CFItem``: one statement. ``place`` says where in the file it stands.

    ``own`` is what stands in our own extension: what the standard has no field for.
    """

    place: str
    id: str
    statement: str
    short: str
    code: str
    type: str
    language: str
    levels: tuple[str, ...]
    notes: str
    changed_at: datetime | None
    own: "Own"


@dataclass(frozen=True)
class Own:
    """Our own extension of a document or an item: the name under which it stands here, and texts by language."""

    identifier: str
    texts: Mapping[str, Texts]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Association:
    """A ``CFAssociation``: ``origin`` relates to ``destination``; ``number`` orders the children of one parent.

    ``relation`` is our own, finer word for ``type``, where it came from here.
    """

    place: str
    type: str
    origin: str
    destination: str
    number: int | None
    relation: str


@dataclass(frozen=True)
class Package:
    """Document, items and associations of one framework."""

    file: str
    document: Json
    items: tuple[Item, ...]
    associations: tuple[Association, ...]
    own: Own
    changed_at: datetime | None


class _Fields:
    """Reads the fields of one object and gathers what is wrong with them."""

    def __init__(self, file: str, place: str, content: Json, problems: Problems) -> None:
        self._file, self.place, self._content, self._problems = file, place, content, problems

    def text(self, name: str, *, needed: bool = False, longest: int | None = None) -> str:
        value = self._content.get(name)
        if value is None or value == "":
            if needed:
                self.wrong(
                    name, _("“%(name)s” is missing.") % {"name": name}, _("Fill it in; the standard asks for it.")
                )
            return ""
        if not isinstance(value, str):
            self.wrong(name, _("“%(name)s” is not a text.") % {"name": name}, _("Put it between quotation marks."))
            return ""
        if longest and len(value) > longest:
            self.wrong(
                name,
                _("This text is longer than %(longest)s characters.") % {"longest": longest},
                _("Shorten it in the source."),
            )
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            self.wrong(name, _("This text holds characters that do not exist."), _("Type it again in the source."))
            return ""
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._content.get(name) or []
        found = [value] if isinstance(value, str) else value
        return tuple(text for text in found if isinstance(text, str) and text)

    def number(self, name: str) -> int | None:
        value = self._content.get(name)
        return value if isinstance(value, int) else None

    def moment(self, name: str) -> datetime | None:
        """Read a moment; one that cannot be read only means that we do not know when something changed."""
        try:
            found = datetime.fromisoformat(str(self._content.get(name) or ""))
        except ValueError:
            return None
        return found if found.tzinfo else None

    def own(self, texts: tuple[str, ...] = (), words: tuple[str, ...] = ()) -> Own:
        """Read our own extension; whoever passed the file on may have left it out."""
        extensions = self._content.get("extensions")
        content = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
        if not isinstance(content, dict):
            return Own("", {}, {})
        inner = _Fields(self._file, f"{self.place}.extensions.{EXTENSION}", content, self._problems)
        return Own(
            inner.text("identifier", longest=200),
            {name: inner.by_language(name) for name in texts if content.get(name)},
            {name: inner.text(name, longest=40) for name in words},
        )

    def by_language(self, name: str) -> Texts:
        """Read a text in several languages."""
        value = self._content[name]
        if not isinstance(value, dict):
            self.wrong(name, _("“%(name)s” is not a text.") % {"name": name}, _("Put it between quotation marks."))
            return {}
        texts = _Fields(self._file, f"{self.place}.{name}", value, self._problems)
        return {language: text for language in value if (text := texts.text(language))}

    def end(self, name: str) -> str:
        """Read the identifier an association points to; some exporters leave it in the address only."""
        node = self._content.get(name)
        if isinstance(node, dict):
            found = node.get("identifier") or str(node.get("uri") or "").rpartition("/")[2]
            if isinstance(found, str) and found:
                return found
        self.wrong(name, _("“%(name)s” is missing.") % {"name": name}, _("An association has two ends; name both."))
        return ""

    def wrong(self, name: str, what: str, remedy: str) -> None:
        self._problems.add(Problem(self._file, what, remedy, field=f"{self.place}.{name}"))


def read_package(path: Path, problems: Problems, mend: Callable[[Json], Json] | None = None) -> Package:
    """Read the JSON at ``path``; what makes reading on pointless is raised, the rest is added to ``problems``.

    ``mend`` gives what to read in the place of what stands in the file.
    """
    content = mend(_json(path)) if mend else _json(path)
    document = content.get("CFDocument")
    if not isinstance(document, dict):
        raise refuse(
            path.name,
            _("There is no CFDocument in this file, so this is not a CASE package."),
            _("Export the whole framework as “CASE package” (CFPackage) and choose that file."),
            field="CFDocument",
        )
    fields = _Fields(path.name, "CFDocument", document, problems)
    fields.text("identifier", needed=True, longest=200)
    fields.text("title", needed=True)
    fields.text("version", longest=60)
    own = fields.own(("title",), ("kind", "status"))
    problems.refuse_if_any()
    items = [_item(each) for each in _objects(path.name, "CFItems", content, problems)]
    associations = [_association(each) for each in _objects(path.name, "CFAssociations", content, problems)]
    return Package(path.name, document, tuple(items), tuple(associations), own, fields.moment("lastChangeDateTime"))


def _json(path: Path) -> Json:
    if path.stat().st_size > MAX_BYTES:
        raise refuse(
            path.name,
            _("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024},
            _("Export one framework at a time."),
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse(
            path.name, _("The letters are not stored as UTF-8."), _("Export again with character set UTF-8.")
        ) from error
    except json.JSONDecodeError as error:
        raise refuse(
            path.name,
            _("This is not JSON: from this line on it cannot be read."),
            _("Export again and do not edit the file by hand."),
            line=error.lineno,
        ) from error
    except RecursionError as error:
        raise refuse(
            path.name, _("This file is folded into itself too deeply."), _("Ask its sender for a plain export.")
        ) from error
    return content if isinstance(content, dict) else {}


def _objects(file: str, name: str, content: Json, problems: Problems) -> list[_Fields]:
    found = content.get(name) or []
    if not isinstance(found, list):
        raise refuse(file, _("“%(name)s” is not a list.") % {"name": name}, _("Export again."), field=name)
    fields = []
    for number, each in enumerate(found, start=1):
        if isinstance(each, dict):
            fields.append(_Fields(file, f"{name}[{number}]", each, problems))
        else:
            problems.add(Problem(file, _("This is not an object."), _("Export again."), field=f"{name}[{number}]"))
    return fields


def _item(fields: _Fields) -> Item:
    return Item(
        place=fields.place,
        id=fields.text("identifier", needed=True, longest=200),
        statement=fields.text("fullStatement", needed=True),
        short=fields.text("abbreviatedStatement"),
        code=fields.text("humanCodingScheme", longest=60),
        type=fields.text("CFItemType", longest=40),
        language=fields.text("language"),
        levels=fields.texts("educationLevel"),
        notes=fields.text("notes"),
        changed_at=fields.moment("lastChangeDateTime"),
        own=fields.own(("statement", "short", "notes", "learnerWording")),
    )


def _association(fields: _Fields) -> Association:
    return Association(
        place=fields.place,
        type=fields.text("associationType", needed=True),
        origin=fields.end("originNodeURI"),
        destination=fields.end("destinationNodeURI"),
        number=fields.number("sequenceNumber"),
        relation=fields.own((), ("relation",)).words.get("relation", ""),
    )
