"""What forms are called, by the name of their address."""

from django.utils.translation import gettext as _


def form_title(form: str) -> str:
    """Return what people call this form; the name of its address where it has no title yet."""
    titles = {
        "today_capture": _("I saw…"),
        "today_choose": _("A card on Today"),
        "today_finish": _("Tick what was planned"),
        "today_answer_hand": _("Answer a raised hand"),
        "sheets": _("A new sheet in quick entry"),
        "sheet": _("Quick entry of a class"),
        "sheet_learner": _("Quick entry of one learner"),
        "groups_propose": _("Ask for groups"),
        "groups_publish": _("Publish groups"),
        "groups_ties": _("Agreements about groups"),
        "own_goals": _("An own goal"),
        "own_goal_add": _("An own goal"),
        "compass_sure": _("How sure am I?"),
        "compass_hand_up": _("Raise a hand"),
        "import_choose": _("Import a file"),
        "import_look": _("Look at an import"),
    }
    return titles.get(form, form)
