"""What the first school agreed: for everybody and for one group, looked at lately, or not for more than a year."""

from datetime import date, timedelta

from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.booklet import agree_in_school, check_agreement, school_groups
from samenwijzer.practice.agenda.models import Agreement

THEME = Agreement.Theme
#: What was agreed, about what, how it looks, how many days ago, and how many days ago somebody looked.
AGREED = (
    ("We beginnen elke les met het doel in kindertaal", THEME.TEACHING, "Het doel staat links op het bord.", 420, 40),
    ("Wie vastzit, vraagt eerst hulp aan een maatje", THEME.CLASSROOM, "Drie voor mij, dan de leerkracht.", 500, None),
    ("We zeggen wat een kind al kan en wat de volgende stap is", THEME.VIEW, "‘Nog niet’ in plaats van ‘kan niet’.", 90,
     None),
    ("Een zorg bespreken we eerst met het kind zelf", THEME.GUIDANCE, "In het kindgesprek, vóór het overleg.", 390, 12),
)  # fmt: skip
ONE_GROUP = "De ochtend begint met twintig minuten stil lezen"


def agree_for_school(*, school: Unit, today: date) -> None:
    """Let who leads the school write down its agreements, and look at some of them."""
    head = Membership.objects.filter(active(today), unit=school, role="head").order_by("pk").first()
    if head is None:
        return
    for text, theme, example, since, looked in AGREED:
        by = viewer_of(person_id=head.person_id, on=today - timedelta(days=min(since, 60)))
        made = agree_in_school(
            school=school.pk, text=text, theme=theme, example=example, owner=head.person_id, by=by
        )  # fmt: skip
        Agreement.objects.filter(pk=made.pk).update(since=today - timedelta(days=since))
        if looked is not None:
            then = viewer_of(person_id=head.person_id, on=today - timedelta(days=looked))
            check_agreement(agreement=made.pk, way="visit", outcome="partly", words="In de meeste klassen", by=then)
    first = school_groups(school)[:1]
    by = viewer_of(person_id=head.person_id, on=today)
    agree_in_school(
        school=school.pk, text=ONE_GROUP, theme=THEME.CLASSROOM, groups=[one.pk for one in first], by=by
    )  # fmt: skip
