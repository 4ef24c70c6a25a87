"""One's own page: details, mails, deletion. What the secretariat never does on behalf of others is marked private."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knub.notify import actions as notify
from knub.people import actions
from knub.people.access import get_person
from knub.people.forms import DeleteForm, DetailsForm, MailChoicesForm
from knub.people.http import AuthenticatedRequest, login_required, private


@login_required
def details(request: AuthenticatedRequest) -> HttpResponse:
    """Change name, title, phone, fields, and what shows in Contacts."""
    form = DetailsForm(request.POST or None, instance=get_person(request.user, request.user.pk))
    if form.is_valid():
        actions.change_details(request.user, by=request.user, **form.details())
        messages.success(request, _("Your details have been saved."))
        return redirect("home:own_page")
    return render(request, "people/details.html", {"form": form}, status=400 if form.is_bound else 200)


@private
def mails(request: AuthenticatedRequest) -> HttpResponse:
    """Choose which mails one gets, and how often."""
    form = MailChoicesForm(request.POST or None, person=request.user)
    if form.is_valid():
        actions.choose_mails(request.user, form.choices(), by=request.user)
        notify.choose_digest_day(request.user.email, int(form.cleaned_data["weekday"]))
        messages.success(request, _("Your choice has been saved."))
        return redirect("home:own_page")
    return render(request, "people/mails.html", {"form": form}, status=400 if form.is_bound else 200)


@private
def delete(request: AuthenticatedRequest) -> HttpResponse:
    """Say what is deleted and what is kept, and delete when the word is written."""
    form = DeleteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.delete_person(request.user, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            logout(request)
            return render(request, "people/deleted.html")
    return render(request, "people/delete.html", {"form": form}, status=400 if form.is_bound else 200)
