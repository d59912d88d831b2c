"""My places: the file, what is refused of it and why, and what a file looks like."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

WORDS = {
    "places.review": pgettext_lazy("dashboard: places", "What was read"),
    "places.read.one": pgettext_lazy("dashboard: places", "{n} place read in {file}"),
    "places.read.other": pgettext_lazy("dashboard: places", "{n} places read in {file}"),
    "places.same.one": pgettext_lazy(
        "dashboard: places", "{n} stands here already, and is left out."
    ),
    "places.same.other": pgettext_lazy(
        "dashboard: places", "{n} stand here already, and are left out."
    ),
    "places.refused.one": pgettext_lazy("dashboard: places", "{n} refused:"),
    "places.refused.other": pgettext_lazy("dashboard: places", "{n} refused:"),
    "places.more.one": pgettext_lazy("dashboard: places", "and {n} more"),
    "places.more.other": pgettext_lazy("dashboard: places", "and {n} more"),
    "places.beyond.one": pgettext_lazy(
        "dashboard: places",
        "{n} lies outside the region of this record, where nothing is counted: {names}",
    ),
    "places.beyond.other": pgettext_lazy(
        "dashboard: places",
        "{n} lie outside the region of this record, where nothing is counted: {names}",
    ),
    "places.swap.one": pgettext_lazy(
        "dashboard: places", "Swap latitude and longitude: {n} then lies inside"
    ),
    "places.swap.other": pgettext_lazy(
        "dashboard: places", "Swap latitude and longitude: {n} then lie inside"
    ),
    "places.take.one": pgettext_lazy("dashboard: places", "Take {n} place"),
    "places.take.other": pgettext_lazy("dashboard: places", "Take {n} places"),
    "places.drop": pgettext_lazy("dashboard: places", "Take none"),
    "places.line": pgettext_lazy("dashboard: places, refused", "{where}: {why}"),
    "places.where.line": pgettext_lazy("dashboard: places, refused", "Line {n}"),
    "places.where.line_named": pgettext_lazy("dashboard: places, refused", "Line {n} ({name})"),
    "places.where.item": pgettext_lazy("dashboard: places, refused", "No. {n}"),
    "places.where.item_named": pgettext_lazy("dashboard: places, refused", "No. {n} ({name})"),
    "places.where.file": pgettext_lazy("dashboard: places, refused", "The file"),
    "places.field.latitude": pgettext_lazy("dashboard: places, field", "latitude"),
    "places.field.longitude": pgettext_lazy("dashboard: places, field", "longitude"),
    "places.field.coordinates": pgettext_lazy("dashboard: places, field", "coordinates"),
    "places.field.geometry": pgettext_lazy("dashboard: places, field", "geometry"),
    "places.why.missing": pgettext_lazy(
        "dashboard: places, refused", "{field} is empty. Give degrees, such as 14.1 or 14°06′N."
    ),
    "places.why.unreadable": pgettext_lazy(
        "dashboard: places, refused",
        "{field} “{value}” cannot be read. Write degrees, such as 14.1 or 14°06′N.",
    ),
    "places.why.range": pgettext_lazy(
        "dashboard: places, refused",
        "{field} {value} is no place on earth. Write degrees (WGS 84), not metres.",
    ),
    "places.why.columns": pgettext_lazy(
        "dashboard: places, refused",
        "no column for the {field}. Name the columns in the first line: name, lat, lon. "
        "Found: {value}",
    ),
    "places.why.cells": pgettext_lazy(
        "dashboard: places, refused",
        "{value} cells where the first line has {most}. Put quotation marks around a cell that "
        "holds a separator.",
    ),
    "places.why.cells_comma": pgettext_lazy(
        "dashboard: places, refused",
        "{value} cells where the first line has {most}. For decimal commas, separate by semicolons "
        "or put quotation marks around numbers.",
    ),
    "places.why.quote": pgettext_lazy(
        "dashboard: places, refused", "a quotation mark opens here and never closes. Close it."
    ),
    "places.why.short": pgettext_lazy(
        "dashboard: places, refused", "a route needs two different points. Give another."
    ),
    "places.why.nothing": pgettext_lazy(
        "dashboard: places, refused", "has neither a point nor a line. Draw one."
    ),
    "places.why.area": pgettext_lazy(
        "dashboard: places, refused", "an area is not taken. Give a point or a line."
    ),
    "places.why.link": pgettext_lazy(
        "dashboard: places, refused",
        "a link to another file is not followed. Save its places in the file itself.",
    ),
    "places.why.many": pgettext_lazy(
        "dashboard: places, refused", "beyond {most} places. Take some off first."
    ),
    "places.why.many_more": pgettext_lazy(
        "dashboard: places, refused",
        "and others, {n} in all, are beyond {most} places. Take some off first.",
    ),
    "places.why.long": pgettext_lazy(
        "dashboard: places, refused",
        "beyond {most} points of routes in all. Simplify the route.",
    ),
    "places.why.large": pgettext_lazy(
        "dashboard: places, refused", "larger than {most} MB. Divide or simplify it."
    ),
    "places.why.packed": pgettext_lazy(
        "dashboard: places, refused",
        "packed (Excel, KMZ). Save it as CSV or KML.",
    ),
    "places.why.empty": pgettext_lazy(
        "dashboard: places, refused", "holds no place. Give one on each line."
    ),
    "places.why.unknown": pgettext_lazy(
        "dashboard: places, refused", "neither CSV nor KML, GeoJSON or GPX. Save it as one of them."
    ),
    "places.why.doctype": pgettext_lazy(
        "dashboard: places, refused",
        "declares entities of its own (DOCTYPE), which are not expanded. Save it as plain KML.",
    ),
    "places.why.xml": pgettext_lazy(
        "dashboard: places, refused", "no well-formed XML. Save it again as KML."
    ),
    "places.why.json": pgettext_lazy(
        "dashboard: places, refused", "no readable JSON ({value}). Save it again as GeoJSON."
    ),
    "places.help": pgettext_lazy("dashboard: places", "What the file looks like"),
    "places.help.sites": pgettext_lazy(
        "dashboard: places",
        "A table: name, latitude, longitude in degrees. Comma, semicolon or tab; decimal point or "
        "comma.",
    ),
    "places.help.routes": pgettext_lazy(
        "dashboard: places",
        "A route: a column “route” in place of the name, one line for each point of it.",
    ),
    "places.help.kml": pgettext_lazy(
        "dashboard: places",
        "Or points and lines saved as KML, GeoJSON or GPX by a map program.",
    ),
    "places.sample.sites": pgettext_lazy(
        "dashboard: places",
        "name{s}lat{s}lon\nDjibo{s}14.10{s}-1.63\nAyorou{s}14°44′N{s}0°55′E",
    ),
    "places.sample.routes": pgettext_lazy(
        "dashboard: places",
        "route{s}lat{s}lon\nGao – Ansongo{s}16.27{s}-0.04\nGao – Ansongo{s}15.66{s}0.50",
    ),
}
