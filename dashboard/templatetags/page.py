"""Words of the page for templates: links that keep the language, and numbers."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard import writing
from dashboard.language import PARAMETER, chosen_language, in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Context, address: str) -> str:
    """An address of this site, in the language that the page's own address names."""
    return in_language(address, _chosen(context))


@register.simple_tag(takes_context=True)
def keep_language(context: Context) -> SafeString:
    """The hidden field with which a form keeps the language that the address names."""
    chosen = _chosen(context)
    if not chosen:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', PARAMETER, chosen)


@register.filter
def number(value: int) -> str:
    return writing.number(value)


def _chosen(context: Context) -> str:
    request: Any = context.get("request")
    return chosen_language(request) if request is not None else ""
