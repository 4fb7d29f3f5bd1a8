import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning_lessons', '0001_initial'),
        ('network_organisation', '0001_initial'),
        ('network_people', '0001_initial'),
        ('practice_goals', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RaisedHand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=200)),
                ('raised_at', models.DateTimeField(auto_now_add=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='practice_goals.goal')),
                ('learner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='raised_hand', to='network_people.person')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network_people.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network_organisation.unit')),
            ],
            options={
                'ordering': ['raised_at', 'pk'],
            },
        ),
    ]
