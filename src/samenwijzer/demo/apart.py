"""The shown class: a group writes apart, and a rubric is copied."""

from io import BytesIO

from PIL import Image, ImageDraw

from samenwijzer.learning.cooperation.space import contribute
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.rights.actions import give_consent
from samenwijzer.practice.instruments.own_rubrics import keep_rubric, rubrics_for

WRITTEN = (
    ("Ik begin met de bloem: 250 gram voor 4 kinderen.", False),
    ("Wat als we alles maal zes doen? 4 × 6 is 24.", False),
    ("We doen alles maal zes.", True),
)


def write_apart(*, grouping: Grouping, by: Viewer) -> None:
    """Let the first group write in its space, with a photo of strips of paper by somebody who may share one."""
    group = grouping.groups.order_by("pk").first()
    members = list(group.seats.order_by("pk").values_list("learner", flat=True)) if group else []
    if group is None or len(members) < len(WRITTEN):
        return
    viewers = [viewer_of(person_id=one, on=by.on) for one in members]
    for viewer, (words, decides) in zip(viewers, WRITTEN, strict=False):
        contribute(group=group.pk, words=words, is_decision=decides, by=viewer)
    give_consent(person=members[0], kind="picture", by=viewers[0])
    words = "Onze strookjes: twee kwarten zijn even lang als een half."
    contribute(group=group.pk, words=words, is_decision=False, files=[_strips()], by=viewers[0])


def _strips() -> bytes:
    """Draw a half and two quarters as strips of paper."""
    drawn = Image.new("RGB", (1200, 800), (250, 246, 236))
    pen = ImageDraw.Draw(drawn)
    for row, parts in enumerate((1, 2, 4)):
        for part in range(parts):
            left, wide = 100 + part * 1000 // parts, 1000 // parts
            fill = (88, 166, 160) if part < parts / 2 else (255, 255, 255)
            pen.rectangle(
                (left, 120 + row * 200, left + wide, 270 + row * 200), fill=fill, outline=(30, 45, 80), width=6
            )
    out = BytesIO()
    drawn.save(out, "JPEG", quality=85)
    return out.getvalue()


def copy_rubric(*, unit: int, by: Viewer) -> None:
    """Copy the example of the pack into a shorter rubric of the teacher's own, and change it once."""
    example = rubrics_for(Unit.objects.get(pk=unit))["explanation"]
    title = f"{example.title}, in onze klas"
    made = keep_rubric(unit=unit, title=title, source=example.source, criteria=example.criteria, by=by)
    keep_rubric(unit=unit, title=title, source=example.source, criteria=example.criteria[:2], line=made.line, by=by)
