"""A curriculum from a sheet beside what stands: how its columns were read, what would come and change."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.goal_sheets.mapping import titles
from samenwijzer.exchange.goal_sheets.reading import Sheet
from samenwijzer.exchange.new_versions import told_beside
from samenwijzer.exchange.plans import Count, Preview
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.actions import change_of, save_framework
from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent
from samenwijzer.practice.goals.models import Framework

FIELDS = ("title", "kind", "status", "publisher", "source")


@dataclass(frozen=True)
class ReadAs:
    """One column as it was read: what it holds (empty: nothing is read from it) and a few of its values."""

    column: str
    holds: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SheetPlan:
    """What bringing in a sheet for ``owner`` would do; goals that it no longer holds stay and are marked."""

    sheet: Sheet
    owner: Unit | None
    change: FrameworkChange
    framework: Count

    @property
    def content(self) -> FrameworkContent:
        """The framework that would come in."""
        return self.sheet.framework

    @property
    def mapping(self) -> tuple[ReadAs, ...]:
        """How each column was read, those from which nothing is read last."""
        columns, words = self.sheet.columns, titles()
        read = [(name, words[field]) for field, name in columns.by_field.items()]
        unread = [(name, "") for name in columns.unused]
        return tuple(ReadAs(name, holds, self.sheet.samples[name]) for name, holds in (*read, *unread))

    @property
    def preview(self) -> Preview:
        """The counts and what is worth knowing."""
        change = self.change
        goals = Count(_("goals and domains"), len(change.new), len(change.changed), len(change.gone), change.untouched)
        remarks = [
            _("Read as %(what)s: “%(column)s” (%(samples)s).")
            % {"what": one.holds, "column": one.column, "samples": " · ".join(_short(each) for each in one.samples)}
            for one in self.mapping
            if one.holds
        ]
        unread = ", ".join(f"“{name}”" for name in self.sheet.columns.unused)
        if unread:
            remarks.append(_("Nothing is read from: %(columns)s.") % {"columns": unread})
        if self.sheet.carried:
            remarks.append(
                _("Rows without a domain that get that of the row above: %(count)s.") % {"count": self.sheet.carried}
            )
        remarks += told_beside(self.sheet.framework)
        if self.owner:
            remarks.append(_("It is for everybody in “%(unit)s”.") % {"unit": self.owner})
        if change.reworded:
            remarks.append(_("Goals that are worded otherwise: %(count)s.") % {"count": len(change.reworded)})
        return Preview((self.framework, goals), remarks=tuple(remarks))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def plan(sheet: Sheet, *, owner: Unit | None = None) -> SheetPlan:
    """Compare ``sheet``, as its goals are to be those of ``owner``, with what stands; nothing changes."""
    content = sheet.framework
    standing = Framework.objects.filter(identifier=content.identifier, version=content.version).first()
    if standing is None:
        return SheetPlan(sheet, owner, change_of(content), Count(_("frameworks"), new=1))
    is_same = all(getattr(standing, name) == getattr(content, name) for name in FIELDS)
    is_same = is_same and owner in (None, standing.owner)
    count = Count(_("frameworks"), changed=int(not is_same), untouched=int(is_same))
    return SheetPlan(sheet, owner, change_of(content), count)


def carry_out(plan: SheetPlan, *, by: int | None) -> None:
    """Store the framework, all or nothing; when everything stands already, nothing is touched."""
    if not plan.preview.is_empty:
        owner = plan.owner.pk if plan.owner else None
        save_framework(framework=plan.sheet.framework, by=by, owner=owner)
