"""Files as material in an activity: kept by its teacher, opened by its group, copied along, named on paper."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.lessons.copying import copy_unit
from samenwijzer.learning.lessons.deviation_actions import skip
from samenwijzer.learning.lessons.materials.models import Material
from samenwijzer.learning.lessons.models import Activity, UnitOfWork
from tests.foundation.test_documents import SHEET
from tests.media import picture
from tests.worlds import World

pytestmark = pytest.mark.django_db


def send(client: Client, world: World, *files: tuple[str, bytes], **values: object) -> HttpResponse:
    sent = {
        "title": "Breuken leggen", "minutes": 50, "kind": "instruction", "approach": "instruction", "setting": "class",
        "mode": "contact", "timing": "synchronous", "purpose": "zien dat delen gelijk zijn",
        "file": [SimpleUploadedFile(name, data) for name, data in files],
    }  # fmt: skip
    return client.post(reverse("lesson_activity_new", args=[world.unit_of_work.pk]), sent | values)


def test_a_worksheet_goes_with_an_activity_and_its_group_opens_it(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    teacher, noor = world.client_of(world.teacher), world.client_of(world.learners[0])
    stranger = world.client_of(world.other_learners[0])
    files = ("C:\\werk\\Werkblad  breuken.pdf", SHEET), ("bord.png", picture("PNG"))
    assert send(teacher, world, *files, on=timezone.localdate()).status_code == 302
    sheet, board = Material.objects.order_by("pk")
    assert (sheet.name, sheet.content_type, board.content_type) == ("Werkblad breuken", "application/pdf", "image/jpeg")
    printed = teacher.get(reverse("lesson", args=[world.unit_of_work.pk])).content.decode()
    assert "Werkblad breuken" in printed, "the printed plan names it"
    tasks = noor.get(reverse("my_tasks")).content.decode()
    assert "Materiaal van deze week" in tasks and "Werkblad breuken" in tasks
    address = reverse("lesson_material", args=[sheet.pk])
    opened = noor.get(address)
    assert opened.content == SHEET
    assert opened["Content-Disposition"] == 'attachment; filename="Werkblad breuken.pdf"', "it stays on the device"
    assert noor.get(reverse("lesson_material", args=[board.pk]))["Content-Disposition"].startswith("inline")
    saved = noor.get(reverse("lesson_material", args=[board.pk]) + "?bewaar")
    assert saved["Content-Disposition"].startswith("attachment")
    assert stranger.get(address).status_code == 404
    assert "Werkblad" not in stranger.get(reverse("my_tasks")).content.decode()
    skip(activity=sheet.activity_id, learner=world.learners[1].pk, by=world.viewer(world.teacher))
    assert "Werkblad" not in world.client_of(world.learners[1]).get(reverse("my_tasks")).content.decode()
    year_later = timezone.localdate() + timedelta(days=350)
    copy = copy_unit(
        unit_of_work=world.unit_of_work.pk, group=world.group.pk, starts=year_later, by=world.viewer(world.teacher)
    )
    assert sorted(Material.objects.filter(activity__unit_of_work=copy).values_list("name", flat=True)) == [
        "Werkblad breuken", "bord",
    ]  # fmt: skip
    drop = reverse("lesson_material_drop", args=[sheet.pk])
    assert noor.post(drop).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert teacher.post(drop).status_code == 302
    assert path_of(sheet.digest).exists(), "the copy still names it"
    with django_capture_on_commit_callbacks(execute=True):
        teacher.post(reverse("lesson_material_drop", args=[Material.objects.get(name="Werkblad breuken").pk]))
    assert not path_of(sheet.digest).exists()


def test_what_is_refused_keeps_nothing_and_what_was_written_stays(world: World) -> None:
    teacher = world.client_of(world.teacher)
    answer = send(teacher, world, ("spel.pdf", SHEET.replace(b"/Type", b"/JS (x) /Type")))
    found = answer.content.decode()
    assert "In deze PDF zit een script" in found
    assert 'value="Breuken leggen"' in found and "zien dat delen gelijk zijn" in found
    assert not Activity.objects.exists()
    many = [(f"{n}.png", picture("PNG", (10 + n, 10))) for n in range(7)]
    assert "hoogstens 6" in send(teacher, world, *many).content.decode()
    assert not Material.objects.exists()
    UnitOfWork.objects.filter(pk=world.unit_of_work.pk).update(ends=timezone.localdate() - timedelta(days=1))
    assert send(teacher, world, ("bord.png", picture("PNG"))).status_code == 302
    assert "bord" not in world.client_of(world.learners[0]).get(reverse("my_tasks")).content.decode()
