"""Every field of every model says whether it is personal data, and why it is held."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from samenwijzer.foundation.personal_data import (
    Ground,
    Keep,
    NoPersonalData,
    PersonalData,
    Purpose,
    own_models,
    undeclared_fields,
    unknown_fields,
)


@pytest.mark.demand("D-437", partly=True)
@pytest.mark.parametrize("model", list(own_models()), ids=lambda model: model._meta.label)
def test_every_field_is_declared(model: type[models.Model]) -> None:
    assert undeclared_fields(model) == []
    assert unknown_fields(model) == []


@isolate_apps("samenwijzer.network.people")
def test_a_field_without_purpose_is_found() -> None:
    class Visit(models.Model):
        shoe_size = models.IntegerField()
        name = models.CharField(max_length=10)
        personal_data = PersonalData(
            subject="id",
            purpose=Purpose.LEARNING,
            ground=Ground.PUBLIC_TASK,
            keep=Keep.FIVE_YEARS,
            seen_by="nobody",
            fields=("name", "colour"),
        )

        class Meta:
            app_label = "network_people"

    assert undeclared_fields(Visit) == ["shoe_size"]
    assert unknown_fields(Visit) == ["colour"]


@isolate_apps("samenwijzer.network.people")
def test_a_model_without_declaration_is_found() -> None:
    class Visit(models.Model):
        shoe_size = models.IntegerField()

        class Meta:
            app_label = "network_people"

    assert undeclared_fields(Visit) == ["shoe_size"]
    Visit.personal_data = NoPersonalData(why="nothing")
    assert undeclared_fields(Visit) == []
