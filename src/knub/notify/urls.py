"""The mailbox exists in the demo only."""

from django.conf import settings
from django.urls import URLPattern, path

from knub.notify import views

app_name = "notify"
urlpatterns: list[URLPattern] = []
if settings.DEMO:
    urlpatterns += [path("demo/mails/", views.demo_mailbox, name="demo_mailbox")]
