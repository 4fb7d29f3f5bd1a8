from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from samenwijzer.practice.goals.words import LONGEST, Stemmer


def write_stems(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the goals that stand be found too."""
    goals, words = apps.get_model("practice_goals", "Goal"), apps.get_model("practice_goals", "Word")
    stemmer, known = Stemmer(), set()
    standing = list(goals.objects.all())
    for goal in standing:
        texts = (goal.short, goal.statement, goal.learner_wording)
        goal.stems = stemmer.column(codes=(goal.code, goal.level), texts=texts)
        known.update(word for word in goal.stems.split() if len(word) <= LONGEST)
    goals.objects.bulk_update(standing, ["stems"], batch_size=500)
    words.objects.bulk_create([words(stem=word) for word in sorted(known)], batch_size=2000, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('practice_goals', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name='goal',
            name='stems',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunPython(write_stems, migrations.RunPython.noop),
    ]
