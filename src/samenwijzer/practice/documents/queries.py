"""What stands in a document now and stood in its versions; who signed, reacted and reads along."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q

from samenwijzer.foundation.references import Reference, titles
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents.content import Change, Part, changes, parts_of
from samenwijzer.practice.documents.models import (
    Document,
    Passage,
    Reaction,
    Sharing,
    Signature,
    Version,
)
from samenwijzer.practice.documents.pack import Section, Template, template_of
from samenwijzer.practice.documents.rules import (
    can_sign,
    check_reads,
    check_version,
    check_writes,
    reads_from_inside,
    running,
    shared_parts,
    visible_documents,
    visible_versions,
    writes,
)


def newest_passages(document: Document) -> dict[str, Passage]:
    """Return what stands in each section now (one query)."""
    newest = Passage.objects.filter(document=document).values("section").annotate(last=Max("pk")).values("last")
    return {one.section: one for one in Passage.objects.filter(pk__in=newest).select_related("by")}


@dataclass(frozen=True)
class WrittenSection:
    """A section of a document that is being written, with what stands in it and who wrote it last."""

    section: Section
    passage: Passage | None

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.passage.text if self.passage else ""


@dataclass(frozen=True)
class DocumentPage:
    """A document as ``viewer`` reads it: what is being written (only from inside), versions and reactions.

    ``sharings`` are asked where they are read.
    """

    document: Document
    template: Template
    sections: list[WrittenSection]
    versions: list[Version]
    reactions: list[Reaction]
    sharings: Iterable[Sharing]
    can_write: bool
    can_sign: bool
    is_inside: bool

    @property
    def latest(self) -> Version | None:
        """The newest version that holds."""
        return next((one for one in self.versions if not one.is_draft), None)

    @property
    def draft(self) -> Version | None:
        """The newest version, where that is a draft put before readers."""
        return self.versions[0] if self.versions and self.versions[0].is_draft else None

    @property
    def pending(self) -> list[Reaction]:
        """Accepted, and not yet taken up in a version (D-238)."""
        return [one for one in self.reactions if one.outcome == Reaction.Outcome.ACCEPTED and one.version_id is None]

    @property
    def unanswered(self) -> list[Reaction]:
        """Still waiting for an answer."""
        return [one for one in self.reactions if not one.outcome]

    @property
    def empty_sections(self) -> list[Section]:
        """What the check names: sections that are needed and empty (D-203, D-093)."""
        return [one.section for one in self.sections if one.section.needed and not one.text]


def document_page(*, viewer: Viewer, document: int) -> DocumentPage:
    """Return a document as ``viewer`` may read it; a constant number of queries."""
    return page_of(viewer=viewer, document=check_reads(viewer, document))


def page_of(*, viewer: Viewer, document: Document) -> DocumentPage:
    """Return a document that ``viewer`` was found to read, as a page; five queries at most."""
    form, inside = template_of(document.template), reads_from_inside(viewer, document.unit)
    written = newest_passages(document) if inside else {}
    signatures = Prefetch("signatures", Signature.objects.select_related("by"))
    reactions = document.reactions.select_related("by", "unit", "answered_by", "version") if inside else []
    may_write = writes(viewer, document.unit, form)
    sharings = document.sharings.filter(running(viewer.on)).select_related("unit") if may_write else []
    return DocumentPage(
        document=document,
        template=form,
        sections=[WrittenSection(one, written.get(one.key)) for one in form.sections] if inside else [],
        versions=list(visible_versions(viewer, document).select_related("by").prefetch_related(signatures)),
        reactions=list(reactions),
        sharings=sharings,
        can_write=may_write,
        can_sign=can_sign(viewer, document.unit, form),
        is_inside=inside,
    )


def latest_parts(*, viewer: Viewer, document: Document) -> list[Part]:
    """Return the parts of the newest version that holds, as ``viewer`` reads it from inside; one query."""
    latest = visible_versions(viewer, document).filter(is_draft=False).first()
    return parts_of(latest.parts) if latest and reads_from_inside(viewer, document.unit) else []


@dataclass(frozen=True)
class VersionPage:
    """A version as it was published, or what of it was shared with the viewer."""

    document: Document
    version: Version
    parts: list[Part]
    signatures: list[Signature]


def version_page(*, viewer: Viewer, document: int, number: int) -> VersionPage:
    """Return one version of a document; versions stay readable for ever."""
    found, version = check_version(viewer, document, number)
    shown = shared_parts(viewer, found)
    parts = [one for one in parts_of(version.parts) if shown is None or one.key in shown]
    return VersionPage(found, version, parts, list(version.signatures.select_related("by")))


@dataclass(frozen=True)
class CausedChange:
    """A change between two versions, with the reactions and insights that caused it (D-227)."""

    change: Change
    causes: list[Reaction]


@dataclass(frozen=True)
class Difference:
    """What changed from the version before: part by part, and causes that name no part that changed."""

    document: Document
    version: Version
    before: Version | None
    changes: list[CausedChange]
    others: list[Reaction]
    origins: dict[Reference, str]


def difference(*, viewer: Viewer, document: int, number: int) -> Difference:
    """Return what a version changed against the one before it that ``viewer`` reads, and why."""
    found, version = check_version(viewer, document, number)
    before = visible_versions(viewer, found).filter(number__lt=number, is_draft=version.is_draft).first()
    shown = shared_parts(viewer, found)
    changed = [
        one
        for one in changes(parts_of(before.parts) if before else [], parts_of(version.parts))
        if shown is None or one.key in shown
    ]
    inside = reads_from_inside(viewer, found.unit)
    causes = list(version.caused_by.select_related("by", "unit")) if inside else []
    keys = {one.key for one in changed}
    lines = [CausedChange(one, [cause for cause in causes if cause.part == one.key]) for one in changed]
    origins = titles([Reference(one.from_kind, one.from_id) for one in causes if one.from_kind])
    return Difference(found, version, before, lines, [one for one in causes if one.part not in keys], origins)


@dataclass(frozen=True)
class Preview:
    """Exactly what another unit would read: the newest version that holds, in parts."""

    document: Document
    version: Version | None
    parts: list[Part]


def sharing_preview(*, viewer: Viewer, document: int, keys: list[str]) -> Preview:
    """Return what would be shared, of the parts in ``keys`` (none: all), before it is (R10)."""
    found, _form = check_writes(viewer, document)
    latest = found.versions.filter(is_draft=False).first()
    parts = parts_of(latest.parts) if latest else []
    return Preview(found, latest, [one for one in parts if not keys or one.key in keys])


@dataclass(frozen=True)
class RoundLine:
    """A draft that was put before readers: how many people reacted from each kind of unit (D-213)."""

    version: Version
    people: dict[str, int]
    reactions: list[Reaction]


def consultation(*, viewer: Viewer, document: Document) -> list[RoundLine]:
    """Return every draft of a document that ``viewer`` reads, with its reactions and the people of each level.

    Three queries; none for who reads along from outside.
    """
    if not reads_from_inside(viewer, document.unit):
        return []
    reactions = Prefetch("reactions", Reaction.objects.select_related("unit", "version"))
    drafts = document.versions.filter(is_draft=True).prefetch_related(reactions)
    counted = Reaction.objects.filter(on_version__in=drafts).values("on_version", "unit__kind")
    people: dict[int, dict[str, int]] = {}
    for row in counted.annotate(people=Count("by", distinct=True)).order_by("unit__kind"):
        people.setdefault(row["on_version"], {})[level(row["unit__kind"])] = (
            people.get(row["on_version"], {}).get(level(row["unit__kind"]), 0) + row["people"]
        )
    return [RoundLine(one, people.get(one.pk, {}), list(one.reactions.all())) for one in drafts]


def level(kind: str | None) -> str:
    """Return at which of three levels a kind of unit stands: local, meso or central (D-213)."""
    if kind in {"network", "central_services", "guidance_service"}:
        return "central"
    return "meso" if kind in {"school_group", "school_community"} else "local"


def document_of(*, viewer: Viewer, unit: int, template: str, about: Reference | None = None) -> Document | None:
    """Return the newest document of this template of a unit that ``viewer`` may know of."""
    rows = visible_documents(viewer).filter(unit=unit, template=template).select_related("unit")
    if about is not None:
        rows = rows.filter(about_kind=about.kind, about_id=about.id)
    return rows.first()


def documents_of(*, viewer: Viewer, unit: int) -> list[Document]:
    """Return the documents of a unit that ``viewer`` may know of, newest first."""
    return list(visible_documents(viewer).filter(unit=unit).select_related("unit"))


def documents_around(*, viewer: Viewer, unit: Unit) -> tuple[list[Document], list[Document]]:
    """Return the documents of a unit, and what the levels above it put before it, each newest first; one query.

    Of what is above, only what was published at least once is there to react to.
    """
    put = Q(Exists(Version.objects.filter(document=OuterRef("pk"))), template__in=("campaign", "frame"))
    rows = visible_documents(viewer).filter(Q(unit=unit) | Q(put, unit__in=unit.ancestor_ids)).select_related("unit")
    found = list(rows)
    return [one for one in found if one.unit_id == unit.pk], [one for one in found if one.unit_id != unit.pk]


def shared_with(*, viewer: Viewer, unit: int) -> list[Document]:
    """Return the documents that were shared with ``unit`` and that ``viewer`` reads, by school."""
    rows = visible_documents(viewer).filter(
        pk__in=Sharing.objects.filter(running(viewer.on), unit=unit).values("document")
    )
    return list(rows.select_related("unit").order_by("unit__name", "title"))
