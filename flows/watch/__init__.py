"""Never quiet: each visit of a source is held against the one before; what is wrong becomes an alarm."""
