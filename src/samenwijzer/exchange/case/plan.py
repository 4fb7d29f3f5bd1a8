"""A framework beside what stands: what would come and change, and carrying that out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.case.outside import resolved
from samenwijzer.exchange.case.reading import Goals
from samenwijzer.exchange.new_versions import told_beside
from samenwijzer.exchange.plans import Count, Preview
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.actions import change_of, save_framework
from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink

FRAMEWORK_FIELDS = ("title", "kind", "status", "publisher", "source")
SHOWN = 50


@dataclass(frozen=True)
class GoalsPlan:
    """What bringing in a framework for ``owner`` would do; goals that the file no longer holds stay.

    ``elsewhere`` counts relations with goals that are not known here.
    """

    goals: Goals
    owner: Unit | None
    change: FrameworkChange
    framework: Count
    links: Count
    elsewhere: int

    @property
    def content(self) -> FrameworkContent:
        """The framework that would come in."""
        return self.goals.framework

    @property
    def preview(self) -> Preview:
        """The counts and what is worth knowing."""
        counts = Count(_("goals"), len(self.change.new), len(self.change.changed), 0, self.change.untouched)
        return Preview((self.framework, counts, self.links), remarks=tuple(self._remarks()))

    def _remarks(self) -> Iterator[str]:
        framework = self.goals.framework
        title = next(iter(framework.title.values()))
        yield _("Framework: “%(title)s”, version %(version)s.") % {"title": title, "version": framework.version}
        if self.owner:
            yield _("It is for everybody in “%(unit)s”.") % {"unit": self.owner}
        yield from self.goals.remarks
        yield from told_beside(framework)
        if self.elsewhere:
            yield _("Relations with goals that are not known here are passed over: %(count)s.") % {
                "count": self.elsewhere
            }
        if self.change.gone:
            yield _("Goals that are no longer in the file stay, because evidence may rest on them: %(count)s.") % {
                "count": len(self.change.gone)
            }
        yield from self._mended()

    def _mended(self) -> Iterator[str]:
        mended = self.goals.mended
        if mended:
            sentence = ngettext("%(count)s thing was mended:", "%(count)s things were mended:", len(mended))
            yield sentence % {"count": len(mended)}
        for one in mended[:SHOWN]:
            yield f"{one.place} – {one.what}"
        if len(mended) > SHOWN:
            yield _("… and %(count)s more.") % {"count": len(mended) - SHOWN}


def plan(goals: Goals, *, owner: Unit | None = None) -> GoalsPlan:
    """Compare ``goals``, as they are to be those of ``owner``, with what stands; nothing changes."""
    links, elsewhere = resolved(goals)
    content = replace(goals.framework, links=(*goals.framework.links, *links))
    goals = replace(goals, framework=content)
    standing = Framework.objects.filter(identifier=content.identifier, version=content.version).first()
    return GoalsPlan(
        goals,
        owner,
        change_of(content),
        _framework_count(content, standing, owner),
        _link_count(content, standing),
        elsewhere,
    )


def _framework_count(content: FrameworkContent, standing: Framework | None, owner: Unit | None) -> Count:
    if standing is None:
        return Count(_("frameworks"), new=1)
    is_same = all(getattr(standing, name) == getattr(content, name) for name in FRAMEWORK_FIELDS)
    is_same = is_same and owner in (None, standing.owner)
    return Count(_("frameworks"), changed=int(not is_same), untouched=int(is_same))


def _link_count(content: FrameworkContent, standing: Framework | None) -> Count:
    wanted = {(link.origin, link.destination, str(link.kind)) for link in content.links}
    if standing is None:
        return Count(_("relations between goals"), len(wanted))
    rows = GoalLink.objects.filter(Q(origin__framework=standing) | Q(destination__framework=standing))
    stands: set[tuple[str, str, str]] = set()
    own: set[tuple[str, str, str]] = set()
    for row in rows.select_related("origin__framework", "destination__framework"):
        name = (_name(row.origin, standing), _name(row.destination, standing), row.kind)
        stands.add(name)
        if row.origin.framework_id == standing.pk:
            own.add(name)
    return Count(_("relations between goals"), len(wanted - stands), 0, len(own - wanted), len(wanted & stands))


def _name(goal: Goal, framework: Framework) -> str:
    """Return what a relation of ``framework`` calls ``goal``."""
    if goal.framework_id == framework.pk:
        return goal.identifier
    return f"{goal.framework.identifier}/{goal.identifier}"


def carry_out(plan: GoalsPlan, *, by: int | None) -> None:
    """Store the framework, all or nothing; when everything stands already, nothing is touched."""
    if not plan.preview.is_empty:
        owner = plan.owner.pk if plan.owner else None
        save_framework(framework=plan.goals.framework, by=by, owner=owner)
