"""Text to values, one module a field family."""
