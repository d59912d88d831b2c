"""What every address of the API shares: who may read, how parameters are read, how it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from incidents.api import answers
from incidents.api.bodies import JsonBody
from incidents.api.negotiation import Json, Negotiation
from incidents.api.openapi import Described, Operation
from incidents.api.problems import handle
from incidents.filters import Declaration
from incidents.filters.lists import NOTHING


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

    def get_exception_handler(self) -> Any:
        return handle

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The methods that this address takes, and nothing else."""
        response = HttpResponse(status=204)
        response["Allow"] = ", ".join(self.allowed_methods)
        return answers.finish(request, response)

    def asked(self, request: Request) -> Any:
        """The parameters of the address, read; raises Refused."""
        return self.declaration.parse(given(request))

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
