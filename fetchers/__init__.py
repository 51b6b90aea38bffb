"""Network to archive: client, robots exclusion, politeness, archive writing."""
