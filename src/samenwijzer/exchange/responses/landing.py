"""Where the classes of a file of responses land: schools and classes under one school group."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.responses.content import Responses
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.network.organisation.actions import create_unit, create_units
from samenwijzer.network.organisation.models import Unit

KIND = "organisation.unit"
GROUP = "school_group"
# Stored, so they do not follow the language of whoever brings the file in.
SCHOOL_NAME, CLASS_NAME = "School %(id)s", "Klas %(id)s"


@dataclass(frozen=True)
class Landing:
    """The school group (``None``: a new one called ``name`` under ``under``), and which units of the file stand."""

    system: str
    group: Unit | None
    name: str
    under: Unit | None
    ids: dict[str, int]


def land(responses: Responses, *, under: Unit | None, name: str) -> Landing:
    """Find the school group for ``responses``: ``under`` itself, or the one called ``name`` under it, or a new one.

    Raises ``Refused`` where the place cannot hold schools, the name is not clear, or the classes stand elsewhere.
    """
    if under and under.kind not in (GROUP, "network"):
        raise Refused(_("Responses of several schools land in a school group or a network."))
    group = under if under and under.kind == GROUP else _group_called(name, under)
    ids = known(system=responses.system, kind=KIND)
    used = [ids[key] for key in _keys(responses) if key in ids]
    elsewhere = Unit.objects.filter(pk__in=used).exclude(path__startswith=group.path if group else "-").first()
    if elsewhere:
        place = elsewhere.parent.parent if elsewhere.kind == "class" and elsewhere.parent else elsewhere.parent
        raise Refused(_("These classes stand under “%(place)s” already. Choose that place.") % {"place": place})
    return Landing(responses.system, group, name, under, ids)


def _group_called(name: str, under: Unit | None) -> Unit | None:
    found = list(Unit.objects.filter(kind=GROUP, name=name, **({"parent": under} if under else {}))[:2])
    if len(found) > 1:
        raise Refused(_("There is more than one school group called “%(name)s”.") % {"name": name})
    return found[0] if found else None


def _keys(responses: Responses) -> list[str]:
    schools = {f"school:{course.school}": None for course in responses.courses}
    schools |= {f"school:{school}": None for course in responses.courses for _learner, school in course.guests}
    return [*schools, *(f"class:{course.id}" for course in responses.courses)]


def missing_units(landing: Landing, responses: Responses, prefix: str) -> list[str]:
    """Return the keys of schools (``school:``) or classes (``class:``) that do not stand yet."""
    return [key for key in _keys(responses) if key.startswith(prefix) and key not in landing.ids]


def store_units(landing: Landing, responses: Responses, *, by: int | None) -> dict[str, int]:
    """Make the units that lack and return the id of each by its key."""
    group = landing.group or create_unit(kind=GROUP, name=landing.name, parent=landing.under, by=by)
    schools = missing_units(landing, responses, "school:")
    ids = dict(landing.ids)
    ids |= _create(schools, "school", _names(schools, SCHOOL_NAME, responses), dict.fromkeys(schools, group), by)
    classes = missing_units(landing, responses, "class:")
    stands = Unit.objects.in_bulk([ids[f"school:{course.school}"] for course in responses.courses])
    parents = {f"class:{course.id}": stands[ids[f"school:{course.school}"]] for course in responses.courses}
    ids |= _create(classes, "class", _names(classes, CLASS_NAME, responses), parents, by)
    fresh = {key: id for key, id in ids.items() if key not in landing.ids}
    remember(system=landing.system, kind=KIND, ids=fresh)
    return ids


def _names(keys: list[str], pattern: str, responses: Responses) -> dict[str, str]:
    return {key: responses.unit_names.get(key, pattern % {"id": key.partition(":")[2]}) for key in keys}


def _create(
    keys: list[str], kind: str, names: dict[str, str], parents: dict[str, Unit], by: int | None
) -> dict[str, int]:
    if not keys:
        return {}
    units = [Unit(kind=kind, name=names[key], parent=parents[key]) for key in keys]
    created = create_units(units=units, by=by)
    return {key: unit.pk for key, unit in zip(keys, created, strict=True)}
