"""Stage 3, events: deeds found, with roles, sources, dates and status, joined within the article."""
