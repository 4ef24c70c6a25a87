"""Names of their own weight, and words that touch a mark; the vector is made anew."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F, Func, TextField, Value


def vector(field, weight):
    words = Func(F(field), Value("/-_.,:@<>&="), Value(" " * 11), function="translate", output_field=TextField())
    return django.contrib.postgres.search.SearchVector(words, weight=weight, config="danish")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents")]

    operations = [
        migrations.RemoveIndex("document", name="search_docu_vector_60228d_gin"),
        migrations.RemoveField("document", "vector"),
        migrations.AddField("document", "names", models.TextField(blank=True)),
        migrations.AddField("document", "weight", models.FloatField(default=1.0)),
        migrations.AddField(
            "document",
            "vector",
            models.GeneratedField(
                db_persist=True,
                expression=vector("title", "A") + vector("names", "B") + vector("body", "C") + vector("words", "D"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            "document",
            django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="words_of_documents"),
        ),
    ]
