"""The name a person goes by outside the product's own tables."""

import hmac

from django.conf import settings

LENGTH = 16


def pseudonym(of: int | str, *, scope: str) -> str:
    """Return the name of ``of`` within ``scope``: keyed, so that it cannot be found by trying all ids."""
    return hmac.new(settings.PSEUDONYM_KEY.encode(), f"{scope}/{of}".encode(), "sha256").hexdigest()[:LENGTH]
