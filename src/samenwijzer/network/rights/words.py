"""What tables, fields, purposes, grounds and terms are called by the person they are about."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.personal_data import Ground, Keep, Purpose
from samenwijzer.network.rights.titles import FIELDS, TABLES


def table_title(label: str) -> str:
    """Say what a table holds; one without words of its own is called by its label."""
    return str(TABLES.get(label, label))


def field_title(name: str) -> str:
    """Say what a field holds; one without words of its own is called by its name."""
    return str(FIELDS.get(name, name.replace("_", " ")))


def purpose_title(purpose: Purpose) -> str:
    """Say what data is held for, after *to*."""
    return {
        Purpose.LEARNING: _("follow and support learning"),
        Purpose.ORGANISATION: _("organise school life"),
        Purpose.ACCESS: _("let the right people in"),
        Purpose.SECURITY: _("show who did or saw what"),
        Purpose.EXCHANGE: _("recognise the same thing in another system"),
    }[purpose]


def ground_title(ground: Ground) -> str:
    """Say on which legal ground."""
    return {
        Ground.PUBLIC_TASK: _("task of the school (GDPR 6.1.e)"),
        Ground.LEGAL_OBLIGATION: _("legal obligation (GDPR 6.1.c)"),
        Ground.CONSENT: _("consent (GDPR 6.1.a)"),
    }[ground]


def keep_title(keep: Keep) -> str:
    """Say how long."""
    return {
        Keep.DAY: _("the day itself"),
        Keep.FOUR_WEEKS: _("four weeks at most"),
        Keep.ENROLMENT_AND_FIVE: _("until five school years after leaving"),
        Keep.ENROLMENT_AND_ONE: _("until one school year after leaving"),
        Keep.SCHOOL_YEAR_AND_ONE: _("this school year and the next"),
        Keep.FIVE_YEARS: _("five years"),
        Keep.ACCOUNT: _("as long as the account, at most one school year after leaving"),
    }[keep]
