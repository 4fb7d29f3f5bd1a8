"""``samenwijzer demo``: builds once, and says what is wrong before it starts."""

import socket
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from samenwijzer.demo import command as module
from samenwijzer.demo.blueprint import Size
from samenwijzer.demo.build import SYSTEM
from samenwijzer.foundation.identifiers.actions import remember


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Size]:
    """The sizes that were built, without building them."""
    found: list[Size] = []

    def build(*, size: Size, **rest: Any) -> None:
        found.append(size)

    monkeypatch.setattr(module, "build", build)
    return found


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(module.command, arguments)


@pytest.mark.django_db
def test_builds_where_no_demo_of_that_size_stands(builds: list[Size]) -> None:
    remember(system=SYSTEM, kind=Size.CLASS.value, ids={timezone.localdate().isoformat(): 1})
    assert run("--size", "class", "--build-only").exit_code == 0
    assert builds == []
    assert run("--size", "school", "--build-only").exit_code == 0
    assert builds == [Size.SCHOOL]


@pytest.mark.django_db
def test_builds_again_when_asked_and_offers_it_when_the_demo_is_old(builds: list[Size]) -> None:
    remember(system=SYSTEM, kind=Size.CLASS.value, ids={date(2020, 1, 8).isoformat(): 1})
    assert "--fresh" in run("--size", "class", "--build-only").output
    assert builds == []
    assert run("--size", "class", "--build-only", "--fresh").exit_code == 0
    assert builds == [Size.CLASS]


@pytest.mark.django_db
def test_a_taken_port_is_said_before_anything_is_built(builds: list[Size], taken_port: int) -> None:
    result = run("--port", str(taken_port))
    assert result.exit_code == 1
    assert f"Port {taken_port} is taken" in result.output
    assert f"PORT={taken_port + 1}" in result.output
    assert builds == []


@pytest.mark.django_db
def test_a_network_goes_on_where_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(module, "build_network", lambda *, fresh, **rest: asked.append(fresh))
    assert run("--size", "network", "--build-only").exit_code == 0
    assert run("--size", "network", "--build-only", "--fresh").exit_code == 0
    assert asked == [False, True]
