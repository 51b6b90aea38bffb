"""The pages: Datasette's own conventions. Reads the published database, writes judgements only."""
