"""Addresses of sparring."""

from django.urls import URLPattern, path

from knub.sparring.views import answering, asking, files, following, helping, moderating, reading, settling, turning

app_name = "sparring"
urlpatterns: list[URLPattern] = [
    path("", reading.question_list, name="list"),
    path("spoergsmaal.<format:form>", reading.download, name="download"),
    path("spoerg/", asking.ask, name="ask"),
    path("foelger/", following.following, name="following"),
    path("foelg/", following.follow, name="follow"),
    path("lignende/", asking.similar, name="similar"),
    path("<int:pk>/", reading.question, name="question"),
    path("<int:pk>/ret/", asking.edit, name="edit"),
    path("<int:pk>/svar/", answering.answer, name="answer"),
    path("<int:pk>/luk/", settling.close, name="close"),
    path("<int:pk>/aabn/", settling.reopen, name="reopen"),
    path("<int:pk>/filer/", files.question_files, name="files"),
    path("<int:pk>/filer/<int:file>/", files.download, name="file"),
    path("<int:pk>/filer/<int:file>/fjern/", files.remove, name="remove_file"),
    path("<int:pk>/anmeld/", moderating.report_question, name="report_question"),
    path("<int:pk>/skjul/", moderating.hide_question, name="hide_question"),
    path("<int:pk>/vis/", moderating.show_question, name="show_question"),
    path("<int:pk>/saml/", moderating.merge, name="merge"),
    path("<int:pk>/flyt/", moderating.move, name="move"),
    path("svar/<int:pk>/ret/", answering.edit, name="edit_answer"),
    path("svar/<int:pk>/traek-tilbage/", answering.withdraw, name="withdraw"),
    path("svar/<int:pk>/goer-til/", turning.turn, name="turn"),
    path("svar/<int:pk>/bekraeft/", turning.confirm, name="confirm"),
    path("svar/<int:pk>/hjalp/", settling.helped, name="helped"),
    path("svar/<int:pk>/kan-bruges/", settling.use, name="use"),
    path("svar/<int:pk>/filer/", files.answer_files, name="answer_files"),
    path("svar/<int:pk>/filer/<int:file>/", files.answer_download, name="answer_file"),
    path("svar/<int:pk>/filer/<int:file>/fjern/", files.answer_remove, name="remove_answer_file"),
    path("svar/<int:pk>/anmeld/", moderating.report_answer, name="report_answer"),
    path("svar/<int:pk>/skjul/", moderating.hide_answer, name="hide_answer"),
    path("svar/<int:pk>/vis/", moderating.show_answer, name="show_answer"),
    path("<int:pk>/hvem-kan-hjaelpe/", helping.who, name="who"),
    path("spurgt/<str:code>/", helping.asked, name="asked_by_link"),
    path("spurgt/<str:code>/videre/", helping.pass_on, name="pass_on"),
    path("spurgt/<str:code>/ikke-nu/", helping.not_now, name="not_now"),
    path("anmeldelser/<int:pk>/", moderating.look, name="report_look"),
]
