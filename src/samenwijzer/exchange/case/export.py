"""A framework as a CASE package (1EdTech, *Competencies and Academic Standards Exchange* 1.1), to send out.

What a package has no place for (a learner's wording, a second language, our own identifiers where those are no UUID)
stands in the extensions the standard allows.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q

from samenwijzer.exchange.case.package import EXTENSION, Json
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink, Texts

VERSION = "1.1"
UNDETERMINED = "und"
WRITTEN = 36  # letters of a UUID with its dashes
#: The standard has no word for a sample; for another system it is not agreed text.
STATUS = {
    Framework.Status.SAMPLE: "Draft",
    Framework.Status.DRAFT: "Draft",
    Framework.Status.ADOPTED: "Adopted",
    Framework.Status.DEPRECATED: "Deprecated",
}
#: Relations that the standard calls otherwise.
CALLED = {GoalLink.Kind.PREREQUISITE: "precedes", GoalLink.Kind.CLOSE_MATCH: "isRelatedTo"}


def package(framework: Framework) -> Json:
    """Return ``framework`` as a CASE 1.1 package, the same each time as long as nothing changes; two queries."""
    language = _main_language(framework.title)
    goals = list(framework.goals.filter(gone_at=None).order_by("position", "pk"))
    # What replaces a goal of an earlier version is news of this one.
    earlier = Q(
        origin__framework__identifier=framework.identifier, destination__in=goals, kind=GoalLink.Kind.REPLACED_BY
    )
    rows = GoalLink.objects.filter(
        Q(origin__in=goals) | earlier & ~Q(origin__identifier__in=[one.identifier for one in goals])
    )
    links = rows.select_related("origin__framework", "destination__framework")
    return {
        "CFDocument": _document(framework, language),
        "CFItems": [_item(framework, goal, language) for goal in goals],
        "CFAssociations": [
            *_tree(framework, goals),
            *_links(framework, links.order_by("origin", "destination", "kind")),
        ],
    }


def item_of(goal: Goal, *, uri: str) -> Json:
    """Return one goal as CASE says it: its document with version and status, the item under ``uri``, its relations."""
    framework = goal.framework
    language = _main_language(framework.title)
    both = Q(origin=goal) | Q(destination=goal)
    links = GoalLink.objects.filter(both).select_related("origin__framework", "destination__framework")
    return {
        "CFDocument": _document(framework, language),
        "CFItem": _item(framework, goal, language) | {"uri": uri},
        "CFAssociations": _links(framework, links.order_by("origin", "destination", "kind")),
    }


def uuid_of(framework: Framework, identifier: str = "") -> str:
    """Return the identifier of a framework, or of a goal in it, as UUID: itself where it is one, else made from it."""
    own = identifier or framework.identifier
    try:
        UUID(own)
    except ValueError:
        return _made(framework, identifier)
    return own if len(own) == WRITTEN else _made(framework, identifier)


def _made(framework: Framework, *parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join((framework.identifier, *(part for part in parts if part)))))


def _document(framework: Framework, language: str) -> Json:
    identifier = uuid_of(framework)
    content: Json = {
        "identifier": identifier,
        "uri": _uri(identifier),
        "caseVersion": VERSION,
        "creator": framework.publisher,
        "title": framework.title.get(language, ""),
        "lastChangeDateTime": _moment(framework.changed_at),
        "version": framework.version,
        "adoptionStatus": STATUS[Framework.Status(framework.status)],
    }
    content |= _filled({"publisher": framework.publisher, "officialSourceURL": framework.source})
    extension: Json = {"kind": framework.kind, "status": framework.status}
    extension |= _own(framework.identifier, identifier, {"title": framework.title}, language)
    return content | _language(language) | {"extensions": {EXTENSION: extension}}


def _item(framework: Framework, goal: Goal, language: str) -> Json:
    identifier = uuid_of(framework, goal.identifier)
    spoken = language if goal.statement.get(language) else _main_language(goal.statement)
    content: Json = {
        "identifier": identifier,
        "uri": _uri(identifier),
        "fullStatement": goal.statement.get(spoken, ""),
        "CFItemType": goal.kind,
        "lastChangeDateTime": _moment(goal.changed_at),
    }
    content |= _filled(
        {
            "humanCodingScheme": goal.code,
            "abbreviatedStatement": goal.short.get(spoken, ""),
            "notes": goal.notes.get(spoken, ""),
        }
    )
    content |= {"educationLevel": goal.levels} if goal.level else {}
    texts = {"statement": goal.statement, "short": goal.short, "notes": goal.notes}
    extension = _own(goal.identifier, identifier, texts, spoken) | _filled({"learnerWording": goal.learner_wording})
    return content | _language(spoken) | ({"extensions": {EXTENSION: extension}} if extension else {})


def _tree(framework: Framework, goals: Iterable[Goal]) -> list[Json]:
    """Return for each goal under what it stands; ``sequenceNumber`` counts the children of one parent from 1."""
    numbers: dict[int | None, int] = {}
    known = {goal.pk: goal for goal in goals}
    found = []
    for goal in known.values():
        above = known.get(goal.parent_id or 0)
        numbers[goal.parent_id] = numbers.get(goal.parent_id, 0) + 1
        under = _node(framework, above) if above else _document_node(framework)
        found.append(
            _association(framework, "isChildOf", _node(framework, goal), under, goal.changed_at)
            | {"sequenceNumber": numbers[goal.parent_id]}
        )
    return found


def _links(framework: Framework, links: Iterable[GoalLink]) -> list[Json]:
    """Return the relations between goals; a prerequisite *precedes* what is learned later."""
    found = []
    for link in links:
        ends = (link.origin, link.destination)
        if link.kind == GoalLink.Kind.PREREQUISITE:
            ends = (link.destination, link.origin)
        first, second = (_node(end.framework, end) for end in ends)
        type = CALLED.get(GoalLink.Kind(link.kind), link.kind)
        sent = _association(framework, type, first, second, framework.changed_at)
        if link.kind == GoalLink.Kind.CLOSE_MATCH:
            sent |= {"identifier": _made(framework, link.kind, first["identifier"], second["identifier"])}
            sent |= {"uri": _uri(sent["identifier"]), "extensions": {EXTENSION: {"relation": link.kind}}}
        found.append(sent)
    return found


def _association(framework: Framework, type: str, origin: Json, destination: Json, at: datetime) -> Json:
    identifier = _made(framework, type, origin["identifier"], destination["identifier"])
    return {
        "identifier": identifier,
        "uri": _uri(identifier),
        "associationType": type,
        "originNodeURI": origin,
        "destinationNodeURI": destination,
        "lastChangeDateTime": _moment(at),
    }


def _node(framework: Framework, goal: Goal) -> Json:
    identifier = uuid_of(framework, goal.identifier)
    return {"title": goal.code or goal.title, "identifier": identifier, "uri": _uri(identifier)}


def _document_node(framework: Framework) -> Json:
    identifier = uuid_of(framework)
    return {"title": str(framework), "identifier": identifier, "uri": _uri(identifier)}


def _uri(identifier: str) -> str:
    """Return a name that holds wherever the package is kept (RFC 9562); an address would tie it to one server."""
    return f"urn:uuid:{identifier}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _main_language(texts: Texts) -> str:
    """Return Dutch where there is a Dutch text, else the first language by name: databases keep no order of keys."""
    return "nl" if texts.get("nl") else min(texts, default=UNDETERMINED)


def _language(language: str) -> Json:
    return {} if language == UNDETERMINED else {"language": language}


def _own(identifier: str, sent: str, texts: Mapping[str, Texts], language: str) -> Json:
    """Return what the standard cannot say: an identifier that is no UUID, texts not in ``language`` alone."""
    own: Json = {} if identifier == sent else {"identifier": identifier}
    return own | {name: text for name, text in texts.items() if text and set(text) != {language}}


def _filled(fields: Mapping[str, Any]) -> Json:
    return {name: value for name, value in fields.items() if value}
