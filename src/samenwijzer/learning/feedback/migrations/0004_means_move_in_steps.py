"""A mark counts in a mean from the moment enough of them are new; those that stood in a mean that was told, do."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, F

#: The minimum of the pack at the time of this migration.
MINIMUM = 5


def _count_what_was_told(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    seen = apps.get_model("learning_feedback", "PeerWord").objects.filter(hidden_at=None, mark__isnull=False)
    groups = seen.order_by().values("criterion", "receiver").annotate(peers=Count("pk")).filter(peers__gte=MINIMUM)
    for one in groups:
        seen.filter(criterion=one["criterion"], receiver=one["receiver"]).update(counted=F("mark"))


class Migration(migrations.Migration):
    dependencies = [("learning_feedback", "0003_criteria_freeze")]

    operations = [
        migrations.AddField("peerword", "counted", models.PositiveSmallIntegerField(null=True)),
        migrations.RunPython(_count_what_was_told, migrations.RunPython.noop),
    ]
