"""Stage 1, text: the normal form, words, verb groups, sentences and clauses of a document."""
