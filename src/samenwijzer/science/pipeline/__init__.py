"""Evidence to figures of groups: Ibis tables in, Ibis expressions out. It opens nothing."""
