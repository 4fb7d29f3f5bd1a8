"""The import contracts catch an arrow that points up: each was seen to fail on a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.reference import ROOT


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("network/people/models.py", "import samenwijzer.learning.evidence.models", "Rooms: arrows point down"),
        ("network/people/models.py", "import samenwijzer.network.access.models", "Network: from its ground floor up"),
        (
            "learning/evidence/rules.py",
            "import samenwijzer.learning.progress.models",
            "Learning: from its ground floor up",
        ),
        ("science/mastery/plain.py", "import django", "Science stands alone"),
        ("web/shell.py", "import samenwijzer.science.mastery.plain", "Only learning, offers, quality"),
    ],
)
def test_a_wrong_arrow_breaks_its_contract(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.pyc", "packs", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "src" / "samenwijzer" / module
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"]
    ran = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    broken = [found for found in ran.stdout.splitlines() if found.endswith("BROKEN")]
    assert any(found.startswith(contract) for found in broken), ran.stdout
