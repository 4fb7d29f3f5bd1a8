"""Migrating an empty database: a new model is rendered alone, and its relatives know it all the same."""

from contextlib import AbstractContextManager, nullcontext

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from samenwijzer.foundation.migrating import rendering_models_alone

ID = ("id", models.BigAutoField(primary_key=True))
LIBRARY = (
    ModelState("library", "Author", [ID]),
    ModelState("library", "Book", [ID, ("author", models.ForeignKey("library.Author", models.CASCADE))]),
    ModelState("library", "Shelf", [ID, ("books", models.ManyToManyField("library.Book", related_name="shelves"))]),
    ModelState("library", "Loan", [ID, ("book", models.OneToOneField("library.Book", models.CASCADE))]),
)
ONCE = models.UniqueConstraint("book", name="lent_once")
BY_AUTHOR = models.Index("author", name="by_author")
Seen = dict[str, tuple[list[str], list[str]]]


def built(how: AbstractContextManager[None]) -> tuple[Seen, set[type[models.Model]]]:
    """Add the library model by model; return what each model sees of the others, and the classes that were left."""
    state = ProjectState()
    assert not state.apps.get_models()
    with how:
        for one in LIBRARY:
            before = set(state.apps.get_models())
            state.add_model(one.clone())
    left = before & set(state.apps.get_models())
    seen = {
        model.__name__: (
            sorted(field.name for field in model._meta.get_fields()),
            sorted(relation.related_model.__name__ for relation in model._meta.related_objects),
        )
        for model in state.apps.get_models(include_auto_created=True)
    }
    return seen, left


def test_relatives_know_a_new_model_without_being_rendered_again() -> None:
    plain, none_left = built(nullcontext())
    alone, all_left = built(rendering_models_alone())
    assert alone == plain
    assert alone["Book"] == (["author", "id", "loan", "shelves"], ["Loan", "Shelf"])
    assert (len(none_left), len(all_left)) == (0, 3)


@pytest.mark.parametrize("how", [nullcontext, rendering_models_alone])
def test_the_state_before_a_new_model_does_not_hold_it(how: type[AbstractContextManager[None]]) -> None:
    state = ProjectState()
    with how():
        state.add_model(LIBRARY[0].clone())
        assert state.apps.get_model("library", "Author")
        earlier = state.clone()
        state.add_model(LIBRARY[1].clone())
    with pytest.raises(LookupError):
        earlier.apps.get_model("library", "Book")
    assert state.apps.get_model("library", "Book")._meta.get_field("author").related_model.__name__ == "Author"


@pytest.mark.parametrize("how", [nullcontext, rendering_models_alone])
def test_a_model_knows_a_new_constraint_and_a_new_index(how: type[AbstractContextManager[None]]) -> None:
    state = ProjectState()
    with how():
        for one in LIBRARY:
            state.add_model(one.clone())
        assert state.apps.get_models()
        state.add_constraint("library", "loan", ONCE)
        state.add_index("library", "book", BY_AUTHOR)
    loan, book = (state.apps.get_model("library", name)._meta for name in ("Loan", "Book"))
    assert [one.name for one in loan.constraints] == ["lent_once"]
    assert [one.name for one in book.indexes] == ["by_author"]
    assert state.models["library", "loan"].options["constraints"] == [ONCE]
