"""Naming a unit on the command line."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.organisation.models import Unit


def unit_called(name: str) -> Unit:
    """Return the unit with this name or number; raise ``Refused`` where there is not exactly one."""
    found = list(Unit.objects.filter(pk=int(name)) if name.isdigit() else Unit.objects.filter(name=name)[:2])
    if len(found) != 1:
        raise Refused(_("There is not exactly one unit called “%(name)s”.") % {"name": name})
    return found[0]
