"""Who reads and who writes about care: stated here, over the rules of ``network/access``."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.care.models import CareTrack, Fact
from samenwijzer.network.access import rules
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.pack import Phase, Template

LONGEST_TEXT = 4000
COORDINATORS = ("care_coordinator", "pupil_counsellor")
#: What is noted in a protected track only, and in an ordinary one only.
SECRET_KINDS = (Fact.Kind.NOTE,)
OPEN_KINDS = (Fact.Kind.STEP, Fact.Kind.TALK, Fact.Kind.REPORT, Fact.Kind.ADVICE, Fact.Kind.PREPARATION)


def _own(viewer: Viewer) -> Viewer:
    """Return ``viewer`` without what was lent: who looks along for the support desk reads no care."""
    return viewer.acting_in(one for one in viewer.functions if one.lent is None)


def _secret(viewer: Viewer) -> Viewer:
    """Return ``viewer`` in the functions that are held to professional secrecy, and in no other."""
    return viewer.acting_in(one for one in viewer.functions if one.rights is not None and one.rights.secrecy)


def care_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners whose care file ``viewer`` reads: those it guides, or is involved with today."""
    return rules.visible_learners(_own(viewer))


def secret_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners of whom ``viewer`` reads and writes the protected track."""
    return rules.secret_learners(_own(viewer))


def care_groups(viewer: Viewer) -> QuerySet[Unit]:
    """Return the groups whose care plan ``viewer`` reads."""
    return rules.guided_units(_own(viewer))


def readable_tracks(viewer: Viewer) -> QuerySet[CareTrack]:
    """Return the tracks that ``viewer`` may know of as an adult who guides; what is protected only under secrecy."""
    ordinary = Q(learner__in=care_learners(viewer)) | Q(group__in=care_groups(viewer))
    secret = Q(protected=True, learner__in=secret_learners(viewer))
    return CareTrack.objects.filter(Q(ordinary, protected=False) | secret)


def writable_tracks(viewer: Viewer) -> QuerySet[CareTrack]:
    """Return the tracks in which ``viewer`` notes something."""
    own = _own(viewer)
    ordinary = Q(learner__in=rules.writable_learners(own)) | Q(group__in=rules.guided_units(own, writing=True))
    secret = Q(protected=True, learner__in=secret_learners(viewer))
    return CareTrack.objects.filter(Q(ordinary, protected=False) | secret)


def check_reads(viewer: Viewer, uid: UUID) -> CareTrack:
    """Return the track when ``viewer`` may know of it; otherwise as if there were none."""
    found = readable_tracks(viewer).filter(uid=uid).select_related("learner", "group").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_writes(viewer: Viewer, uid: UUID) -> CareTrack:
    """Return the track when ``viewer`` notes in it."""
    found = writable_tracks(viewer).filter(uid=uid).select_related("learner", "group").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_care_learner(viewer: Viewer, learner: int, *, protected: bool = False, writing: bool = False) -> Person:
    """Return the learner when ``viewer`` reads its care file, or its protected track, or opens one."""
    if protected:
        seen = secret_learners(viewer)
    else:
        seen = rules.writable_learners(_own(viewer)) if writing else care_learners(viewer)
    found = seen.filter(pk=learner).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_reads_group(viewer: Viewer, group: int) -> None:
    """Refuse who does not read the care of a group; no query for who guides it from within."""
    rules.check_guided_path(_own(viewer), group)


def check_care_group(viewer: Viewer, group: int, *, writing: bool = False) -> Unit:
    """Return the group when ``viewer`` reads, or writes, its care plan."""
    return rules.check_guides_unit(_own(viewer), group, writing=writing)


def function_at(viewer: Viewer, track: CareTrack) -> str:
    """Return the role in which ``viewer`` stands towards a track: one held to secrecy where it is protected."""
    if track.group is not None:
        return rules.function_in(_own(viewer), track.group)
    return function_towards(viewer, track.learner_id or 0, protected=track.protected)


def function_towards(viewer: Viewer, learner: int, *, protected: bool = False) -> str:
    """Return the role in which ``viewer`` reads the care of ``learner``."""
    return rules.function_towards(_secret(viewer) if protected else _own(viewer), learner)


def holds_secrecy(viewer: Viewer) -> bool:
    """Whether ``viewer`` is held to professional secrecy anywhere; no query."""
    return bool(_secret(viewer).functions)


def coordinated_schools(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` looks after the care of a whole school; no query."""
    return rules.whole_school_functions(viewer)


def coordinates_care(viewer: Viewer) -> bool:
    """Whether looking after care is what ``viewer`` does in a school; no query."""
    return any(one.role in COORDINATORS for one in coordinated_schools(viewer))


def is_tied(viewer: Viewer) -> bool:
    """Whether ``viewer`` reaches learners by an involvement only, as CLB and learning support do; no query."""
    return bool(viewer.functions_that_see(Sees.INVOLVED))


def check_kind(track: CareTrack, kind: str) -> Fact.Kind:
    """Return the kind of fact, refused where it does not belong in such a track."""
    wrong = OPEN_KINDS if track.protected else SECRET_KINDS
    if kind not in Fact.Kind.values or kind in wrong:
        raise NotVisible(_("There is nothing here for you."))
    return Fact.Kind(kind)


def check_words(text: str, *, what: str = "") -> str:
    """Return ``text`` as it is kept; refused when nothing stands in it or too much."""
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(what or _("Write something down first. One sentence is enough."))
    if len(words) > LONGEST_TEXT:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST_TEXT})
    return words


def check_may_write_in(template: Template, phase: Phase, passed: Sequence[str]) -> None:
    """Refuse a phase before those that come first are ended: nobody organises what was not understood (D-301)."""
    before = template.phases[: template.phases.index(phase)]
    missing = next((one for one in before if one.key not in passed), None)
    if missing is not None:
        raise Refused(_("First round off ‘%(phase)s’. No phase is skipped.") % {"phase": missing.title.words()})
