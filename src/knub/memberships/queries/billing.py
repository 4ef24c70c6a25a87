"""Read where invoices go."""

from django.db.models import Count, F, QuerySet

from knub.memberships.models import BillingProfile
from knub.people.models import Organisation, Person


def profiles_of(municipality: Organisation) -> QuerySet[BillingProfile]:
    """Return the billing data of a municipality, those in use first, with how many memberships used each; one query."""
    rows = BillingProfile.objects.filter(municipality=municipality).select_related("made_by")
    return rows.annotate(uses=Count("memberships")).order_by(F("archived_at").desc(nulls_first=True), "name")


def remembered(municipality: Organisation, person: Person | None) -> dict[str, str]:
    """Return what new billing data begin with: the CVR number and the orderer's own last reference; one query."""
    if person is None:
        return {"cvr": municipality.cvr}
    last = BillingProfile.objects.filter(municipality=municipality, made_by=person).order_by("-made_at").first()
    return {"cvr": municipality.cvr, "person_reference": last.person_reference if last else ""}
