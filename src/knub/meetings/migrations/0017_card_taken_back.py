from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0016_promised_when_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='talkcard',
            name='taken_back_at',
            field=models.DateTimeField(blank=True, help_text='By its speaker; until it is approved again.', null=True),
        ),
    ]
