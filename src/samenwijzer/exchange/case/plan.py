"""A framework beside what stands: what would come and change, and carrying that out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.case.reading import Goals
from samenwijzer.exchange.plans import Count, Preview
from samenwijzer.practice.goals.actions import change_of, save_framework
from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent
from samenwijzer.practice.goals.models import Framework, GoalLink

FRAMEWORK_FIELDS = ("title", "kind", "status", "publisher", "source")


@dataclass(frozen=True)
class GoalsPlan:
    """What bringing in a framework would do; goals that the file no longer holds stay."""

    goals: Goals
    change: FrameworkChange
    framework: Count
    links: Count

    @property
    def preview(self) -> Preview:
        """The counts and what is worth knowing."""
        counts = Count(_("goals"), len(self.change.new), len(self.change.changed), 0, self.change.untouched)
        title = next(iter(self.goals.framework.title.values()))
        remarks = [
            _("Framework: “%(title)s”, version %(version)s.")
            % {"title": title, "version": self.goals.framework.version},
            *self.goals.remarks,
        ]
        if self.change.gone:
            remarks.append(
                _("Goals that are no longer in the file stay, because evidence may rest on them: %(count)s.")
                % {"count": len(self.change.gone)}
            )
        return Preview((self.framework, counts, self.links), remarks=tuple(remarks))


def plan(goals: Goals) -> GoalsPlan:
    """Compare ``goals`` with what stands; nothing changes."""
    content = goals.framework
    standing = Framework.objects.filter(identifier=content.identifier, version=content.version).first()
    return GoalsPlan(goals, change_of(content), _framework_count(content, standing), _link_count(content, standing))


def _framework_count(content: FrameworkContent, standing: Framework | None) -> Count:
    if standing is None:
        return Count(_("frameworks"), new=1)
    is_same = all(getattr(standing, name) == getattr(content, name) for name in FRAMEWORK_FIELDS)
    return Count(_("frameworks"), changed=int(not is_same), untouched=int(is_same))


def _link_count(content: FrameworkContent, standing: Framework | None) -> Count:
    wanted = {(link.origin, link.destination, str(link.kind)) for link in content.links}
    rows = GoalLink.objects.filter(origin__framework=standing) if standing else GoalLink.objects.none()
    stands = set(rows.values_list("origin__identifier", "destination__identifier", "kind"))
    return Count(_("relations between goals"), len(wanted - stands), 0, len(stands - wanted), len(wanted & stands))


def carry_out(plan: GoalsPlan, *, by: int | None) -> None:
    """Store the framework, all or nothing; when everything stands already, nothing is touched."""
    if not plan.preview.is_empty:
        save_framework(framework=plan.goals.framework, by=by)
