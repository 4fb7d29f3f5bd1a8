"""A correction that was granted says what was put right."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network_rights", "0002_lake_queries")]

    operations = [migrations.AddField("request", "corrected", models.JSONField(default=dict))]
