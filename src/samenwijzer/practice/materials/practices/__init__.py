"""Practices of schools beside research: examples with their evidence, cards with core components, and comments."""
