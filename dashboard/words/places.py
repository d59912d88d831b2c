"""My places: what a person brings along, what is recorded near it, and what this device keeps."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

WORDS = {
    "sheet.places": pgettext_lazy("dashboard: sheet", "Places"),
    "places.title": pgettext_lazy("dashboard: places", "My places"),
    "places.opening": pgettext_lazy("dashboard: places", "Opening…"),
    "places.failed": pgettext_lazy(
        "dashboard: places",
        "This part of the page could not be loaded. Check the connection, then try again.",
    ),
    "places.promise": pgettext_lazy(
        "dashboard: places",
        "Your sites and routes stay in this browser: the file is read here and never sent.",
    ),
    "places.choose": pgettext_lazy("dashboard: places", "Choose a file…"),
    "places.formats": pgettext_lazy(
        "dashboard: places",
        "CSV, KML, GeoJSON or GPX, up to 5 MB and 2,000 places; or drop it here.",
    ),
    "places.clear": pgettext_lazy("dashboard: places", "Take all off"),
    "places.print": pgettext_lazy("dashboard: places", "Print"),
    "places.reading": pgettext_lazy("dashboard: places", "Reading {file}…"),
    "places.unreadable": pgettext_lazy(
        "dashboard: places", "{file} cannot be opened: choose it again."
    ),
    "places.taken.one": pgettext_lazy("dashboard: places", "{n} place taken from {file}"),
    "places.taken.other": pgettext_lazy("dashboard: places", "{n} places taken from {file}"),
    "places.dropped": pgettext_lazy("dashboard: places", "Nothing was taken."),
    "places.cleared": pgettext_lazy("dashboard: places", "All places were taken off."),
    "places.unnamed": pgettext_lazy("dashboard: places", "Place {n}"),
    "places.nameless": pgettext_lazy("dashboard: places", "without a name"),
    "places.km": pgettext_lazy("dashboard: places", "{n} km"),
    "places.km.label": pgettext_lazy("dashboard: places", "Incidents within"),
    "places.days.label": pgettext_lazy("dashboard: places", "Newest days of the data"),
    "places.waiting": pgettext_lazy("dashboard: places", "The record is still coming in."),
    "places.span": pgettext_lazy(
        "dashboard: places", "{period}, against {earlier} before. Data to {newest}."
    ),
    "places.filters": pgettext_lazy(
        "dashboard: places",
        "Counted under the filters of the page ({filters}), but for its period and its area.",
    ),
    "places.filter.pair": pgettext_lazy("dashboard: places", "{title}: {label}"),
    "places.filters.none": pgettext_lazy(
        "dashboard: places",
        "All incidents are counted. The filters of the page hold here too, but for its period and "
        "its area.",
    ),
    "places.noun.one": pgettext_lazy("dashboard: places, after a number", "incident"),
    "places.noun.other": pgettext_lazy("dashboard: places, after a number", "incidents"),
    "places.before": pgettext_lazy("dashboard: places", "{n} before"),
    "places.site": pgettext_lazy("dashboard: places", "Point"),
    "places.route": pgettext_lazy("dashboard: places", "Route"),
    "places.show": pgettext_lazy("dashboard: places", "Show on the map"),
    "places.filter": pgettext_lazy("dashboard: places", "Filter the page by it"),
    "places.filter.warning": pgettext_lazy(
        "dashboard: places",
        "The filter puts this point into the address of the page: a copied link, an export or a "
        "reload then tells it to others and to the server.",
    ),
    "places.all.one": pgettext_lazy("dashboard: places", "Show {n} incident"),
    "places.all.other": pgettext_lazy("dashboard: places", "Show all {n} incidents"),
    "places.here": pgettext_lazy("dashboard: places, distance", "on it"),
    "places.at": pgettext_lazy("dashboard: places, distance", "{km} km {wind}"),
    "places.about": pgettext_lazy(
        "dashboard: places, distance", "{distance}, place approximate (± {radius} km)"
    ),
    "places.wind.n": pgettext_lazy("dashboard: places, direction", "N"),
    "places.wind.ne": pgettext_lazy("dashboard: places, direction", "NE"),
    "places.wind.e": pgettext_lazy("dashboard: places, direction", "E"),
    "places.wind.se": pgettext_lazy("dashboard: places, direction", "SE"),
    "places.wind.s": pgettext_lazy("dashboard: places, direction", "S"),
    "places.wind.sw": pgettext_lazy("dashboard: places, direction", "SW"),
    "places.wind.w": pgettext_lazy("dashboard: places, direction", "W"),
    "places.wind.nw": pgettext_lazy("dashboard: places, direction", "NW"),
    "places.off_map.one": pgettext_lazy(
        "dashboard: places",
        "{n} incident of these days has no point on the map: it is counted near no place.",
    ),
    "places.off_map.other": pgettext_lazy(
        "dashboard: places",
        "{n} incidents of these days have no point on the map: they are counted near no place.",
    ),
    "places.ended": pgettext_lazy(
        "dashboard: places", "{dataset} ends on {day}: it adds nothing to these days."
    ),
    "places.calm": pgettext_lazy(
        "dashboard: places", "Where nothing is recorded, that is not proof of calm."
    ),
    "places.filling": pgettext_lazy("dashboard: places", "Recent weeks are still filling."),
    "places.print.title": pgettext_lazy("dashboard: places, print", "Incidents near my places"),
    "places.print.reach": pgettext_lazy("dashboard: places, print", "Within {km} km; {spans}"),
    "places.print.made": pgettext_lazy("dashboard: places, print", "Printed on {day}"),
    "places.print.place": pgettext_lazy("dashboard: places, print", "Place"),
    "places.print.now": pgettext_lazy("dashboard: places, print", "Incidents"),
    "places.print.before": pgettext_lazy("dashboard: places, print", "Compared"),
    "places.print.more.one": pgettext_lazy("dashboard: places, print", "and {n} more, not printed"),
    "places.print.more.other": pgettext_lazy(
        "dashboard: places, print", "and {n} more, not printed"
    ),
    "places.print.data": pgettext_lazy("dashboard: places, print", "Data: {sources}"),
    "places.device": pgettext_lazy("dashboard: places", "This device"),
    "places.keep": pgettext_lazy("dashboard: places", "Keep my places on this device"),
    "places.keep.note": pgettext_lazy(
        "dashboard: places",
        "Off: they are gone when this page is closed or reloaded. On: whoever uses this browser "
        "can see them.",
    ),
    "places.kept": pgettext_lazy("dashboard: places", "Kept on this device."),
    "places.unkept": pgettext_lazy(
        "dashboard: places", "Nothing of them is kept on this device any more."
    ),
    "places.unkept.full": pgettext_lazy(
        "dashboard: places", "Too much to keep on this device: nothing is kept."
    ),
    "places.unkept.closed": pgettext_lazy(
        "dashboard: places", "The browser allows no storage here: nothing is kept."
    ),
    "places.neutral": pgettext_lazy("dashboard: places", "Neutral title and icon"),
    "places.neutral.note": pgettext_lazy(
        "dashboard: places",
        "The browser's tab then says “Notes”. Kept for the next visit only if my places are.",
    ),
    "places.wipe": pgettext_lazy("dashboard: places", "Wipe this device"),
    "places.wipe.note": pgettext_lazy(
        "dashboard: places",
        "Clears all that this site ever stored in this browser, and signs you out. Not within its "
        "reach: the browser's history, your downloads, your file.",
    ),
    "places.wiping": pgettext_lazy("dashboard: places", "Wiping…"),
    "places.wiped": pgettext_lazy(
        "dashboard: places", "Wiped: this site has nothing stored in this browser any more."
    ),
    "places.wiped.left": pgettext_lazy(
        "dashboard: places",
        "Not all could be cleared ({names}): close the other tabs of this site and wipe again.",
    ),
    "places.wiped.alone": pgettext_lazy(
        "dashboard: places",
        "The server did not answer: copies of pages may remain and you may still be signed in. "
        "Wipe again when the connection is back.",
    ),
}
