"""Archive to facts. Pure: no network, no database, no clock."""
