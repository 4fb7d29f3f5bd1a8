"""Files of the vault that no row names any more."""

from collections.abc import Iterable

from samenwijzer.foundation import vault
from samenwijzer.foundation.personal_data import declared


def throw_away_unused(digests: Iterable[str]) -> None:
    """Throw away the files with these digests that stand in no row of any model that declares a file."""
    left = set(digests)
    for model, what in declared():
        if what.file and left:
            rows = model._default_manager.filter(**{f"{what.file}__in": left})
            left -= set(rows.values_list(what.file, flat=True))
    for digest in left:
        vault.throw_away(digest)
