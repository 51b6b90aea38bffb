"""Which field stands where, one module a kind of source."""
