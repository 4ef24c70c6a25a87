"""Addresses of knowledge. Reserved words stand before the names of pages."""

from django.urls import URLPattern, path

from knub.knowledge.views import files, keeping, reading, writing

app_name = "knowledge"
urlpatterns: list[URLPattern] = [
    path("", reading.page_list, name="list"),
    path("skriv/", writing.start, name="start"),
    path("kladder/", writing.drafts, name="drafts"),
    path("side-om-side/", reading.paragraphs, name="paragraphs"),
    path("side-om-side/<slug:key>/", reading.side_by_side, name="side_by_side"),
    path("<slug:slug>/", reading.page, name="page"),
    path("<slug:slug>/historik/", reading.history, name="history"),
    path("<slug:slug>/historik/<int:number>/", reading.change, name="change"),
    path("<slug:slug>/ret/<slug:step>/", writing.edit, name="edit"),
    path("<slug:slug>/filer/", files.page_files, name="files"),
    path("<slug:slug>/filer/<int:pk>/", files.download, name="file"),
    path("<slug:slug>/filer/<int:pk>/ny-udgave/", files.new_version, name="new_version"),
    path("<slug:slug>/filer/<int:pk>/slet/", files.delete_file, name="delete_file"),
    path("<slug:slug>/udgiv/", writing.preview, name="preview"),
    path("<slug:slug>/slet-kladde/", writing.delete_draft, name="delete_draft"),
    path("<slug:slug>/godkend/", keeping.approve, name="approve"),
    path("<slug:slug>/send-tilbage/", keeping.send_back, name="send_back"),
    path("<slug:slug>/stadig-rigtigt/", keeping.still_right, name="still_right"),
    path("<slug:slug>/arkiver/", keeping.archive, name="archive"),
    path("<slug:slug>/tag-frem/", keeping.restore, name="restore"),
    path("<slug:slug>/afloest/", keeping.supersede, name="supersede"),
    path("<slug:slug>/bruger-vi/", keeping.use, name="use"),
    path("<slug:slug>/jeg-passer-siden/", keeping.take_over, name="take_over"),
]
