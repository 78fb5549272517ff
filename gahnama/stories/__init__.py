"""Stories: which reports tell of one happening, and what each gives. Pure: from tellings to stories, without a store."""
