"""An empty list to fill in: column names on the first sheet of a workbook, what they mean on the second."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

ROWS = 2000
#: Whether a column must be filled in, what it holds, and an example; in Dutch, as the column names are.
Meaning = tuple[str, str, str]


def empty_list(
    title: str, meanings: Mapping[str, Meaning], *, choices: Mapping[str, tuple[str, ...]] | None = None
) -> bytes:
    """Return an XLSX workbook with a column for each of ``meanings``, those in ``choices`` with a list to choose from.

    It holds nobody, so that nobody comes in by accident.
    """
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    sheet.freeze_panes = "A2"
    for place, name in enumerate(meanings, start=1):
        sheet.cell(1, place, name).font = Font(bold=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 20
        # As text, a date or a number with noughts in front stays what was typed.
        for line in range(2, 52):
            sheet.cell(line, place).number_format = "@"
        if choices and name in choices:
            listed = DataValidation(type="list", formula1=f'"{",".join(choices[name])}"', allow_blank=True)
            sheet.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}{ROWS}")
    help_sheet = workbook.create_sheet("Uitleg")
    for row in (("kolom", "", "wat", "voorbeeld"), *((name, *meaning) for name, meaning in meanings.items())):
        help_sheet.append(row)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
