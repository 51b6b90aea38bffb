"""SQLite: the private archive, the published database, the judgements."""
