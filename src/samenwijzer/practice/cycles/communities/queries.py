"""What a community sees: its question, its evidence, and what learners advise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.cycles.communities.models import Advice, Finding, Panel
from samenwijzer.practice.cycles.communities.rules import check_community
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import Owner
from samenwijzer.practice.cycles.queries import Work, cycles_of

INQUIRY, COMMUNITY_INQUIRY = "inquiry", "plc-inquiry"
#: An inquiry into something new, or into what is done already (D-402).
INQUIRIES = (INQUIRY, "existing-practice")
NOTEBOOK = "notebook"


@dataclass(frozen=True)
class Note:
    """One note of an own inquiry, which may be brought to a community."""

    cycle: Cycle
    round: int
    text: str

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.cycle.pk}-{self.round}"


@dataclass(frozen=True)
class Asked:
    """A question to learners, with what they advise, without names."""

    panel: Panel
    advice: Sequence[str]


@dataclass(frozen=True)
class CommunityPage:
    """Where a community stands: the inquiry that runs, those that are over, and its evidence.

    ``notes`` are those in the own inquiries of who looks: what could be brought to it.
    """

    here: Function
    running: Work | None
    over: Sequence[Work]
    findings: Sequence[Finding]
    panels: Sequence[Asked]
    notes: Sequence[Note]


def answers_in(work: Work) -> dict[str, str]:
    """Return what was answered in a cycle, in words, by prompt."""
    return {one.prompt.key: one.words for phase in work.phases for one in phase.answered}


def inquiries_of(*, viewer: Viewer) -> list[Work]:
    """Return the own inquiries of ``viewer``, newest first."""
    return [one for one in cycles_of(viewer=viewer, owners=(Owner.TEACHER,)) if one.cycle.template in INQUIRIES]


def notes_of(*, viewer: Viewer) -> list[Note]:
    """Return the notes in the own inquiries of ``viewer``, newest first."""
    return _notes_in(inquiries_of(viewer=viewer))


def _notes_in(inquiries: Iterable[Work]) -> list[Note]:
    """Return the notes in these inquiries, in their order; no query."""
    found = []
    for work in inquiries:
        notebook = work.phase(NOTEBOOK)
        for check_in in notebook.check_ins if notebook else ():
            found += [Note(work.cycle, check_in.number, one.words) for one in check_in.answers if one.words]
    return found


def groups_taught(viewer: Viewer) -> list[Function]:
    """Return the functions of ``viewer`` in groups whose learners it records; no query."""
    here = [one for one in viewer.functions if one.rights is not None and one.rights.writes and one.lent is None]
    return list({one.unit_id: one for one in here}.values())


def community_page(*, viewer: Viewer, unit: int) -> CommunityPage:
    """Return where a community of ``viewer`` stands; a constant number of queries."""
    here = check_community(viewer, unit)
    known = cycles_of(viewer=viewer, owners=(Owner.TEAM, Owner.TEACHER))
    works = [
        one
        for one in known
        if one.cycle.template == COMMUNITY_INQUIRY and (one.cycle.owner_kind, one.cycle.owner_id) == (UNIT, str(unit))
    ]
    panels = Panel.objects.filter(cycle__in=[one.cycle for one in works]).select_related("group")
    return CommunityPage(
        here=here,
        running=next((one for one in works if not one.is_over), None),
        over=[one for one in works if one.is_over],
        findings=list(Finding.objects.filter(unit=unit).select_related("by")),
        notes=_notes_in(one for one in known if one.cycle.template in INQUIRIES),
        panels=[Asked(one, [said.text for said in one.advice.all()]) for one in panels.prefetch_related("advice")],
    )


def asked_of(*, viewer: Viewer) -> list[Panel]:
    """Return the questions to the groups in which ``viewer`` learns, newest first (one query)."""
    groups = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    return list(Panel.objects.filter(group__in=groups)) if groups else []


def own_advice(*, panel: Panel, viewer: Viewer) -> str:
    """Return what ``viewer`` advised."""
    found = Advice.objects.filter(panel=panel, by=viewer.person_id).first()
    return found.text if found else ""
