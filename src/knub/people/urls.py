"""Addresses of login; the demo's own exist in the demo only."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from knub.people import views

app_name = "people"
urlpatterns: list[URLPattern] = []
if settings.DEMO:
    urlpatterns += [
        path("demo/", views.demo, name="demo"),
        path("demo/log-ind/<int:pk>/", views.demo_login, name="demo_login"),
    ]

# The library looks these up by its own names, outside the room's namespace.
login_patterns: list[URLPattern] = [
    path("log-ind/", account.request_login_code, name="account_login"),
    path("log-ind/", account.request_login_code, name="account_request_login_code"),
    path("log-ind/kode/", account.confirm_login_code, name="account_confirm_login_code"),
    path("log-ind/adgangsnoegle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("log-ind/igen/", views.log_in_again, name="account_reauthenticate"),
    path("log-ind/ny/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("log-ind/lukket/", account.account_inactive, name="account_inactive"),
    path("log-ud/", account.logout, name="account_logout"),
    path("min-side/adgangsnoegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("min-side/adgangsnoegler/", passkeys.list_webauthn, name="mfa_index"),
    path("min-side/adgangsnoegler/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("min-side/adgangsnoegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("min-side/adgangsnoegler/<int:pk>/navn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
