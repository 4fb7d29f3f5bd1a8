from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality_indicators", "0002_freezes_and_attention")]

    operations = [
        migrations.AddField("freeze", "definitions", models.JSONField(default=dict)),
        migrations.AddField("freeze", "schools", models.PositiveIntegerField(default=0)),
    ]
