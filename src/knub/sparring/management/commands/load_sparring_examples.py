"""Load invented questions for the demo, asked and answered by the invented secretariat and marked as examples."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from knub.people.models import Person
from knub.sparring import actions
from knub.sparring.models import Question

WRITER = "sekretaer@example.org"
EXAMPLES: list[tuple[int, dict[str, Any], str]] = [
    (
        40,
        {
            "title": "Eksempel: Hvordan får vi flere beboere med til møderne?",
            "challenge": "Til de sidste møder kom der få, og det var de samme hver gang.\n\n- Mødet lå kl. 17\n"
            "- Indbydelsen var et brev",
            "tried": "Vi har flyttet mødet til kl. 19 og delt sedler ud i opgangene.",
            "themes": ["social"],
            "subject_areas": ["housing", "social"],
            "levels": ["area"],
        },
        "Et opdigtet svar: Flyt mødet hen, hvor folk er, og tag **ét spørgsmål ad gangen**.",
    ),
    (
        20,
        {
            "title": "Eksempel: Hvem betaler for en tryghedsvandring?",
            "challenge": "Boligorganisationen og kommunen er ikke enige om, hvem der sætter timer af.",
            "tried": "",
            "themes": ["social", "law"],
            "subject_areas": ["crime_prevention", "finance"],
        },
        "",
    ),
]


class Command(BaseCommand):
    """Load the examples; running it again changes nothing."""

    help = "Load the invented questions and answers for the demo."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        writer, now = Person.objects.get(email=WRITER), timezone.now()
        for days_ago, values, answer in EXAMPLES:
            if not Question.objects.filter(title=values["title"]).exists():
                question = actions.ask(values, municipality=None, at=now - timedelta(days=days_ago), by=writer)
                if answer:
                    made = actions.answer(question, answer, municipality=None, at=now, by=writer)
                    actions.set_helped(made, helped=True, at=now, by=writer)
        self.stdout.write(f"{len(EXAMPLES)} examples of questions.")
