"""The record of one person as a file: JSON for a machine, PDF for a reader (GDPR articles 15 and 20)."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typst
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.rights.records import Table, record_of
from samenwijzer.network.rights.rules import check_acts_for
from samenwijzer.network.rights.words import field_title, ground_title, keep_title, purpose_title, table_title

TEMPLATE = Path(__file__).resolve().parent / "templates" / "record.typ"


@transaction.atomic
def as_json(*, person: int, by: Viewer) -> bytes:
    """Return all that is held about ``person``, for that person or a guardian, as UTF-8 JSON by table."""
    tables = _taken(person, by, "json")
    content = {
        "person": person,
        "made_at": timezone.now().isoformat(),
        "tables": {one.label: _described(one) | {"rows": one.rows} for one in tables},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain).encode()


def _described(table: Table) -> dict[str, Any]:
    what = table.declaration
    return {"purpose": what.purpose, "ground": what.ground, "kept": what.keep, "seen_by": what.seen_by}


@transaction.atomic
def as_pdf(*, person: int, by: Viewer) -> bytes:
    """Return the same as a tagged PDF (PDF/UA-1) that can be read: titles for tables and fields, moments in words."""
    name = str(check_acts_for(by, person))
    tables = _taken(person, by, "pdf")
    content = {
        "title": _("What Samenwijzer holds about %(name)s") % {"name": name},
        "lead": _("Made on %(day)s. Names of other learners are left out.")
        % {"day": date_format(timezone.localdate())},
        "language": get_language() or "nl",
        "parts": [_part(table) for table in tables],
    }
    pdf: bytes = typst.compile(
        TEMPLATE, format="pdf", sys_inputs={"content": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return pdf


def _part(table: Table) -> dict[str, Any]:
    what = table.declaration
    why = _("Held to %(purpose)s. Ground: %(ground)s. Kept: %(kept)s.") % {
        "purpose": purpose_title(what.purpose),
        "ground": ground_title(what.ground),
        "kept": keep_title(what.keep),
    }
    # Who the row is about is the title of the paper; a column that repeats it tells nothing.
    fields = [name for name in table.fields if name != what.subject]
    return {
        "title": table_title(table.label),
        "why": why,
        "fields": [field_title(name) for name in fields],
        "rows": [[_read(row[name]) for name in fields] for row in table.rows],
    }


def _read(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, float):
        return f"{value:.3g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _taken(person: int, by: Viewer, form: str) -> list[Table]:
    check_acts_for(by, person)
    record(verb=f"take own data: {form}", on=Reference("people.person", str(person)), by=by.person_id)
    return record_of(person)
