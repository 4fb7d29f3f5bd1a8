"""Photos, voice and papers as a phone sends them."""

from io import BytesIO

from PIL import Image

from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.actions import give_consent
from tests.worlds import World

WEBM = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581021853806701") + b"A_OPUS"

PDF_HEAD = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R "
PDF_TAIL = b">>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
SHEET = PDF_HEAD + PDF_TAIL
ACTING_SHEET = PDF_HEAD + b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> " + PDF_TAIL


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **save: object) -> bytes:
    """Return a red picture."""
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **save)
    return out.getvalue()


def allow(world: World, *learners: Person) -> None:
    """Let these learners, or all of the class, allow photos and voice of themselves."""
    for learner in learners or world.learners:
        for kind in ("picture", "voice"):
            give_consent(person=learner.pk, kind=kind, by=world.viewer(learner))
