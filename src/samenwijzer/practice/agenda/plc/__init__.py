"""Professional learning communities as they are organised: forming, members, moments, what was tried, open doors."""
