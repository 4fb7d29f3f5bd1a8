"""The export that a test may spoil."""

import pytest

from tests.exchange.rosters import Export


@pytest.fixture
def export(tmp_path):
    return Export(tmp_path)
