"""The secretariat's import: nothing before the preview, all or nothing, and the first version is kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knub.areas.models import Area, ImportDraft, Listing, OfficialList, PublishedFigure
from knub.audit.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/omraader/lister/indlaes/"
HEADER = "Område\tKategori\tBeboere\tUden tilknytning\tDømte\tKun grundskole\tIndkomst\tIkkevestlig"
ROW = "Bispehaven\tparallelsamfund\t1.487\t41,2\t2,50\t66,0\t54,0\t60,1"
DAY = date(2026, 12, 1)


def typed(*rows, **more):
    return {"on": "2026-12-01", "source": "https://example.org/liste", "table": "\n".join([HEADER, *rows]), **more}


def preview_of(client, *rows, **more):
    return client.post(ADDRESS, typed(*rows, **more), follow=True)


def store(client, *rows, **more):
    page = preview_of(client, *rows, **more)
    return client.post(page.redirect_chain[-1][0], follow=True)


def listed(status=Listing.Status.OFFICIAL):
    current = Listing.objects.filter(list__date=DAY, removed_at__isnull=True, status=status)
    return list(current.order_by("area__key", "category").values_list("area__key", "category"))


@pytest.mark.parametrize("name", ["coordinator", "member", "guest", "outsider"])
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}nyt-omraade/", f"{ADDRESS}skabelon.csv", "/sekretariat/"])
def test_only_the_secretariat_may(request, name, address):
    client = Client()
    client.force_login(request.getfixturevalue(name))
    assert client.get(address).status_code == 403


def test_somebody_not_logged_in_is_led_to_login_and_back(client):
    assert client.get(ADDRESS).url == f"/log-ind/?next={ADDRESS}"


def test_nothing_is_stored_before_the_preview_is_confirmed(as_secretariat):
    page = preview_of(as_secretariat, ROW)
    assert page.context["preview"].problems == ()
    assert len(page.context["preview"].lines) == 6
    assert not OfficialList.objects.filter(date=DAY).exists()


def test_a_stored_list_is_the_secretariats_until_it_is_released(as_secretariat, client):
    store(as_secretariat, ROW)
    assert client.get("/omraader/lister/2026-12-01/").status_code == 404
    as_secretariat.post("/omraader/lister/2026-12-01/udgiv/")
    assert client.get("/omraader/lister/2026-12-01/").status_code == 200
    verbs = list(Entry.objects.filter(kind="areas.officiallist").values_list("verb", flat=True)[:2])
    assert verbs == ["list_released", "list_stored"]


def test_the_same_file_twice_changes_nothing(as_secretariat):
    store(as_secretariat, ROW)
    again = preview_of(as_secretariat, ROW).context["preview"]
    assert (again.lines, again.listed, again.unlisted, again.unchanged) == ((), (), (), 6)


def test_a_correction_keeps_the_first_version_and_who_corrected_it(as_secretariat, secretariat):
    store(as_secretariat, ROW)
    store(as_secretariat, ROW.replace("2,50", "2,60"))
    versions = PublishedFigure.objects.filter(list__date=DAY, figure="convicted").order_by("pk")
    assert [(one.printed, one.replaced_at is None, one.corrected_by) for one in versions] == [
        ("2.50", False, None),
        ("2.60", True, secretariat),
    ]


def test_every_problem_is_shown_by_row_and_column_and_nothing_can_be_stored(as_secretariat):
    page = preview_of(as_secretariat, ROW.replace("41,2", "mange"), "Bispehavn\tudsat\t1.000\t\t\t\t\t")
    problems = [(one.row, one.column, one.code) for one in page.context["preview"].problems]
    assert problems == [(2, "unattached_pct", "number"), (3, "area_id", "unknown_area")]
    assert "Mente du Bispehaven" in page.content.decode()
    assert as_secretariat.post(page.redirect_chain[-1][0]).status_code == 400
    assert not OfficialList.objects.filter(date=DAY).exists()


def test_a_complete_list_is_refused_when_totals_differ(as_secretariat):
    page = store(as_secretariat, ROW, complete="on", total_parallel="2")
    assert page.status_code == 400
    assert not Listing.objects.filter(list__date=DAY).exists()


def test_a_list_known_in_part_is_not_refused(as_secretariat):
    store(as_secretariat, ROW, total_parallel="2")
    assert Listing.objects.filter(list__date=DAY).count() == 2


def test_what_was_typed_is_kept_when_the_file_cannot_be_read(as_secretariat):
    upload = SimpleUploadedFile("liste.pdf", b"%PDF-1.7")
    response = as_secretariat.post(ADDRESS, {"on": "2026-12-01", "source": "https://example.org/x", "file": upload})
    assert response.status_code == 400
    page = response.content.decode()
    assert "Filen er en PDF." in page
    assert 'value="https://example.org/x"' in page


def test_a_list_known_in_part_loses_only_what_the_table_names(as_secretariat):
    other = ROW.replace("Bispehaven", "Gellerupparken/Toveshøj")
    store(as_secretariat, ROW, other)
    store(as_secretariat, ROW.replace("parallelsamfund", "udsat"))
    store(as_secretariat, other.replace("parallelsamfund", ""))
    assert listed() == [
        ("aarhus-bispehaven", "vulnerable"),
        ("aarhus-gellerupparken-toveshoej", "parallel_society"),
        ("aarhus-gellerupparken-toveshoej", "vulnerable"),
    ]
    store(as_secretariat, other.replace("parallelsamfund", "ikke på listen"))
    assert listed() == [("aarhus-bispehaven", "vulnerable")]


def test_a_complete_list_takes_off_what_the_table_does_not_have(as_secretariat):
    store(as_secretariat, ROW, ROW.replace("Bispehaven", "Gellerupparken/Toveshøj"))
    page = preview_of(as_secretariat, ROW, complete="on", total_parallel="1", total_vulnerable="1")
    assert [area for area, _category in page.context["preview"].unlisted] == ["Gellerupparken/Toveshøj"] * 2
    assert "Gellerupparken/Toveshøj: parallelsamfund" in page.content.decode()
    as_secretariat.post(page.redirect_chain[-1][0])
    assert {area for area, _category in listed()} == {"aarhus-bispehaven"}


def test_a_correction_in_part_may_not_break_a_complete_list(as_secretariat):
    store(as_secretariat, ROW, complete="on", total_parallel="1")
    page = store(as_secretariat, ROW.replace("Bispehaven", "Gellerupparken/Toveshøj"))
    assert page.status_code == 400
    assert "ville få 2 områder ud af 1 (parallelsamfund)" in page.content.decode()
    assert {area for area, _category in listed()} == {"aarhus-bispehaven"}
    store(as_secretariat, ROW.replace("2,50", "2,60"))
    assert OfficialList.objects.get(date=DAY).complete_categories != []


def test_a_complete_list_must_say_who_is_on_it(as_secretariat):
    page = preview_of(as_secretariat, ROW.replace("parallelsamfund", ""), complete="on")
    assert [problem.code for problem in page.context["preview"].problems] == ["nobody_listed"]


def test_a_category_that_came_later_is_a_problem(as_secretariat):
    page = preview_of(as_secretariat, ROW.replace("parallelsamfund", "forebyggelsesområde"), on="2019-12-01")
    assert [(one.row, one.code) for one in page.context["preview"].problems] == [(2, "not_of_its_time")]


def test_a_proposed_listing_is_stored_as_such_until_it_is_official(as_secretariat):
    proposed = ROW.replace("parallelsamfund", "foreslået forebyggelsesområde")
    page = preview_of(as_secretariat, proposed)
    assert "Foreslået, tælles aldrig med" in page.content.decode()
    as_secretariat.post(page.redirect_chain[-1][0])
    assert listed(Listing.Status.PROPOSED) == [("aarhus-bispehaven", "prevention")]
    assert listed() == []
    assert "foreslået" in as_secretariat.get("/omraader/lister/2026-12-01/").content.decode()
    store(as_secretariat, proposed.replace("foreslået ", ""))
    assert listed(Listing.Status.PROPOSED) == []
    assert listed() == [("aarhus-bispehaven", "prevention")]


def test_a_file_read_by_a_guess_says_so(as_secretariat):
    upload = SimpleUploadedFile("liste.csv", f"{HEADER}\n{ROW}".encode("latin-1"))
    form = {"on": "2026-12-01", "source": "https://example.org/x", "file": upload}
    page = as_secretariat.post(ADDRESS, form, follow=True)
    assert "Se, om æ, ø og å er rigtige" in page.content.decode()


def test_a_new_area_can_be_added_and_then_imported(as_secretariat):
    as_secretariat.post(f"{ADDRESS}nyt-omraade/", {"name": "Eksempelparken", "municipality": "aarhus"})
    assert Area.objects.get(key="aarhus-eksempelparken").municipality.slug == "aarhus"
    assert preview_of(as_secretariat, ROW.replace("Bispehaven", "Eksempelparken")).context["preview"].problems == ()


def test_the_limit_of_the_list_is_stored_with_it(as_secretariat, client):
    store(as_secretariat, ROW, limit_3x="2,40")
    found = OfficialList.objects.get(date=DAY)
    assert [(one.key, str(one.value)) for one in found.references.all()] == [("convicted_3x_national", "0.024000")]


def test_a_sheet_with_the_areas_of_the_newest_list_can_be_fetched(as_secretariat):
    lines = as_secretariat.get(f"{ADDRESS}skabelon.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Område;Kommune;Sidste års kategori;Kategori;Beboere")
    assert len(lines) == 9


def test_a_draft_goes_when_it_is_stored(as_secretariat):
    store(as_secretariat, ROW)
    assert ImportDraft.objects.count() == 0


def test_a_table_with_problems_comes_back_to_be_mended(as_secretariat):
    page = preview_of(as_secretariat, ROW.replace("41,2", "mange"), limit_3x="2,40", total_parallel="12")
    draft = ImportDraft.objects.get()
    assert "Uden tilknytning til arbejdsmarked eller uddannelse" in page.content.decode()
    form = as_secretariat.get(f"{ADDRESS}?udkast={draft.pk}").content.decode()
    assert "Bispehaven\tparallelsamfund\t1.487\tmange" in form
    assert 'value="2,4"' in form
    assert 'value="12"' in form


def test_a_draft_of_the_secretariat_is_not_shown_to_others(as_secretariat, member):
    preview_of(as_secretariat, ROW)
    client = Client()
    client.force_login(member)
    assert client.get(f"{ADDRESS}?udkast={ImportDraft.objects.get().pk}").status_code == 403
    assert client.get(f"{ADDRESS}{ImportDraft.objects.get().pk}/").status_code == 403
