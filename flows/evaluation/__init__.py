"""How good the extractors are: labelled documents against what is read from them, field by field."""
