"""Signing in and out, and the page that makes the first administrator."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from incidents.actions.administrators import DeadLink, redeem_link
from incidents.models import User
from incidents.readers.administrators import link_is_live


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Ends the session by POST alone: no link of another site can sign a person out."""


class AdministratorForm(BaseUserCreationForm):  # type: ignore[type-arg]
    """A name and a password, twice."""

    class Meta:
        model = User
        fields: ClassVar[tuple[str, ...]] = ("username",)


@never_cache
@login_not_required
@sensitive_post_parameters()
@sensitive_variables("secret", "form")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    """Make the first administrator, once; a used or old address is a page that does not exist."""
    if not link_is_live(secret):
        raise Http404
    form = AdministratorForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/set_up.html", {"form": form})
    try:
        user = redeem_link(
            secret=secret,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password1"],
        )
    except DeadLink as error:
        raise Http404 from error
    login(request, user)
    return redirect("/")
