"""Learning from one another: inquiry, learning communities, intervision and small studies."""
