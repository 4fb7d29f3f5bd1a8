"""How many prompts somebody gets: as its skill grows, all of them, or none; as an adult switched it (D-050)."""

from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.autonomy.models import PromptSwitch
from samenwijzer.network.access.rules import check_guides_unit, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.cycles.queries import NONE_ASKED


class Setting(StrEnum):
    """What an adult chose: prompts fade by themselves, stay all, or are off until asked for."""

    FADES = "fades"
    ALL = "all"
    OFF = "off"


def setting_words() -> dict[str, str]:
    """Return the settings in words."""
    return {
        Setting.FADES.value: _("fade as skill grows"),
        Setting.ALL.value: _("always all"),
        Setting.OFF.value: _("off, until the learner asks"),
    }


@transaction.atomic
def switch_prompts(*, setting: str, unit: int | None = None, learner: int | None = None, by: Viewer) -> PromptSwitch:
    """Switch the prompts of a group, or of one learner, which comes before the group."""
    if setting not in list(Setting):
        raise Refused(_("Choose one of the answers."))
    if unit is not None:
        check_guides_unit(by, unit, writing=True)
    elif learner is None or not writable_learners(by).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    made = PromptSwitch.objects.create(unit_id=unit, learner_id=learner, setting=setting, by_id=by.person_id)
    record(verb="switch prompts", on=Reference("learning_autonomy.promptswitch", str(made.pk)), by=by.person_id)
    return made


def setting_of(*, viewer: Viewer, learner: int) -> Setting:
    """Return the setting that holds for a learner: its own, otherwise that of its group, otherwise fading."""
    groups = Membership.objects.filter(active(viewer.on), person=learner, role=LEARNER).values("unit")
    rows = PromptSwitch.objects.filter(Q(learner=learner) | Q(unit__in=groups))
    found = {row.learner_id is not None: row.setting for row in rows}
    return Setting(found.get(True) or found.get(False) or Setting.FADES)


def setting_of_group(unit: int) -> Setting:
    """Return the setting of a group."""
    row = PromptSwitch.objects.filter(unit=unit).last()
    return Setting(row.setting) if row else Setting.FADES


def asked_at(*, setting: Setting, how_far: int) -> int:
    """Return how far somebody counts as being when prompts are folded."""
    return {Setting.FADES: how_far, Setting.ALL: 0, Setting.OFF: NONE_ASKED}[setting]
