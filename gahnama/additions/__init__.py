"""A user's own people and organisations: imported from tables and Wikidata, read beside those of the package."""
