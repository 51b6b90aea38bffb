"""The nouns of Kotokanta. This package imports nothing of the project and is imported by everything."""
