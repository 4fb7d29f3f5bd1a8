"""What a school looks like on one page: what is due, and where it stands."""
