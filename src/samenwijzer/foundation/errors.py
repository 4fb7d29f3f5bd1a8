"""Refusals that a person reads."""


class Refused(Exception):
    """A rule refuses this; the message is a sentence for the person who asked, in their language."""


class NotVisible(Refused):
    """The viewer may not know that this exists; screens answer it as not found."""
