"""Rubrics on a screen: a copy of one of the pack, changed into versions; what was planned keeps the one it had."""

from html import unescape

from django.urls import reverse

from samenwijzer.learning.feedback.models import Moment
from samenwijzer.practice.instruments.models import OwnRubric
from tests.worlds import World

LEVELS = ("nog los", "een stuk", "alles", "alles, en elders")


def sent(*titles: str, **other: str) -> dict[str, object]:
    levels = {f"level-{n}": [words] * len(titles) for n, words in enumerate(LEVELS, start=1)}
    return {"title": "Uitleggen in L3", "source": "", "criterion": [*titles], **levels, **other}


def test_a_copy_becomes_versions_and_a_moment_keeps_the_one_it_was_planned_with(world: World) -> None:
    teacher, colleague = world.client_of(world.teacher), world.client_of(world.colleague)
    new, programme = (reverse(name, args=[world.group.pk]) for name in ("rubric_new", "assessment_programme"))
    copy = unescape(teacher.get(f"{new}?from=explanation").content.decode())
    assert "Klopt het?" in copy and "Elke stap volgt uit de vorige." in copy
    assert teacher.post(new, sent("Klopt het?", "")).status_code == 302
    first = OwnRubric.objects.get()
    assert (first.version, first.unit, [one["title"] for one in first.criteria]) == (1, world.school, ["Klopt het?"])
    assert teacher.post(new, sent("Klopt het?") | {"level-3": [""]}).status_code == 422
    plan = {"title": "Uitleg", "on": "2099-01-05", "purpose": "conclude", "stake": "summative"}
    planned = plan | {"decision": "vanaf stap 3", "rubric": str(first.line)}
    assert teacher.post(programme, planned).status_code == 302
    page = reverse("rubric", args=[world.group.pk, first.line])
    for _again in range(2):
        assert teacher.post(page, sent("Klopt het?", "Begrijpt een ander het?")).status_code == 302
    assert OwnRubric.objects.count() == 2
    assert teacher.post(programme, planned | {"title": "Uitleg 2"}).status_code == 302
    early, late = Moment.objects.order_by("pk")
    assert (early.version, early.criteria.count(), late.version, late.criteria.count()) == ("1", 1, "2", 2)
    shown = unescape(teacher.get(page).content.decode()).split('id="versions"')[1]
    assert shown.index("Versie 2") < shown.index("Uitleg 2") < shown.index("Versie 1") < shown.rindex("Uitleg")
    # A colleague of the school uses and copies it; only who made it changes it, and another school knows nothing of it.
    its = reverse("rubric", args=[world.parallel_group.pk, first.line])
    seen = unescape(colleague.get(its).content.decode())
    assert "Kopieer en pas aan" in seen and "Bewaar als volgende versie" not in seen
    assert colleague.post(its, sent("Anders")).status_code == 422
    other = world.client_of(world.other_teacher)
    assert other.get(reverse("rubric", args=[world.other_group.pk, first.line])).status_code == 404
