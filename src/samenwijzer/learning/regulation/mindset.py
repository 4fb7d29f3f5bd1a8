"""The GO! mindset as content of the pack: each observable behaviour stands under the theory it comes from (D-206)."""

from dataclasses import dataclass

from django.conf import settings

from samenwijzer.foundation.packs import load
from samenwijzer.practice.goals.pack import PackFramework


@dataclass(frozen=True)
class Theory:
    """One of the five theories with the behaviours in which it shows."""

    key: str
    name: str
    meaning: str
    behaviours: tuple[str, ...]


def theories(language: str) -> list[Theory]:
    """Return the theories in their order, in ``language``."""
    framework = load(settings.PACK / "frameworks" / "go-mindset.yaml", PackFramework)
    return [
        Theory(
            key=one.id.removeprefix("mindset-"),
            name=(one.short or one.statement).in_language(language),
            meaning=one.statement.in_language(language),
            behaviours=tuple(each.statement.in_language(language) for each in one.children),
        )
        for one in framework.goals
    ]
