"""The policy of a school on guiding its learners: its actions by phase of the continuum and by domain (D-300)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import Field

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.pack import CarePhase, continuum
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.actions import take_action
from samenwijzer.practice.agenda.models import About, Action
from samenwijzer.practice.agenda.rules import visible_actions
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import said
from samenwijzer.practice.documents.rules import check_writes
from samenwijzer.practice.documents.titles import DOCUMENT
from samenwijzer.quality.plans.actions import CORE
from samenwijzer.quality.plans.pack import links

POLICY, PHASE, DOMAIN = "guidance_policy", "care.phase", "care.domain"


class GuidanceDomain(PackModel):
    """One domain of pupil guidance."""

    key: str
    title: Text
    about: Text


class Guidance(PackModel):
    """Everything ``documents/guidance.yaml`` says."""

    domains: Annotated[tuple[GuidanceDomain, ...], Field(min_length=1)]


@cache
def domains(folder: Path | None = None) -> tuple[GuidanceDomain, ...]:
    """Return the domains of pupil guidance."""
    return load((folder or settings.PACK) / "documents" / "guidance.yaml", Guidance).domains


@dataclass(frozen=True)
class Cell:
    """What a school does in one domain and phase; with each action the step of R-OK it serves."""

    phase: CarePhase
    actions: list[tuple[Action, str]]


@dataclass(frozen=True)
class Domain:
    """A domain with a cell for each phase."""

    key: str
    title: str
    about: str
    cells: list[Cell]


def guidance_matrix(*, viewer: Viewer, document: Document) -> list[Domain]:
    """Return the actions of a policy by domain and phase; two queries."""
    whole = About.objects.filter(kind=DOCUMENT, key=str(document.pk)).values("action")
    rows = visible_actions(viewer).filter(pk__in=whole, dropped_at=None).select_related("owner")
    steps = {one.key: said(one.title) for one in links().core}
    found: dict[tuple[str, str], list[tuple[Action, str]]] = defaultdict(list)
    for action in rows.prefetch_related("about").order_by("due", "pk"):
        tied = {one.kind: one.key for one in action.about.all()}
        found[tied.get(DOMAIN, ""), tied.get(PHASE, "")].append((action, steps.get(tied.get(CORE, ""), "")))
    return [
        Domain(one.key, said(one.title), said(one.about), [Cell(p, found[one.key, p.key]) for p in continuum().phases])
        for one in domains()
    ]


@transaction.atomic
def take_guidance_action(
    *, document: int, phase: str, domain: str, core: str, what: str, owner: int, due: date, by: Viewer
) -> Action:
    """Take an action of the policy in a phase and a domain, at a step of R-OK."""
    policy, form = check_writes(by, document)
    if form.key != POLICY:
        raise NotVisible(_("There is nothing here for you."))
    if continuum().phase(phase) is None or domain not in {one.key for one in domains()}:
        raise Refused(_("Choose the phase and the domain it belongs to."))
    if core not in {one.key for one in links().core}:
        raise Refused(_("Choose the step of R-OK it serves."))
    about = [
        Reference(DOCUMENT, str(policy.pk)), Reference(PHASE, phase), Reference(DOMAIN, domain), Reference(CORE, core),
    ]  # fmt: skip
    return take_action(what=what, owner=owner, due=due, by=by, unit=policy.unit_id, about=about)
