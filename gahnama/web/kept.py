"""What is computed once as long as the chronicle stays as it is: counts and drawings. Yields plain values, Facets."""

from __future__ import annotations

from typing import Any

from gahnama.records import Stats
from gahnama.store.browse import Facets
from gahnama.web import drawing
from gahnama.web.filters import Filters
from gahnama.web.site import Site
from gahnama.web.texts import Texts


def facets(site: Site, filters: Filters) -> Facets:
    """How much is found, and how it is spread."""
    return site.once(("facets", filters), lambda: site.chronicle.browser.facets(filters.query))


def timeline(site: Site, filters: Filters, said: Texts) -> dict[str, Any]:
    """The marks of a timeline."""
    return site.once(("timeline", said.code, filters), lambda: drawing.timeline(site.chronicle, filters.query, said))


def places(site: Site, filters: Filters, said: Texts) -> dict[str, Any]:
    """The marks of a map."""
    return site.once(("map", said.code, filters), lambda: drawing.places(site.chronicle, filters.query, said))


def network(site: Site, filters: Filters, said: Texts, level: str) -> dict[str, Any]:
    """Who does what to whom; ``level``: ``name`` for participants by name, else countries."""
    return site.once(
        ("network", said.code, filters, level),
        lambda: drawing.network(site.chronicle, filters.query, said, level == "name"),
    )


def actor(site: Site, key: str, said: Texts) -> dict[str, Any]:
    """An actor by a country's code, an id or a name."""
    return site.once(("actor", said.code, key), lambda: drawing.actor(site.chronicle, key, said))


def stats(site: Site) -> Stats:
    """How much there is."""
    return site.once("stats", site.chronicle.stats)
