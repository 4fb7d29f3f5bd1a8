"""The outside world: standards and files, in and out."""
