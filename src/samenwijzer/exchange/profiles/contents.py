"""A portable profile: what a learner can, readable by whoever gets it, without an account (D-020, D-473)."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typst
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.exchange.profiles.signatures import Document, did_of, own_key, signed
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.progress.attestations import attained, attestations_of, own_attestation
from samenwijzer.learning.progress.models import Attestation
from samenwijzer.learning.regulation.portfolio import portfolio
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal

TEMPLATE = Path(__file__).resolve().parent / "templates" / "profile.typ"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", {"@vocab": "https://schema.org/"}]


def profile(*, by: Viewer) -> dict[str, Any]:
    """Return the profile of learner ``by``: what works by domain, what it shows of its work, what schools confirmed.

    Two readers are served by the same facts: the official wording for who advises on further study, the learner's own
    wording and work for who employs. No mark, no rank, nothing of anybody else.
    """
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    parts: dict[str, list[dict[str, str]]] = {}
    for one in attained(viewer=by, learner=by.person_id):
        above = str(one.goal.parent or one.goal.framework)
        day = date_format(one.last_seen_on, "F Y")
        parts.setdefault(above, []).append(_of_goal(one.goal) | {"seen": day})
    made = [one for one in portfolio(viewer=by, learner=by.person_id) if one.is_shared and one.text]
    return {
        "title": _("What %(name)s can do") % {"name": by.name},
        "lead": _("Made by %(name)s on %(day)s. It stands beside a certificate, never in its place.")
        % {"name": by.name, "day": date_format(timezone.localdate(), "j F Y")},
        "language": get_language() or "nl",
        "study": _("For who advises on further study: the goals as the curriculum says them"),
        "work": _("For who works with me: in my own words"),
        "confirmed": _("Confirmed by a school"),
        "domains": [{"title": title, "goals": goals} for title, goals in parts.items()],
        "pieces": [{"text": one.text, "why": one.why, "goal": str(one.goal)} for one in made],
        "attestations": [_described(one) for one in attestations_of(viewer=by, learner=by.person_id)],
    }


def _of_goal(goal: Goal) -> dict[str, str]:
    return {"official": goal.full_statement, "own": goal.wording, "code": goal.code, "level": goal.level}


def _described(one: Attestation) -> dict[str, Any]:
    goals = [row.goal.full_statement for row in one.attested.all()]
    return {"title": one.title, "school": str(one.school), "on": date_format(one.at, "j F Y"), "goals": goals}


@transaction.atomic
def as_pdf(*, by: Viewer) -> bytes:
    """Return the profile of learner ``by`` as a tagged PDF (PDF/UA-1)."""
    content = profile(by=by)
    record(verb="take own profile", on=Reference("people.person", str(by.person_id)), by=by.person_id)
    pdf: bytes = typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"content": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return pdf


@transaction.atomic
def as_credential(*, attestation: int, by: Viewer) -> Document:
    """Return what a school confirmed as a verifiable credential (W3C VCDM 2.0), signed by this installation."""
    made = own_attestation(viewer=by, pk=attestation)
    record(verb="take attestation", on=Reference("progress.attestation", str(made.pk)), by=by.person_id)
    goals = Goal.objects.filter(pk__in=made.attested.values("goal")).select_related("framework")
    return signed(_credential(made, goals.order_by("framework", "position")), at=made.at)


def _credential(made: Attestation, goals: Iterable[Goal]) -> Document:
    return {
        "@context": CONTEXT,
        "type": ["VerifiableCredential"],
        "name": made.title,
        "description": _("A list of goals that were attained. It stands beside a legal certificate."),
        "issuer": {"id": did_of(own_key().public_key()), "name": str(made.school)},
        "validFrom": made.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "type": "Person",
            "name": str(made.learner),
            "hasCredential": [_achievement(goal) for goal in goals],
        },
    }


def _achievement(goal: Goal) -> dict[str, str]:
    found = {
        "type": "EducationalOccupationalCredential",
        "name": goal.full_statement,
        "identifier": goal.identifier,
        "isPartOf": str(goal.framework),
        "educationalLevel": goal.level,
    }
    return {name: value for name, value in found.items() if value}


def summary(document: Document) -> tuple[str, str, Sequence[str]]:
    """Return of a credential whom it is about, who confirms it, and what; made for a page that checks it."""
    subject, issuer = document.get("credentialSubject", {}), document.get("issuer", {})
    what = subject.get("hasCredential", [])
    return str(subject.get("name", "")), str(issuer.get("name", "")), [str(one.get("name", "")) for one in what]
