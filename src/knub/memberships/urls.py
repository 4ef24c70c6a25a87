"""Addresses of memberships, network years and contacts."""

from django.urls import URLPattern, path

from knub.memberships.views import billing, contacts, joining, links, membership, renewing, seasons

app_name = "memberships"
urlpatterns: list[URLPattern] = [
    path("bliv-medlem/tilmeld/", joining.start, name="join"),
    path("bliv-medlem/tilmeld/resume/", joining.summary, name="summary"),
    path("bliv-medlem/tilmeld/<slug:name>/", joining.step, name="join_step"),
    path("bliv-medlem/faerdig/<int:pk>/", joining.joined, name="joined"),
    path("medlemskaber/<int:pk>/forny/", renewing.renew, name="renew"),
    path("medlemskaber/<int:pk>/", membership.membership, name="membership"),
    path("medlemskaber/<int:pk>/udmeld/", membership.withdraw, name="withdraw"),
    path("medlemskaber/<int:pk>/faktura/", billing.of_membership, name="membership_billing"),
    path("medlemskaber/<int:pk>/pris/", membership.price, name="price"),
    path("medlemskaber/<int:pk>/datoer/", membership.dates, name="dates"),
    path("medlemskaber/<int:pk>/indsigelse/", membership.settle, name="settle"),
    path("kommuner/<slug:slug>/fakturaoplysninger/", billing.profiles, name="profiles"),
    path("kommuner/<slug:slug>/fakturaoplysninger/nye/", billing.add, name="add_profile"),
    path("fakturaoplysninger/<int:pk>/", billing.change, name="change_profile"),
    path("fakturaoplysninger/<int:pk>/arkiver/", billing.archive, name="archive_profile"),
    path("fakturaoplysninger/link/<str:raw>/", links.check_billing, name="check_billing"),
    path("indsigelse/modtaget/", links.objected, name="objected"),
    path("indsigelse/<str:raw>/", links.object_to, name="object"),
    path("kontakter/", contacts.contacts, name="contacts"),
    path("kontakter/kontakter.<format:form>", contacts.download, name="contacts_download"),
    path("netvaerksaar/", seasons.seasons, name="seasons"),
    path("netvaerksaar/nyt/", seasons.create, name="create_season"),
    path("netvaerksaar/<int:year>/", seasons.season, name="season"),
    path("netvaerksaar/<int:year>/ret/", seasons.edit, name="edit_season"),
    path("netvaerksaar/<int:year>/kopi/", seasons.copy, name="copy_season"),
    path("netvaerksaar/<int:year>/priser/", seasons.prices, name="release_prices"),
    path("netvaerksaar/<int:year>/pladser/", seasons.seats, name="season_seats"),
]
