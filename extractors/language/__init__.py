"""Finnish (and what language a text is in): one door to morphology; everything else asks here."""
