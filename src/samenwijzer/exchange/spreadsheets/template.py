"""The empty class list to download: column names on the first sheet, what they mean on the second."""

from samenwijzer.exchange.empty_lists import empty_list
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


def sheet_template() -> bytes:
    """Return an XLSX workbook to fill in; it holds no people, so that none comes in by accident."""
    in_order = {column.name: MEANINGS[column.name] for column in COLUMNS}
    return empty_list("Klassenlijst", in_order, choices={"rol": tuple(ROLES)})
