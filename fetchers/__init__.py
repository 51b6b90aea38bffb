"""From the network to the archive: polite, bounded, never into the private network, every request in a ledger."""
