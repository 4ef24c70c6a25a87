"""Addresses of meetings."""

from django.urls import path

from knub.meetings.views import day, desk, feed, meetings, planning, programme, seats, signing_up, speakers

app_name = "meetings"
urlpatterns = [
    path("", meetings.meeting_list, name="list"),
    path("nyt/", planning.new, name="new"),
    path("<int:year>/<int:number>/", meetings.meeting, name="meeting"),
    path("<int:year>/<int:number>/tilmeld/", signing_up.sign_up, name="sign_up"),
    path("<int:year>/<int:number>/deltagere/", meetings.participants, name="participants"),
    path("<int:year>/<int:number>/venteliste/", meetings.waiting_list, name="waiting_list"),
    path("<int:year>/<int:number>/ret/", planning.edit, name="edit"),
    path("<int:year>/<int:number>/kopier/", planning.copy, name="copy"),
    path("<int:year>/<int:number>/udgiv/", planning.publish, name="publish"),
    path("<int:year>/<int:number>/bed-om-plads/", signing_up.ask_late, name="ask_late"),
    path("<int:year>/<int:number>/pladser/", desk.desk, name="desk"),
    path("<int:year>/<int:number>/pladser/kommune/", desk.sign_up_for, name="sign_up_for"),
    path("<int:year>/<int:number>/pladser/andre/", desk.others, name="others"),
    path("<int:year>/<int:number>/pladser/dagen/", day.day, name="day"),
    path("<int:year>/<int:number>/pladser/lister/", day.lists, name="lists"),
    path("<int:year>/<int:number>/pladser/lister/<slug:key>/", day.sheet, name="sheet"),
    path("<int:year>/<int:number>/pladser/lister/<slug:key>.<format:form>", day.sheet_download, name="sheet_download"),
    path("kalender/<str:raw>.ics", feed.feed, name="feed"),
    path("anmodning/<int:pk>/", desk.late_request, name="late_request"),
    path("<int:year>/<int:number>/program/", programme.programme, name="programme"),
    path("<int:year>/<int:number>/program/ret/", programme.draft, name="draft_programme"),
    path("<int:year>/<int:number>/program/ret/nyt/", programme.new_item, name="new_item"),
    path("<int:year>/<int:number>/program/ret/<int:pk>/", programme.item, name="item"),
    path("<int:year>/<int:number>/program/ret/<int:pk>/fjern/", programme.remove_item, name="remove_item"),
    path("<int:year>/<int:number>/program/udgiv/", programme.release, name="release_programme"),
    path("<int:year>/<int:number>/oplaegsholdere/", speakers.speakers, name="speakers"),
    path("<int:year>/<int:number>/oplaegsholdere/ny/", speakers.new_speaker, name="new_speaker"),
    path("<int:year>/<int:number>/oplaegsholdere/<int:pk>/", speakers.speaker, name="speaker"),
    path("<int:year>/<int:number>/oplaegsholdere/<int:pk>/fjern/", speakers.remove_speaker, name="remove_speaker"),
    path("tilmelding/<int:pk>/", signing_up.receipt, name="receipt"),
    path("tilmelding/<int:pk>/mindst/", signing_up.accept_fewer, name="accept_fewer"),
    path("tilmelding/<int:pk>/foerst/", desk.prioritise, name="prioritise"),
    path("plads/<int:pk>/", seats.seat, name="seat"),
    path("plads/<int:pk>/afbud/", seats.cancel, name="cancel"),
    path("plads/<int:pk>/kollega/", seats.substitute, name="substitute"),
    path("plads/<int:pk>/moede.ics", seats.calendar, name="calendar"),
    path("min-plads/<str:raw>/", seats.seat_by_link, name="seat_by_link"),
    path("min-plads/<str:raw>/afbud/", seats.cancel_by_link, name="cancel_by_link"),
    path("min-plads/<str:raw>/kollega/", seats.substitute_by_link, name="substitute_by_link"),
]
