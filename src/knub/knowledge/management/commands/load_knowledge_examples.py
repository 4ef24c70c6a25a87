"""Load invented pages for the demo, written by the invented secretariat and marked as examples."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from knub.knowledge import actions
from knub.knowledge.content import Content, Effect, Kind, VisibleTo
from knub.knowledge.models import News, Page
from knub.people.models import Person

WRITER = "sekretaer@example.org"
PARAGRAPH = "almenboligloven § 60, stk. 4"
EXAMPLES: list[tuple[Kind, Content]] = [
    (
        Kind.PRACTICE,
        Content(
            "Eksempel: Beboermøder i vaskeriet",
            summary="Få kom til møder på rådhuset. Da møderne flyttede ind i vaskeriet, kom der andre beboere end før.",
            texts={
                "challenge": "Til de første tre møder kom de samme seks beboere.",
                "done": "Vi holdt fire korte møder i vaskeriet på en almindelig vaskedag.\n\n- Ét spørgsmål ad gangen\n"
                "- Kaffe og en plantegning på bordet\n- Svarene hang i opgangene ugen efter",
                "residents": "Beboerbestyrelsen valgte tid og sted og stod for indbydelsen.",
                "cost": "To medarbejdere i fire timer pr. møde.",
                "period": "2024",
                "failed": "En online-udgave blev ikke brugt.",
            },
            co_authors="Eksempel Boligforening",
            visible_to=VisibleTo.EVERYONE,
            themes=("social",),
            subject_areas=("housing", "social"),
            levels=("area",),
            partners=("housing_organisation", "residents"),
            effects=(
                Effect("safety", "told", "Flere sagde, at de nu kendte naboer i andre opgange."),
                Effect("status", "impression", "Ingen virkning, vi kan se."),
            ),
        ),
    ),
    (
        Kind.INTERPRETATION,
        Content(
            "Eksempel: Gælder afvisning også ved bytte af bolig?",
            summary="En opdigtet læsning, der viser, hvordan to læsninger af samme paragraf står side om side.",
            texts={
                "question": "Skal boligorganisationen også se på reglen, når to lejere bytter bolig?",
                "reading": "**Ja**, efter denne opdigtede læsning. Teksten er et eksempel og siger intet om retten.",
                "basis": "Opdigtet.",
            },
            visible_to=VisibleTo.EVERYONE,
            themes=("law", "letting"),
            subject_areas=("housing",),
            paragraph=PARAGRAPH,
            reading_by="municipality",
            valid_from=date(2022, 1, 1),
        ),
    ),
    (
        Kind.INTERPRETATION,
        Content(
            "Eksempel: Bytte af bolig, læst på en anden måde",
            summary="En anden opdigtet læsning af samme paragraf. Uenigheden bliver vist, ikke udjævnet.",
            texts={
                "question": "Skal boligorganisationen også se på reglen, når to lejere bytter bolig?",
                "reading": "**Nej**, efter denne opdigtede læsning. Teksten er et eksempel og siger intet om retten.",
                "basis": "Opdigtet.",
            },
            visible_to=VisibleTo.EVERYONE,
            themes=("law", "letting"),
            subject_areas=("housing",),
            paragraph=PARAGRAPH,
            reading_by="municipality",
            valid_from=date(2023, 1, 1),
        ),
    ),
    (
        Kind.TOOL,
        Content(
            "Eksempel: Skema til tryghedsvandring",
            summary="Ét ark med ti steder og tre spørgsmål, som beboere og gårdmænd kan gå rundt med.",
            texts={"purpose": "At gå en tur sammen og skrive det samme ned hver gang.", "version": "2",
                   "licence": "Brug og ret frit."},
            visible_to=VisibleTo.EVERYONE,
            themes=("social", "physical"),
            subject_areas=("crime_prevention",),
            levels=("area",),
        ),
    ),
    (
        Kind.TIP,
        Content(
            "Eksempel: Ring, før I skriver",
            summary="Et opkald til boligorganisationen en uge før brevet sparer to breve.",
            texts={"advice": "Ring en uge før.\nSig, hvad brevet kommer til at sige.\nSkriv ned, hvem I talte med."},
            themes=("letting",),
            subject_areas=("housing",),
        ),
    ),
]  # fmt: skip
NEWS: list[tuple[dict[str, Any], int]] = [
    (
        {
            "title": "Eksempel: Sådan ser en nyhed ud",
            "summary": "En opdigtet nyhed fra eksempelsekretariatet, der viser afsender, frist og det, den berører.",
            "text": "Nyheden er **opdigtet**.\n\n- Den har en høringsfrist\n- Den berører en paragraf og en side",
            "paragraphs": [PARAGRAPH],
            "themes": ["law"],
        },
        0,
    ),
    (
        {
            "title": "Eksempel: En nyhed fra sin tid",
            "summary": "En opdigtet nyhed, som er over et år gammel og derfor er mærket.",
            "themes": ["social"],
        },
        500,
    ),
]
HEARING_IN = timedelta(days=30)
OVERDUE = "Eksempel: Skema til tryghedsvandring"


class Command(BaseCommand):
    """Load the examples; running it again changes nothing."""

    help = "Load the invented pages of knowledge for the demo."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        writer, now = Person.objects.get(email=WRITER), timezone.now()
        for kind, content in EXAMPLES:
            if not Page.objects.filter(title=content.title).exists():
                page = actions.start_page(kind, content, municipality=None, at=now, by=writer)
                actions.publish(page, at=now, by=writer)
        late = timezone.localdate(now) - timedelta(days=40)
        Page.objects.filter(title=OVERDUE).update(review_on=late)
        self._news(writer)
        self.stdout.write(f"{len(EXAMPLES)} examples of knowledge.")

    def _news(self, writer: Person) -> None:
        now = timezone.now()
        for values, days_ago in NEWS:
            if News.objects.filter(title=values["title"]).exists():
                continue
            said = {**values, "sender": "sekretariatet", "sender_name": "Eksempelsekretariatet"}
            if days_ago == 0:
                said["hearing_deadline"] = timezone.localdate(now) + HEARING_IN
            news = actions.propose(said, at=now - timedelta(days=days_ago), by=None)
            actions.release(news, said, at=now - timedelta(days=days_ago), by=writer)
