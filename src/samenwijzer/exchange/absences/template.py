"""The empty list of absences to download."""

from samenwijzer.exchange.absences.reading import COLUMNS
from samenwijzer.exchange.empty_lists import empty_list

# In Dutch, as the column names are. There is no column for why: that is never stored.
MEANINGS = {
    "gebruikersnaam": ("nodig", "Van wie afwezig is, zoals in de klassenlijst", "noor.baert"),
    "van": ("nodig", "Eerste dag, jaar-maand-dag", "2026-11-18"),
    "tot en met": ("mag leeg", "Laatste dag; leeg is één dag", "2026-11-20"),
}


def empty_absences() -> bytes:
    """Return an XLSX workbook to fill in; it holds nobody, so that nobody is away by accident."""
    return empty_list("Afwezigheden", {column.name: MEANINGS[column.name] for column in COLUMNS})
