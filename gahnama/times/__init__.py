"""Stage 2, times: finds time expressions and resolves them to calendar days.

``find`` says which words are a time and what they say; ``resolve`` what days that is, given the document;
``publication`` infers when a document was published.
"""
