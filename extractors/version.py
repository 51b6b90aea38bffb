"""The extractors' version, recorded with every fact. Raise it when a change may alter what is read."""

VERSION = "0.1.0"
