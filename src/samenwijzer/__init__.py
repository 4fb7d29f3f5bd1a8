"""Samenwijzer: personalised learning, together."""
