"""A PDF can be shared as well, and each file says which consent it rests on."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _say_for_recordings(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    files = apps.get_model("learning_cooperation", "SharedFile")
    files.objects.filter(kind="voice").update(rests_on="voice")


class Migration(migrations.Migration):
    dependencies = [("learning_cooperation", "0005_pairs_across_schools")]

    operations = [
        migrations.AddField(
            model_name="sharedfile",
            name="rests_on",
            field=models.CharField(
                choices=[("picture", "Picture"), ("voice", "Voice"), ("sharing", "Sharing")],
                default="picture",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(_say_for_recordings, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="sharedfile",
            name="kind",
            field=models.CharField(
                choices=[("pdf", "pdf"), ("picture", "picture"), ("voice", "voice")], max_length=10
            ),
        ),
    ]
