"""Every variable the settings read is documented, and no other."""

import re

from tests.docs.reference import ROOT


def test_settings_are_documented() -> None:
    source = (ROOT / "src/samenwijzer/web/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'environ\.get\("(\w+)"', source))
    documented = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs/developers/settings.md").read_text(), re.MULTILINE))
    assert read == documented
