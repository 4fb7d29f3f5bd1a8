"""Starting a document, writing in it, publishing a version, signing it and sharing it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import check_knows_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.documents.charts import chart_parts
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.goal_queries import goal_parts
from samenwijzer.practice.documents.models import Document, Passage, PlanGoal, Sharing, Signature, Version
from samenwijzer.practice.documents.pack import Template, said, template_of
from samenwijzer.practice.documents.queries import newest_passages
from samenwijzer.practice.documents.rules import (
    LONGEST_PASSAGE,
    can_sign,
    check_can_start,
    check_version,
    check_writes,
)
from samenwijzer.practice.documents.titles import DOCUMENT

#: Within this time what one person goes on writing takes the place of what it wrote; later, or by another, it is added.
SITTING = timedelta(minutes=20)


def reference_to(document: Document) -> Reference:
    """Return how other things point at ``document``."""
    return Reference(DOCUMENT, str(document.pk))


@transaction.atomic
def start_document(
    *, template: str, unit: int, by: Viewer, title: str = "", about: Reference | None = None
) -> Document:
    """Start a document of ``unit``; of a template of which a unit has one, return the one that stands."""
    found, form = check_can_start(by, unit, template)
    pointed = {"about_kind": about.kind, "about_id": about.id} if about else {}
    if form.single and (standing := Document.objects.filter(template=template, unit=found, **pointed).first()):
        return standing
    words = " ".join(title.split())[:200] or f"{said(form.title)} {found.name}"[:200]
    made = Document.objects.create(template=template, unit=found, title=words, by_id=by.person_id, **pointed)
    record(verb="start document", on=reference_to(made), by=by.person_id)
    return made


@transaction.atomic
def keep_passages(*, document: int, texts: Mapping[str, str], by: Viewer) -> Document:
    """Keep what was written in some sections; what somebody else wrote there before stays readable."""
    found, form = check_writes(by, document)
    standing = newest_passages(found)
    for key, text in texts.items():
        if form.section(key) is None:
            raise NotVisible(_("There is nothing here for you."))
        if len(text) > LONGEST_PASSAGE:
            raise Refused(_("This section is too long; put a part of it elsewhere."))
        _keep_passage(found, key, text.strip().replace("\r\n", "\n"), standing.get(key), by)
    return found


def _keep_passage(document: Document, key: str, text: str, last: Passage | None, by: Viewer) -> None:
    if text == (last.text if last else ""):
        return
    now = timezone.now()
    if last and last.by_id == by.person_id and now - last.at < SITTING and not _published_since(last):
        last.text, last.at = text, now
        last.save(update_fields=["text", "at"])
        return
    Passage.objects.create(document=document, section=key, text=text, by_id=by.person_id, at=now)


def _published_since(passage: Passage) -> bool:
    return Version.objects.filter(document=passage.document_id, at__gte=passage.at).exists()


@transaction.atomic
def publish(
    *, document: int, note: str, by: Viewer, parts: Sequence[Part] = (), react_until: date | None = None
) -> Version:
    """Make a version of what stands in a document now; it never changes again.

    ``parts`` are what the caller knows beside the sections and the goals: the actions of a plan. With ``react_until``
    it is a draft put before readers until that day. A section that blocks publishing has to be filled in (D-355).
    Reactions that were accepted are taken up in a version that holds.
    """
    found, form = check_writes(by, document)
    written = newest_passages(found)
    if react_until is not None and react_until < by.on:
        raise Refused(_("Choose a day to come."))
    if react_until is None:
        _check_complete(form, {key: one.text for key, one in written.items()}, found)
    sections = [
        Part(one.key, said(one.title), written[one.key].text)
        for one in form.sections
        if one.key in written and written[one.key].text
    ]
    if not sections:
        raise Refused(_("Write something first."))
    whole = [*sections, *goal_parts(found), *chart_parts(found), *parts]
    number = (found.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Version.objects.create(
        document=found, number=number, note=" ".join(note.split())[:300], parts=[one.as_json() for one in whole],
        is_draft=react_until is not None, react_until=react_until, by_id=by.person_id,
    )  # fmt: skip
    if not made.is_draft:
        found.reactions.filter(outcome="accepted", version=None).update(version=made)
    record(verb="publish document", on=reference_to(found), by=by.person_id)
    return made


def _check_complete(form: Template, written: Mapping[str, str], document: Document) -> None:
    empty = [said(one.title) for one in form.sections if one.blocks and not written.get(one.key)]
    if empty:
        raise Refused(_("This cannot be published yet: %(sections)s is still empty.") % {"sections": ", ".join(empty)})
    if form.goals and not PlanGoal.objects.filter(document=document, left_at=None).exists():
        raise Refused(_("This cannot be published yet: a plan has at least one goal."))


@transaction.atomic
def sign(*, document: int, number: int, by: Viewer) -> Signature:
    """Stand behind a version that holds; once is enough."""
    found, version = check_version(by, document, number)
    if version.is_draft or not can_sign(by, found.unit, template_of(found.template)):
        raise NotVisible(_("There is nothing here for you."))
    made, is_new = Signature.objects.get_or_create(version=version, by_id=by.person_id)
    if is_new:
        record(verb="sign document", on=reference_to(found), by=by.person_id)
    return made


@transaction.atomic
def share(*, document: int, unit: int, by: Viewer, parts: Sequence[str] = (), closes: date | None = None) -> Sharing:
    """Let those who work in ``unit``, which stands above or beside, read the versions that hold, or some parts."""
    found, _form = check_writes(by, document)
    reader = check_knows_unit(by, unit)
    latest = found.versions.filter(is_draft=False).first()
    if latest is None:
        raise Refused(_("Publish a version first: what is still being written is not shared."))
    if closes is not None and closes < by.on:
        raise Refused(_("Choose a day to come."))
    known = {one["key"] for one in latest.parts}
    made = Sharing.objects.create(
        document=found, unit=reader, parts=[key for key in parts if key in known], closes=closes, by_id=by.person_id
    )
    record(verb="share document", on=reference_to(found), by=by.person_id)
    return made


@transaction.atomic
def stop_sharing(*, sharing: int, by: Viewer) -> Sharing:
    """Take a sharing back; nothing more is read by it."""
    found = Sharing.objects.filter(pk=sharing, ended_at=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    document, _form = check_writes(by, found.document_id)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    record(verb="stop sharing document", on=reference_to(document), by=by.person_id)
    return found
