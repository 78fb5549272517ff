"""Stories: which reports tell of one happening, and what each gives. Pure: knows of no store."""
