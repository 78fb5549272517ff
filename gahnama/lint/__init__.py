"""Checks the facts of the ontology and the names that a language gives them: each by itself, and against each other."""
