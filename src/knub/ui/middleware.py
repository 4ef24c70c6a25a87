"""What holds for every page: its language, sound addresses, and what is said while others hold a row."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from psycopg.errors import LockNotAvailable


class LanguageMiddleware:
    """Choose the language by the cookie that the switch sets; what the browser prefers is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SoundRequestMiddleware:
    """Refuse addresses with a null character, which no database takes, and keep pages of people out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("A null character in the address.")
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class BusyMiddleware:
    """Say with 503 that others hold what somebody wanted to change, instead of failing; nothing has been stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer where a view waited for a row as long as DATABASE_OPTIONS allows."""
        cause: BaseException | None = exception
        while cause and not isinstance(cause, LockNotAvailable):
            cause = cause.__cause__
        return render(request, "503.html", status=503) if cause else None
