"""Reading, comparing and bringing in a file of responses, for every layout."""

from datetime import date

import pytest

from samenwijzer.exchange.responses import plan as planning

DAY, TODAY = date(2026, 11, 20), date(2026, 11, 22)


@pytest.fixture
def bring_in():
    """Return a function that carries out what a file brings and gives its preview."""

    def bring_in(responses, **options):
        options = {"under": None, "name": "Oefendata", "day": DAY, "today": TODAY, **options}
        plan = planning.plan(responses, **options)
        preview = plan.preview
        planning.carry_out(plan, by=None)
        return preview

    return bring_in


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a text file."""

    def written(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written
