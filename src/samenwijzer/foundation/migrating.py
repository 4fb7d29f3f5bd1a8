"""Migrations that do not render the whole product again for each change of a model (decision 17)."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import BaseConstraint, Index

_add_and_reload = ProjectState.add_model
_append_and_reload = ProjectState._append_option  # type: ignore[attr-defined]


@contextmanager
def rendering_models_alone() -> Iterator[None]:
    """Change a model next to those that stand, instead of rendering all its relatives again.

    Nobody refers to a new model yet, and those it refers to hear of it the way they do when the product itself starts.
    What a new index or constraint changes is nothing that another model looks at. Django renders every model again that
    a chain of relations leads to: here nearly all, once for each of them.
    """
    with (
        mock.patch.object(ProjectState, "add_model", _add),
        mock.patch.object(ProjectState, "_append_option", _append),
    ):
        yield


def _add(state: ProjectState, added: ModelState) -> None:
    """Put ``added`` in ``state``, as ``ProjectState.add_model`` does."""
    apps: StateApps | None = state.__dict__.pop("apps", None)
    _add_and_reload(state, added)
    if apps is not None and _is_new_among_its_own(added, apps):
        apps.render_multiple([added])
        state.__dict__["apps"] = apps
    # Without ``apps`` the state renders all its models once, when it is first asked for them.


def _append(state: ProjectState, app_label: str, model_name: str, option: str, added: Index | BaseConstraint) -> None:
    """Put an index or a constraint in ``state``, as ``ProjectState._append_option`` does."""
    apps: StateApps | None = state.__dict__.pop("apps", None)
    _append_and_reload(state, app_label, model_name, option, added)
    if apps is not None:
        meta = apps.get_model(app_label, model_name)._meta
        setattr(meta, option, [*getattr(meta, option), added])
        state.__dict__["apps"] = apps


def _is_new_among_its_own(added: ModelState, apps: StateApps) -> bool:
    """Whether nothing has this name yet, and every model looks for its relatives here and not in a copied state."""
    known = apps.get_models(include_auto_created=True)
    return added.name_lower not in apps.all_models[added.app_label] and all(one._meta.apps is apps for one in known)
