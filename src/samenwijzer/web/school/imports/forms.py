"""Choosing a file, where it lands and from which day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.layout import VERSIONS
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import organisation

MAX_MEGABYTES = 200


class FileForm(forms.Form):
    """A file to look at first; ``accept`` are the endings a browser offers, ``more`` fields only this kind asks."""

    accept = ""
    more: tuple[str, ...] = ()
    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, *args: Any, places: Sequence[Unit], **kwargs: Any) -> None:
        """Offer ``places`` to land in, where this file lands somewhere; a single one needs no choosing."""
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = self.accept
        place = self.fields.get("under")
        if isinstance(place, forms.TypedChoiceField):
            blank = [("", _("Choose a place"))] if len(places) > 1 else []
            place.choices = [*blank, *((str(unit.pk), _label(unit)) for unit in places)]

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large to bring in at once."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(size)s MB.") % {"size": MAX_MEGABYTES})
        return file


def _label(unit: Unit) -> str:
    return f"{unit.name} ({organisation().kind(unit.kind).title.in_language(get_language() or 'nl')})"


def _place(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int)


def _day(label: Any, help_text: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=False, localize=False)


class RosterForm(FileForm):
    """A OneRoster export."""

    accept = ".zip"
    under = _place(gettext_lazy("Where does it land?"))
    day = _day(
        gettext_lazy("First day"),
        gettext_lazy("Only to let everything begin on one day instead of with the terms in the file."),
    )


class SheetForm(FileForm):
    """A class list in a spreadsheet."""

    accept = ".xlsx,.csv"
    under = _place(gettext_lazy("Where does it land?"))
    day = _day(gettext_lazy("First day"), gettext_lazy("For who has no first day in the list. Without a day: today."))


class AbsencesForm(FileForm):
    """A list of absences in a spreadsheet."""

    accept = ".xlsx,.csv"
    under = _place(gettext_lazy("Where does it land?"))


class TimetableForm(FileForm):
    """A timetable in a spreadsheet."""

    accept = ".xlsx,.csv"
    under = _place(gettext_lazy("Where does it land?"))


class GoalsForm(FileForm):
    """A CASE package."""

    accept = ".json"
    under = _place(gettext_lazy("For whom is it?"))


class GoalSheetForm(FileForm):
    """A curriculum in a spreadsheet; ``more`` names what the sheet does not say of itself."""

    accept = ".xlsx,.csv"
    more = ("title", "version", "source")
    under = _place(gettext_lazy("For whom is it?"))
    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    version = forms.CharField(label=gettext_lazy("Version"), max_length=60, initial="1")
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Who publishes it, and where."),
    )


class ResponsesForm(FileForm):
    """A file of responses."""

    accept = ".csv,.tsv,.txt,.xlsx,.zip"
    more = ("source",)
    layout = forms.ChoiceField(
        label=gettext_lazy("How is it laid out?"),
        choices=[
            ("assistments", "ASSISTments 2009-2010"),
            ("kdd", "KDD Cup 2010"),
            ("sequences", gettext_lazy("Three lines a learner (ASSISTments 2015)")),
            ("generic", gettext_lazy("Five columns, also with a Q-matrix")),
            ("oulad", "Open University (OULAD, zip)"),
        ],
    )
    under = _place(gettext_lazy("Where does it land?"))
    source = forms.CharField(
        label=gettext_lazy("From which programme?"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Only for five columns: files of one programme share learners and skills. Without a name: that of the file."
        ),
    )
    day = _day(
        gettext_lazy("Day of the responses"),
        gettext_lazy("Only where the file has no dates. Without a day: yesterday."),
    )


class RosterOutForm(forms.Form):
    """Of which unit the roster goes out, in which version, and whether only as changes."""

    unit = _place(gettext_lazy("Of whom?"))
    version = forms.ChoiceField(
        label=gettext_lazy("Version"), choices=[(version, f"OneRoster {version}") for version in VERSIONS]
    )
    since = _day(
        gettext_lazy("Only changes since"),
        gettext_lazy("Leave it empty to give everything. With a day, what stopped since then is marked as gone."),
    )

    def __init__(self, *args: Any, places: Sequence[Unit], **kwargs: Any) -> None:
        """Offer ``places`` whose roster may go out."""
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.TypedChoiceField):
            unit.choices = [(str(place.pk), _label(place)) for place in places]
