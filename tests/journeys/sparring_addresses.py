"""Every page of sparring, which test_sparring.py opens."""

QUESTION = ["", "ret/", "luk/", "filer/", "anmeld/", "hvem-kan-hjaelpe/", "tidligere/"]
OF_THE_DESK = ["skjul/", "saml/", "flyt/"]
ANSWER = ["ret/", "filer/", "anmeld/", "tidligere/"]
EVERY = [
    "/sparring/", "/sparring/spoerg/", "/sparring/anmeldelser/1/", "/sparring/svar/1/skjul/",
    *(f"/sparring/1/{last}" for last in (*QUESTION, *OF_THE_DESK)),
    "/sparring/foelger/", "/sparring/spurgt/x/", "/sparring/spurgt/x/videre/",
    *(f"/sparring/svar/1/{last}" for last in ANSWER),
]  # fmt: skip
# Downloads, forms that are only sent, and the part of a page that scripts fetch.
NO_PAGE = {
    "download", "similar", "answer", "reopen", "file", "remove_file", "show_question", "withdraw", "helped", "use",
    "answer_file", "not_now", "turn", "confirm", "follow", "remove_answer_file", "show_answer",
}  # fmt: skip
