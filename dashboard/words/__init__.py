"""The words that the dashboard's JavaScript says, in the reader's language.

They stand in the one catalogue with all others and travel with the page as JSON. `{n}` and its like
are filled in by static/dashboard/words.js; `.one` and `.other` are forms for numbers.
"""

from __future__ import annotations

from dashboard.words import filters, page, places, places_file, rail

ALL = {
    **rail.WORDS,
    **filters.WORDS,
    **page.WORDS,
    **places.WORDS,
    **places_file.WORDS,
}


def words() -> dict[str, str]:
    """Every sentence by its key."""
    return {key: str(word) for key, word in ALL.items()}
