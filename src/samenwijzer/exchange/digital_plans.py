"""The digital policy plan of a school as a workbook: what can be sent along and put beside a school plan."""

from collections.abc import Sequence
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from samenwijzer.exchange.formulas import guarded
from samenwijzer.practice.technology.queries import DigitalPolicy


def digital_plan(policy: DigitalPolicy) -> bytes:
    """Return an XLSX workbook with the actions, the six building blocks and the tools of a school."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    actions = [
        (one.get_block_display(), one.text, one.aim, str(one.owner or ""), one.until.isoformat(),
         timezone.localdate(one.done_at).isoformat() if one.done_at else "")
        for one in policy.actions
    ]  # fmt: skip
    _fill(
        workbook,
        _("Actions"),
        (_("building block"), _("action"), _("goal of the school plan"), _("owner"), _("by when"), _("done on")),
        actions,
    )
    blocks = [(line.block.label, "" if line.level is None else str(line.level)) for line in policy.blocks]
    _fill(workbook, _("Building blocks"), (_("building block"), _("how much goes in (0 to 3)")), blocks)
    tools = [
        (one.name, one.get_serves_display(), one.purpose, one.evidence, str(one.cost), one.privacy,
         one.get_state_display(), one.review_on.isoformat() if one.review_on else "")
        for one in policy.tools
    ]  # fmt: skip
    _fill(
        workbook,
        _("Tools"),
        (_("tool"), _("serves"), _("purpose"), _("evidence"), _("cost"), _("privacy"), _("state"), _("look again on")),
        tools,
    )
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(workbook: Workbook, title: str, header: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
    sheet = workbook.create_sheet(title)
    sheet.append(header)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([guarded(str(value)) for value in row])
