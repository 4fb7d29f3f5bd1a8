"""``migrate`` as Django has it, without rendering the whole product again for each new model."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState, StateApps

_add_and_reload = ProjectState.add_model


class Command(migrate.Command):
    """Carry out the migrations; an empty database is ready in half the time."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate while a new model is rendered alone."""
        with rendering_new_models_alone():
            super().handle(*args, **options)


@contextmanager
def rendering_new_models_alone() -> Iterator[None]:
    """Render a model that a migration adds next to those that stand, instead of rendering all its relatives again.

    Nobody refers to a new model yet, and those it refers to hear of it the way they do when the product itself starts.
    Django renders every model again that a chain of relations leads to: here nearly all, once for each of them.
    """
    with mock.patch.object(ProjectState, "add_model", _add):
        yield


def _add(state: ProjectState, added: ModelState) -> None:
    """Put ``added`` in ``state``, as ``ProjectState.add_model`` does."""
    apps: StateApps | None = state.__dict__.pop("apps", None)
    _add_and_reload(state, added)
    if apps is not None and _is_new_among_its_own(added, apps):
        apps.render_multiple([added])
        state.__dict__["apps"] = apps
    # Without ``apps`` the state renders all its models once, when it is first asked for them.


def _is_new_among_its_own(added: ModelState, apps: StateApps) -> bool:
    """Whether nothing has this name yet, and every model looks for its relatives here and not in a copied state."""
    known = apps.get_models(include_auto_created=True)
    return added.name_lower not in apps.all_models[added.app_label] and all(one._meta.apps is apps for one in known)
