"""Map, timeline, count line, list and the states of the page."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

WORDS = {
    "number.percent": pgettext_lazy("dashboard: number", "{n}%"),
    "range": pgettext_lazy("dashboard: range", "{low}–{high}"),
    "title.composed": pgettext_lazy("dashboard: title", "{kind}, {place} ({country})"),
    "title.country": pgettext_lazy("dashboard: title", "{kind}, {country}"),
    "data_to": pgettext_lazy("dashboard: data_to", "data to {when}"),
    "changed_at": pgettext_lazy("dashboard: changed_at", "record changed {when}"),
    "close": pgettext_lazy("dashboard: close", "Close"),
    "count.incidents.one": pgettext_lazy("dashboard: count", "{n} incident"),
    "count.incidents.other": pgettext_lazy("dashboard: count", "{n} incidents"),
    "count.off_map.one": pgettext_lazy("dashboard: count", "{n} not on the map"),
    "count.off_map.other": pgettext_lazy("dashboard: count", "{n} not on the map"),
    "count.deaths.one": pgettext_lazy("dashboard: count", "{n} reported death"),
    "count.deaths.other": pgettext_lazy("dashboard: count", "{n} reported deaths"),
    "count.with_figure.one": pgettext_lazy("dashboard: count", "in {n} incident with a figure"),
    "count.with_figure.other": pgettext_lazy("dashboard: count", "in {n} incidents with a figure"),
    "count.range": pgettext_lazy("dashboard: count", "({low}–{high})"),
    "count.without.one": pgettext_lazy("dashboard: count", "; {n} without"),
    "count.without.other": pgettext_lazy("dashboard: count", "; {n} without"),
    "count.none_retained.one": pgettext_lazy(
        "dashboard: count", "No toll retained for this incident"
    ),
    "count.none_retained.other": pgettext_lazy(
        "dashboard: count", "No toll retained for any of these {n} incidents"
    ),
    "count.partial": pgettext_lazy(
        "dashboard: count",
        "Still loading: until then, linked incidents may count more than once",
    ),
    "count.mixed.one": pgettext_lazy("dashboard: count", "from {n} data set"),
    "count.mixed.other": pgettext_lazy("dashboard: count", "This sum mixes {n} data sets"),
    "timeline.by": pgettext_lazy("dashboard: timeline", "by {unit} and kind"),
    "timeline.choose": pgettext_lazy("dashboard: timeline", "Choose {period}"),
    "timeline.label.incidents": pgettext_lazy(
        "dashboard: timeline", "Incidents by {unit}, {period}. Most: {highest}, {bar}."
    ),
    "timeline.label.deaths": pgettext_lazy(
        "dashboard: timeline", "Reported deaths by {unit}, {period}. Most: {highest}, {bar}."
    ),
    "unit": pgettext_lazy("dashboard: unit", "Bars by"),
    "unit.day": pgettext_lazy("dashboard: unit", "day"),
    "unit.week": pgettext_lazy("dashboard: unit", "week"),
    "unit.month": pgettext_lazy("dashboard: unit", "month"),
    "unit.day.letter": pgettext_lazy("dashboard: unit", "D"),
    "unit.week.letter": pgettext_lazy("dashboard: unit", "W"),
    "unit.month.letter": pgettext_lazy("dashboard: unit", "M"),
    "unit.day.name": pgettext_lazy("dashboard: unit", "Day"),
    "unit.week.name": pgettext_lazy("dashboard: unit", "Week"),
    "unit.month.name": pgettext_lazy("dashboard: unit", "Month"),
    "play": pgettext_lazy("dashboard: play", "Play: move the period on"),
    "pause": pgettext_lazy("dashboard: pause", "Pause"),
    "compare": pgettext_lazy("dashboard: compare", "Compare"),
    "compare.title": pgettext_lazy("dashboard: compare", "Compare with the period before"),
    "compare.numbers": pgettext_lazy("dashboard: compare", "{n}, against {m} in {period}"),
    "compare.nothing": pgettext_lazy("dashboard: compare", "nothing recorded in {period}"),
    "compare.begins": pgettext_lazy(
        "dashboard: compare", "no comparison: {dataset} begins on {day}"
    ),
    "compare.ends": pgettext_lazy("dashboard: compare", "no comparison: {dataset} ends on {day}"),
    "unfinished": pgettext_lazy("dashboard: unfinished", "Recent weeks are still filling"),
    "brush.body": pgettext_lazy("dashboard: brush", "Period"),
    "brush.start": pgettext_lazy("dashboard: brush", "Start of the period"),
    "brush.end": pgettext_lazy("dashboard: brush", "End of the period"),
    "mode.points": pgettext_lazy("dashboard: mode", "Points"),
    "mode.density": pgettext_lazy("dashboard: mode", "Density"),
    "mode.regions": pgettext_lazy("dashboard: mode", "Regions"),
    "legend": pgettext_lazy("dashboard: legend", "Legend"),
    "legend.size": pgettext_lazy("dashboard: legend", "{n}"),
    "legend.deaths": pgettext_lazy("dashboard: legend", "{n}+ deaths"),
    "legend.rival": pgettext_lazy("dashboard: legend", "lowest, none retained"),
    "legend.no_figure": pgettext_lazy("dashboard: legend", "no figure"),
    "legend.imprecise": pgettext_lazy("dashboard: legend", "place imprecise"),
    "legend.contested": pgettext_lazy("dashboard: legend", "accounts differ"),
    "legend.density.incidents": pgettext_lazy("dashboard: legend", "Incidents in each cell"),
    "legend.density.deaths": pgettext_lazy("dashboard: legend", "Reported deaths in each cell"),
    "legend.cells": pgettext_lazy(
        "dashboard: legend", "Incidents in each cell, by their most frequent kind"
    ),
    "legend.unknown.incidents": pgettext_lazy(
        "dashboard: legend", "nothing recorded: no proof of calm"
    ),
    "legend.unknown.deaths": pgettext_lazy("dashboard: legend", "no figure recorded"),
    "legend.regions.incidents": pgettext_lazy("dashboard: legend", "Incidents in each region"),
    "legend.regions.deaths": pgettext_lazy("dashboard: legend", "Reported deaths in each region"),
    "legend.units.now": pgettext_lazy(
        "dashboard: legend", "Outlines: Burkina Faso since July 2025, Mali before 2016"
    ),
    "legend.units.before": pgettext_lazy(
        "dashboard: legend", "Outlines: Burkina Faso before July 2025, Mali before 2016"
    ),
    "legend.no_region.one": pgettext_lazy(
        "dashboard: legend", "{n} incident whose region is not known"
    ),
    "legend.no_region.other": pgettext_lazy(
        "dashboard: legend", "{n} incidents whose region is not known"
    ),
    "legend.elsewhere.incidents.one": pgettext_lazy(
        "dashboard: legend", "{n} incident in a region without outline here"
    ),
    "legend.elsewhere.incidents.other": pgettext_lazy(
        "dashboard: legend", "{n} incidents in regions without outline here"
    ),
    "legend.elsewhere.deaths.one": pgettext_lazy(
        "dashboard: legend", "{n} death in a region without outline here"
    ),
    "legend.elsewhere.deaths.other": pgettext_lazy(
        "dashboard: legend", "{n} deaths in regions without outline here"
    ),
    "zoom.in": pgettext_lazy("dashboard: zoom", "Zoom in"),
    "zoom.out": pgettext_lazy("dashboard: zoom", "Zoom out"),
    "draw": pgettext_lazy("dashboard: draw", "Draw an area"),
    "draw.circle": pgettext_lazy("dashboard: draw", "Circle: drag from its middle"),
    "draw.polygon": pgettext_lazy("dashboard: draw", "Polygon: click its corners"),
    "draw.around": pgettext_lazy("dashboard: draw", "Kilometres around the middle of the map"),
    "draw.apply": pgettext_lazy("dashboard: draw", "Apply"),
    "draw.clear": pgettext_lazy("dashboard: draw", "Clear the area"),
    "draw.cancel": pgettext_lazy("dashboard: draw", "Cancel"),
    "draw.hint.circle": pgettext_lazy("dashboard: draw", "Press on the map and drag"),
    "draw.hint.polygon": pgettext_lazy(
        "dashboard: draw", "Click each corner; click the first again, or press Enter, to close"
    ),
    "draw.radius": pgettext_lazy("dashboard: draw", "{km} km"),
    "draw.crosses": pgettext_lazy(
        "dashboard: draw", "The lines cross: take back corners with Backspace"
    ),
    "spot.title.one": pgettext_lazy("dashboard: spot", "{n} incident here"),
    "spot.title.other": pgettext_lazy("dashboard: spot", "{n} incidents here"),
    "list.count.one": pgettext_lazy("dashboard: list", "{n} incident in view"),
    "list.count.other": pgettext_lazy("dashboard: list", "{n} incidents in view"),
    "list.again.one": pgettext_lazy("dashboard: list", "{n} row says the same as another"),
    "list.again.other": pgettext_lazy("dashboard: list", "{n} rows say the same as others"),
    "list.label": pgettext_lazy("dashboard: list", "Incidents in view"),
    "list.start": pgettext_lazy("dashboard: list", "Date"),
    "list.what": pgettext_lazy("dashboard: list", "What, where"),
    "list.fatalities": pgettext_lazy("dashboard: list", "Deaths"),
    "dossier.back": pgettext_lazy("dashboard: dossier", "List"),
    "dossier.page": pgettext_lazy("dashboard: dossier", "Open as a page"),
    "dossier.loading": pgettext_lazy("dashboard: dossier", "Loading the incident"),
    "dossier.unknown": pgettext_lazy(
        "dashboard: dossier", "This incident does not exist, or is not shown to you."
    ),
    "dossier.away": pgettext_lazy(
        "dashboard: dossier", "The server does not answer. Try again when the connection is back."
    ),
    "copy": pgettext_lazy("dashboard: copy", "Copy link"),
    "copy.done": pgettext_lazy("dashboard: copy", "Link copied"),
    "copy.field": pgettext_lazy("dashboard: copy", "The address of this view"),
    "export": pgettext_lazy("dashboard: export", "Export"),
    "export.exactly": pgettext_lazy("dashboard: export", "Exactly this view, as:"),
    "export.csv": pgettext_lazy("dashboard: export", "CSV (table)"),
    "export.geojson": pgettext_lazy("dashboard: export", "GeoJSON (map)"),
    "export.count.one": pgettext_lazy("dashboard: export", "{n} incident."),
    "export.count.other": pgettext_lazy("dashboard: export", "{n} incidents."),
    "export.held": pgettext_lazy("dashboard: export", "Left out by their licence: {names}."),
    "sheet.filters": pgettext_lazy("dashboard: sheet", "Filters"),
    "sheet.map": pgettext_lazy("dashboard: sheet", "Map"),
    "sheet.list": pgettext_lazy("dashboard: sheet", "List"),
    "loading": pgettext_lazy("dashboard: loading", "Loading the record: {megabytes} of {of} MB"),
    "loading.held": pgettext_lazy(
        "dashboard: loading",
        "Slow connection: period, place, kind and deaths can be used; the rest is loaded when it "
        "is needed.",
    ),
    "loading.all": pgettext_lazy("dashboard: loading", "Load everything"),
    "loading.summary": pgettext_lazy(
        "dashboard: loading",
        "By month, from a summary: drag over the timeline. The record is being loaded.",
    ),
    "loading.label": pgettext_lazy("dashboard: loading", "Loading"),
    "away": pgettext_lazy(
        "dashboard: away", "The server does not answer. What is loaded keeps working."
    ),
    "ignored": pgettext_lazy("dashboard: ignored", "Not understood in this address, so ignored:"),
    "ignored.value": pgettext_lazy("dashboard: ignored", "{part} (no such value)"),
    "ignored.unreadable": pgettext_lazy("dashboard: ignored", "{part} (cannot be read)"),
    "ignored.name": pgettext_lazy("dashboard: ignored", "{part} (no such parameter)"),
    "ignored.crossed": pgettext_lazy("dashboard: ignored", "{part} (start and end are crossed)"),
    "ignored.repeated": pgettext_lazy("dashboard: ignored", "{part} (given more than once)"),
    "failed": pgettext_lazy(
        "dashboard: failed", "The record could not be loaded. Check the connection, then try again."
    ),
    "failed.retry": pgettext_lazy("dashboard: failed", "Try again"),
    "failed.list": pgettext_lazy("dashboard: failed", "Open the plain list"),
}
