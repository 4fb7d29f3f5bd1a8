"""The empty timetable to download."""

from samenwijzer.exchange.empty_lists import empty_list
from samenwijzer.exchange.timetables.reading import COLUMNS, WEEKDAYS

# In Dutch, as the column names are.
MEANINGS = {
    "groep": ("nodig", "Naam van de klas of groep, zoals in de organisatie", "3A"),
    "wat": ("nodig", "Les, dagdeel of blok, zoals je het noemt", "Project"),
    "dag": ("nodig", "Dag van de week", "maandag"),
    "van": ("nodig", "Uur:minuut; een lesuur hoeft geen 50 minuten te zijn", "13:15"),
    "tot": ("nodig", "Uur:minuut", "14:45"),
    "plaats": ("mag leeg", "Lokaal of andere plaats", "Leerplein"),
    "vanaf": ("mag leeg", "Eerste dag; leeg is de eerste dag van het schooljaar", "2026-09-01"),
    "tot en met": ("mag leeg", "Laatste dag, bijvoorbeeld van een module; leeg is het einde van het schooljaar", ""),
}


def empty_timetable() -> bytes:
    """Return an XLSX workbook to fill in."""
    return empty_list("Lesrooster", {one.name: MEANINGS[one.name] for one in COLUMNS}, choices={"dag": WEEKDAYS})
