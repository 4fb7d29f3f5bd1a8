"""Rows that are written once: the trails of who did and who saw what."""

from typing import Any, NoReturn

from django.db import models


class Unalterable(TypeError):
    """Somebody wrote code that changes or removes what may only be added to; no person can cause this."""


class AppendOnlyRows(models.QuerySet[Any]):
    """Rows that can be added and read; every way of the product to change or remove them ends here."""

    def update(self, **fields: Any) -> NoReturn:
        """Refuse."""
        raise Unalterable(f"{self.model._meta.label} is only added to.")

    def bulk_update(self, *rows: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise Unalterable(f"{self.model._meta.label} is only added to.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Unalterable(f"{self.model._meta.label} is only added to.")


class AppendOnly(models.Model):
    """A row that is never changed and goes only when its term is over, with the whole of its sealed batch."""

    objects = models.Manager.from_queryset(AppendOnlyRows)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Store a new row; one that stands already is refused."""
        if not self._state.adding:
            raise Unalterable(f"{self._meta.label} is only added to.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise Unalterable(f"{self._meta.label} is only added to.")
