"""A version of a document on paper: a tagged PDF (PDF/UA-1)."""

import json
from pathlib import Path

import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.practice.documents.queries import VersionPage

TEMPLATE = Path(__file__).resolve().parent / "templates" / "document.typ"


def as_pdf(page: VersionPage) -> bytes:
    """Return a version that a viewer reads as a tagged PDF, with who stands behind it."""
    day = date_format(page.version.at, "j F Y")
    content = {
        "title": page.document.title,
        "lead": _("%(unit)s · version %(number)s of %(day)s")
        % {"unit": page.document.unit, "number": page.version.number, "day": day},
        "note": page.version.note,
        "language": get_language() or "nl",
        "parts": [{"title": one.title, "paragraphs": one.text.split("\n")} for one in page.parts],
        "signed": _("Signed by %(names)s") % {"names": ", ".join(str(one.by) for one in page.signatures)}
        if page.signatures
        else "",
    }
    pdf: bytes = typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"content": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return pdf
