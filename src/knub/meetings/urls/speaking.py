"""Jeres oplæg: the pages of a speaker, by her link."""

from django.urls import path

from knub.meetings.views import speaking

app_name = "speaking"
urlpatterns = [
    path("<str:raw>/", speaking.talk, name="talk"),
    path("<str:raw>/oplaeg.ics", speaking.calendar, name="calendar"),
    path("<str:raw>/om/", speaking.about, name="about"),
    path("<str:raw>/punkt/<int:pk>/", speaking.point, name="point"),
    path("<str:raw>/slides/", speaking.slides, name="slides"),
    path("<str:raw>/slides/<int:pk>/", speaking.own_slides, name="own_slides"),
    path("<str:raw>/slides/<int:pk>/slet/", speaking.remove_slides, name="remove_slides"),
    path("<str:raw>/samtykke/", speaking.consents, name="consents"),
    path("<str:raw>/kort/<int:pk>/", speaking.card, name="card"),
    path("<str:raw>/flytning/", speaking.answer_move, name="answer_move"),
]
