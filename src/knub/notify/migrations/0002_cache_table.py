"""The table of the shared cache, which login's rate limits need."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_mails")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
