"""Addresses of people, roles, invitations and login; the demo's own exist in the demo only."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from knub.people.views import answering, asking, inviting, login, own, roles, secretariat, still_here, unsubscribing

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("kommuner/<slug:slug>/personer/", roles.people, name="people"),
    path("kommuner/<slug:slug>/personer/inviter/", inviting.invite, name="invite"),
    path("kommuner/<slug:slug>/personer/kode/", asking.join_code, name="join_code"),
    path("kommuner/<slug:slug>/personer/kode/ny/", asking.renew_code, name="renew_code"),
    path("kommuner/<slug:slug>/personer/stadig-her/", still_here.still_here, name="still_here"),
    path("kommuner/<slug:slug>/personer/<int:pk>/forlader/", roles.leave, name="leave"),
    path("personer/<int:pk>/", roles.person, name="person"),
    path("personer/<int:pk>/flyt/", roles.move, name="move"),
    path("personer/<int:pk>/adgang/", roles.close, name="close"),
    path("personer/<int:pk>/paa-vegne-af/", secretariat.act_for, name="act_for"),
    path("paa-vegne-af/slut/", secretariat.stop_acting, name="stop_acting"),
    path("roller/<int:pk>/slut/", roles.end_role, name="end_role"),
    path("invitationer/<int:pk>/igen/", inviting.send_again, name="send_again"),
    path("invitationer/<int:pk>/traek-tilbage/", inviting.withdraw, name="withdraw"),
    path("invitation/<str:raw>/", answering.invitation, name="invitation"),
    path("invitation/<str:raw>/ikke-mig/", answering.not_me, name="not_me"),
    path("faa-adgang/", asking.ask, name="ask"),
    path("faa-adgang/sendt/", asking.asked, name="asked"),
    path("faa-adgang/<str:raw>/", asking.confirm, name="confirm_request"),
    path("anmodninger/<int:pk>/", asking.decide, name="request"),
    path("afmeld/<str:raw>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("min-side/oplysninger/", own.details, name="details"),
    path("min-side/mails/", own.mails, name="mails"),
    path("min-side/slet/", own.delete, name="delete"),
    path("sekretariat/personer/", secretariat.every_person, name="every_person"),
    path("sekretariat/organisationer/", secretariat.organisations, name="organisations"),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/", login.demo, name="demo"),
        path("demo/log-ind/<int:pk>/", login.demo_login, name="demo_login"),
    ]

# The library looks these up by its own names, outside the room's namespace.
login_patterns: list[URLPattern] = [
    path("log-ind/", account.request_login_code, name="account_login"),
    path("log-ind/", account.request_login_code, name="account_request_login_code"),
    path("log-ind/kode/", account.confirm_login_code, name="account_confirm_login_code"),
    path("log-ind/adgangsnoegle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("log-ind/igen/", login.log_in_again, name="account_reauthenticate"),
    path("log-ind/ny/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("log-ind/lukket/", account.account_inactive, name="account_inactive"),
    path("log-ud/", account.logout, name="account_logout"),
    path("min-side/adgangsnoegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("min-side/adgangsnoegler/", passkeys.list_webauthn, name="mfa_index"),
    path("min-side/adgangsnoegler/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("min-side/adgangsnoegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("min-side/adgangsnoegler/<int:pk>/navn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
