"""The addresses of memberships and network years, which the tests of pages look through."""

# {year}: the network year of the demo that runs; {pk}: the example membership of Aarhus; {profile}: its billing data.
OPEN = [
    "/om/",
    "/bliv-medlem/",
    "/bliv-medlem/?kommune=hoeje-taastrup",
    "/bliv-medlem/?kommune=aeroe&vej=forebyggende",
    "/bliv-medlem/?kommune=findes-ikke",
    "/bliv-medlem/tilmeld/kommune/",
    "/indsigelse/{objection}/", "/indsigelse/modtaget/",
    "/fakturaoplysninger/link/{check}/",
]
OF_CONTACTS = [
    "/bliv-medlem/faerdig/{pk}/",
    "/medlemskaber/{pk}/forny/",
    "/medlemskaber/{pk}/",
    "/medlemskaber/{pk}/udmeld/",
    "/medlemskaber/{pk}/faktura/",
    "/kommuner/aarhus/fakturaoplysninger/",
    "/kommuner/aarhus/fakturaoplysninger/nye/",
    "/fakturaoplysninger/{profile}/",
]
OF_THE_SECRETARIAT = [
    "/medlemskaber/{pk}/",
    "/medlemskaber/{pk}/pris/",
    "/medlemskaber/{pk}/datoer/",
    "/medlemskaber/{pk}/indsigelse/",
    "/netvaerksaar/",
    "/netvaerksaar/nyt/",
    "/netvaerksaar/2021/",
    "/netvaerksaar/{year}/",
    "/netvaerksaar/{year}/ret/",
    "/netvaerksaar/{year}/kopi/",
    "/netvaerksaar/{year}/pladser/",
    "/netvaerksaar/{year}/priser/",
]
EVERY = [*OPEN, *OF_CONTACTS, *OF_THE_SECRETARIAT]
