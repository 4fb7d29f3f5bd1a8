"""What the tests of screens share."""

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def _static_files_looked_for_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let WhiteNoise look for a file when it is asked.

    Every test client starts the product anew, and each start reads all static files: a fifth of what these tests cost.
    """
    monkeypatch.setattr(settings, "WHITENOISE_AUTOREFRESH", True, raising=False)
