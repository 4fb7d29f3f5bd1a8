"""The empty class list to download: column names on the first sheet, what they mean on the second."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from samenwijzer.exchange.spreadsheets.reading import COLUMNS, ROLES

# In Dutch, as the column names are.
MEANINGS = {
    "voornaam": ("nodig", "Roepnaam", "Noor"),
    "naam": ("nodig", "Familienaam", "Baert"),
    "klas": ("nodig", "Naam van de klas; wie in twee klassen zit, krijgt twee regels", "3A"),
    "rol": ("nodig", "leerling of leraar", "leerling"),
    "gebruikersnaam": ("nodig", "Om aan te melden; voor elke persoon een andere", "noor.baert"),
    "e-mail": ("mag leeg", "", "noor.baert@voorbeeld.be"),
    "begindatum": ("mag leeg", "Jaar-maand-dag; leeg is vandaag", "2026-09-01"),
    "einddatum": ("mag leeg", "Laatste dag in de klas; leeg is zonder einde", ""),
}
ROWS = 2000


def sheet_template() -> bytes:
    """Return an XLSX workbook to fill in; it holds no people, so that none comes in by accident."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Klassenlijst"
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(1, place, column.name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 20
        # As text, a date or a number with noughts in front stays what was typed.
        for line in range(2, 52):
            sheet.cell(line, place).number_format = "@"
    roles = DataValidation(type="list", formula1=f'"{",".join(ROLES)}"', allow_blank=True)
    sheet.add_data_validation(roles)
    letter = get_column_letter([column.name for column in COLUMNS].index("rol") + 1)
    roles.add(f"{letter}2:{letter}{ROWS}")
    help_sheet = workbook.create_sheet("Uitleg")
    for row in (("kolom", "", "wat", "voorbeeld"), *((name, *meaning) for name, meaning in MEANINGS.items())):
        help_sheet.append(row)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
