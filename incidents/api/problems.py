"""Errors as RFC 9457 problem JSON: what was wrong, in which field, and what to do instead.

Whatever is wrong with a request is answered here; an error of our own is left to the server's
handler, so that it is logged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from psycopg.errors import CheckViolation
from rest_framework import exceptions
from rest_framework.views import set_rollback

from incidents.actions.refusals import StaleVersion
from incidents.filters import Refusal, Refused

CONTENT_TYPE = "application/problem+json"
RETRY_SECONDS = "30"


class VersionMissing(exceptions.APIException):
    """A write without If-Match: it could overwrite what somebody else wrote meanwhile."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED


class VersionStale(exceptions.APIException):
    """A write with the If-Match of an older version."""

    status_code = HTTPStatus.PRECONDITION_FAILED


class WriterUnknown(exceptions.NotAuthenticated):
    """A write by nobody who is signed in."""


class Gone(exceptions.APIException):
    """What was here for a while and is not any more; the answer says where to look."""

    status_code = HTTPStatus.GONE


class NotInstalled(exceptions.APIException):
    """This server lacks a package that the answer needs."""

    status_code = HTTPStatus.NOT_IMPLEMENTED


class AddressTooLong(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_URI_TOO_LONG


class BodyTooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def problem(
    status: int,
    detail: str,
    *,
    errors: Iterable[Refusal] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """One problem document. It is never kept by a cache."""
    listed = [{"field": one.field, "reason": one.reason, "remedy": one.remedy} for one in errors]
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "errors": listed,
    }
    answer = HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE)
    for name, value in {"Cache-Control": "no-store", **(headers or {})}.items():
        answer[name] = value
    return answer


def handle(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's hook: the answer to an error of the request, None for one of our own."""
    answer = _answer(error)
    if answer is not None:
        set_rollback()
    return answer


def _answer(error: Exception) -> HttpResponse | None:
    for kind, answer in ANSWERS.items():
        if isinstance(error, kind):
            return answer(error)
    return None


def _of_framework(error: exceptions.APIException) -> HttpResponse:
    if isinstance(error, exceptions.ParseError):
        return _refused("body", str(error.detail), _("Send one JSON object."))
    if isinstance(error, AddressTooLong):
        return _too_long()
    if isinstance(error, VersionStale):
        return _stale()
    details = {
        400: _("The request cannot be taken."),
        401: (
            _("Sign in as an analyst to write.")
            if isinstance(error, WriterUnknown)
            else _("Sign in to read this.")
        ),
        403: _("Your role does not allow this."),
        404: _("There is nothing here for you."),
        405: _("This address does not take that method."),
        410: _("This part of the snapshot was built anew: read the manifest, snapshot/, again."),
        406: _("No such form of the answer: ask for JSON, or leave Accept out."),
        413: _("The request is too large."),
        415: _("Send the body as application/json."),
        428: _("Send If-Match with the ETag that you read, so that no other change is lost."),
    }
    if isinstance(error, NotInstalled):
        return problem(501, _("This server has no Parquet (package pyarrow): ask for Arrow."))
    scheme = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": str(scheme)} if scheme else {}
    return problem(error.status_code, details.get(error.status_code, str(error)), headers=headers)


def _stale() -> HttpResponse:
    return problem(412, _("Somebody changed it since you read it: read it again, then write."))


def _too_long() -> HttpResponse:
    wrong = Refusal(
        "address",
        _("It is longer than this server reads."),
        _(
            "Give a polygon fewer corners, or three decimals to each (a hundred metres); give "
            "fewer values to a list."
        ),
    )
    return problem(414, _("The address is too long."), errors=[wrong])


def _against_a_rule(error: IntegrityError) -> HttpResponse | None:
    """A rule of the record that the database keeps; any other breach is an error of ours."""
    if not isinstance(error.__cause__, CheckViolation):
        return None
    rule = error.__cause__.diag.constraint_name or ""
    reason = _("It breaks the rule “%(rule)s”.") % {"rule": rule.replace("_", " ")}
    return _refused("body", reason, _("See docs/data.md for the rules of the record."))


def _refused(field: str, reason: str, remedy: str) -> HttpResponse:
    return problem(400, _("The request cannot be taken."), errors=[Refusal(field, reason, remedy)])


def not_found() -> HttpResponse:
    """The one answer for what does not exist and for what this user may not see."""
    return problem(404, _("There is nothing here for you."))


def away() -> HttpResponse:
    """The database does not answer, or not in time."""
    return problem(
        503,
        _("The record does not answer now: try again in a while."),
        headers={"Retry-After": RETRY_SECONDS},
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404 for addresses under /api/."""
    return not_found()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400 for addresses under /api/."""
    return _refused("request", _("It cannot be read."), _("See /api/docs/."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403 for addresses under /api/."""
    return problem(403, _("Your role does not allow this."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500 for addresses under /api/; the error itself stands in the log."""
    return problem(500, _("An error of ours: it is logged."))


ANSWERS: dict[type[Exception], Callable[[Any], HttpResponse | None]] = {
    Refused: lambda error: problem(400, _("The request cannot be taken."), errors=error.refusals),
    Http404: lambda error: not_found(),
    PermissionDenied: lambda error: problem(403, _("Your role does not allow this.")),
    StaleVersion: lambda error: _stale(),
    RequestDataTooBig: lambda error: problem(413, _("The request is too large.")),
    SuspiciousOperation: lambda error: _refused(
        "query", _("It cannot be read."), _("Send fewer parameters.")
    ),
    OperationalError: lambda error: away(),
    IntegrityError: _against_a_rule,
    DataError: lambda error: _refused(
        "body", _("A value cannot be kept."), _("See /api/docs/ for what fits.")
    ),
    exceptions.APIException: _of_framework,
}
"""By kind of error, a narrower kind before a wider one."""
