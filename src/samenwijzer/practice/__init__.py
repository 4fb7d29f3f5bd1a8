"""How we work."""
