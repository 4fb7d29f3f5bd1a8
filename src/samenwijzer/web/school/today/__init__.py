"""The day of who heads a school."""
