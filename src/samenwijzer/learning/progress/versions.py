"""Versions of the fitted learner model as they are kept: arrays in, arrays out, and which version is in use."""

from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any, TypeVar, cast, get_type_hints

import numpy as np

from samenwijzer.learning.progress.models import LearnerModel
from samenwijzer.science.mastery.features import FEATURES
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.fitted import FittedModel
from samenwijzer.science.mastery.memory import COUNT

Part = TypeVar("Part")


def pack(model: MasteryModel) -> bytes:
    """Return the parameters of ``model`` as a NumPy archive with one array a parameter; no code is stored."""
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **_flat(model, ""))
    return file.getvalue()


def unpack(parameters: bytes) -> MasteryModel:
    """Return the model that :func:`pack` stored; nothing in the archive is executed."""
    with np.load(BytesIO(parameters), allow_pickle=False) as arrays:
        return _built(MasteryModel, dict(arrays), "")


@cache
def form_in_use() -> str:
    """Name the features and parameters this version of the product reads; a stored version of another form is left."""
    names = [*(f"{one.name}:{one.part}:{one.differs}" for one in FEATURES), str(COUNT), *_paths(MasteryModel, "")]
    return sha256("\n".join(names).encode()).hexdigest()


def version_in_use() -> FittedModel | None:
    """Return the newest version this product can read, ``None`` where nothing was fitted yet (one query, often)."""
    newest = LearnerModel.objects.filter(form=form_in_use()).values_list("name", "digest").first()
    return _version(*newest) if newest else None


def digest_of(parameters: bytes) -> str:
    """Return the name of these parameters."""
    return sha256(parameters).hexdigest()


@lru_cache(maxsize=2)
def _version(name: str, digest: str) -> FittedModel:
    stored = LearnerModel.objects.get(name=name, digest=digest)
    return FittedModel(name, unpack(bytes(stored.parameters)))


def _flat(part: Any, path: str) -> dict[str, np.ndarray[Any, Any]]:
    found: dict[str, np.ndarray[Any, Any]] = {}
    for field in fields(part):
        value, name = getattr(part, field.name), f"{path}{field.name}"
        found |= _flat(value, f"{name}.") if is_dataclass(value) else {name: np.asarray(value)}
    return found


def _built(kind: type[Part], arrays: dict[str, Any], path: str) -> Part:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        hint, name = hints[field.name], f"{path}{field.name}"
        if is_dataclass(hint):
            values[field.name] = _built(cast("type[Any]", hint), arrays, f"{name}.")
        else:
            values[field.name] = hint(arrays[name]) if hint in (float, int, bool) else arrays[name]
    return kind(**values)


def _paths(kind: Any, path: str) -> list[str]:
    hints = get_type_hints(kind)
    return [
        one
        for field in fields(kind)
        for one in (
            _paths(hints[field.name], f"{path}{field.name}.")
            if is_dataclass(hints[field.name])
            else [path + field.name]
        )
    ]
