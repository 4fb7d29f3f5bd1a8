import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('learning_lessons', '0003_plans')]

    operations = [
        migrations.AddField(
            model_name='dismissedcard',
            name='at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
