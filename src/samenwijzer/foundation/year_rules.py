"""Legal parameters by school year: content of the pack, one file a year, so that a new year needs no code (D-010)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackModel, Text, load
from samenwijzer.foundation.school_years import SchoolYear


class YearRule(PackModel):
    """One parameter: its value in a school year, where it stands in the law, and which screens it reaches by name."""

    key: str
    title: Text
    value: Decimal
    unit: Text
    source: str
    is_sample: bool = False
    used_by: tuple[str, ...] = ()


class YearRules(PackModel):
    """A file of ``rules/``: what holds from 1 September of ``school_year``."""

    school_year: int
    rules: Annotated[tuple[YearRule, ...], Field(min_length=1)]

    @property
    def year(self) -> SchoolYear:
        """The school year it is about."""
        return SchoolYear(self.school_year)

    def value(self, key: str) -> Decimal:
        """Return the value of a parameter; an unknown key is a :class:`KeyError`."""
        return {rule.key: rule.value for rule in self.rules}[key]


@dataclass(frozen=True)
class RuleChange:
    """A parameter that is new, gone or has another value than the year before."""

    rule: YearRule
    before: Decimal | None
    after: Decimal | None


@cache
def _all(folder: Path) -> tuple[YearRules, ...]:
    found: dict[int, YearRules] = {}
    for file in sorted((folder / "rules").glob("*.yaml")):
        rules = load(file, YearRules)
        if rules.school_year in found:
            raise PackError(f"{file.name}: school_year: {rules.school_year} stands in another file as well")
        keys = [rule.key for rule in rules.rules]
        if double := sorted({key for key in keys if keys.count(key) > 1}):
            raise PackError(f"{file.name}: {double[0]}: this key is used twice")
        found[rules.school_year] = rules
    return tuple(found[year] for year in sorted(found))


def all_year_rules(folder: Path | None = None) -> tuple[YearRules, ...]:
    """Return the rules of every school year the pack knows, oldest first."""
    return _all(folder or Path(settings.PACK))


def year_rules(year: SchoolYear, folder: Path | None = None) -> YearRules | None:
    """Return the rules of ``year``, or of the last year known before it; ``None`` where there are none yet."""
    known = [one for one in all_year_rules(folder) if one.school_year <= year.start]
    return known[-1] if known else None


def changes(before: YearRules | None, after: YearRules) -> list[RuleChange]:
    """Return which parameters changed from one year to the next."""
    old = {rule.key: rule for rule in before.rules} if before else {}
    new = {rule.key: rule for rule in after.rules}
    found = [
        RuleChange(rule, old[key].value if key in old else None, rule.value)
        for key, rule in new.items()
        if key not in old or old[key].value != rule.value
    ]
    return found + [RuleChange(rule, rule.value, None) for key, rule in old.items() if key not in new]


def reached(found: Sequence[RuleChange]) -> list[str]:
    """Return the names of the screens that these changes reach, each once."""
    return list(dict.fromkeys(name for one in found for name in one.rule.used_by))
