"""What every address of the API shares: who may read, how parameters are read, how it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from incidents.api import answers
from incidents.api.bodies import JsonBody
from incidents.api.negotiation import Json, Negotiation
from incidents.api.openapi import Described, Operation
from incidents.api.problems import AddressTooLong, WriterUnknown, handle
from incidents.filters import Declaration, declared_for
from incidents.filters.lists import NOTHING

LONGEST_ADDRESS = 65_536
"""Characters of path and query. The largest polygon that is taken needs less than half of them."""


class Session(SessionAuthentication):
    """The browser's session, with its CSRF token on every write."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="Vigie Sahel"'


class MayRead(BasePermission):
    """Everybody may read what is public, unless the operator requires sign-in for everything."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated or not settings.REQUIRE_SIGN_IN)


class SignedIn(BasePermission):
    """Writes are signed."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated)


class ApiView(APIView):
    """One address. `declaration` names every parameter that it takes."""

    declaration: ClassVar[Declaration[Any]] = NOTHING
    describes: ClassVar[Mapping[str, Operation]] = {}
    schema = Described()
    authentication_classes = [Session]
    parser_classes = [JsonBody]
    renderer_classes = [Json]
    content_negotiation_class = Negotiation
    metadata_class = None

    def get_permissions(self) -> list[Any]:
        """Reading is for whom the operator lets read; every write is signed."""
        return [MayRead()] if self.request.method in SAFE_METHODS else [SignedIn()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What is wrong for everybody is said before anybody is asked who they are.

        Raises AddressTooLong, and MethodNotAllowed for a method that the address has for nobody.
        """
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            raise AddressTooLong
        if request.method not in self.allowed_methods:
            self.http_method_not_allowed(request)
        super().initial(request, *args, **kwargs)

    def permission_denied(
        self, request: Request, message: str | None = None, code: str | None = None
    ) -> NoReturn:
        """Who is not signed in is asked to, for what they tried."""
        if request.method not in SAFE_METHODS and not request.user.is_authenticated:
            raise WriterUnknown
        super().permission_denied(request, message, code)

    def get_exception_handler(self) -> Any:
        return handle

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The methods that this address takes, and nothing else."""
        response = HttpResponse(status=204)
        response["Allow"] = ", ".join(self.allowed_methods)
        return answers.finish(request, response)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Name the address itself where an id in it was typed otherwise."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        match = request.resolver_match
        if match and "public_id" in match.kwargs and answered.status_code < HTTPStatus.BAD_REQUEST:
            address = reverse(match.view_name, kwargs=match.kwargs)
            if address != request.path:
                answered["Content-Location"] = address
        return answered

    def asked(self, request: Request) -> Any:
        """The parameters of the address that this user may name, read; raises Refused."""
        return declared_for(self.declaration, request.user).parse(given(request))

    def answer(
        self, request: Request, data: Any, *, etag: str = "", media: str = Json.media_type
    ) -> HttpResponse:
        """JSON under its weak ETag, or under the one given."""
        body = answers.json_bytes(data)
        return answers.answer(
            request, body, etag=etag or answers.weak(body, request), content_type=media
        )


def given(request: Request) -> Mapping[str, Sequence[str]]:
    """Every parameter with all its values."""
    return dict(request.query_params.lists())


def next_address(request: Request, cursor: str) -> str | None:
    """The address of the next page: the same view, from the cursor on."""
    if not cursor:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def listed(request: Request, count: int, cursor: str, results: Sequence[Any]) -> dict[str, Any]:
    """The shape of every list."""
    return {
        "count": count,
        "next": next_address(request, cursor),
        "previous": None,
        "results": results,
    }
