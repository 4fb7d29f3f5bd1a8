"""No data item without a purpose: the product does not start, and no table is made, while one is undeclared."""

from typing import Any

from django.core.checks import CheckMessage, Error

from samenwijzer.foundation.personal_data import library_models, own_models, undeclared_fields


def every_field_has_a_purpose(**options: Any) -> list[CheckMessage]:
    """Return an error for each field of each table that no declaration mentions (D-437)."""
    found: list[CheckMessage] = [
        Error(f"{model._meta.label}.{name} has no declared purpose.", obj=model, id="rights.E001")
        for model in own_models()
        for name in undeclared_fields(model)
    ]
    found += [
        Error(f"{model._meta.label} of a library is not declared.", obj=model, id="rights.E002")
        for model, declaration in library_models()
        if declaration is None
    ]
    return found
