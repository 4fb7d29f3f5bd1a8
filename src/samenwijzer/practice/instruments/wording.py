"""One text in as many words as its reader reads: in full, in few words, or said aloud beside a picture."""

from django.utils.translation import get_language

from samenwijzer.foundation.packs import PackModel, Text


class Wording(PackModel):
    """A text for each way to read; one that is missing is that of the way above it, which asks for more reading.

    The ways are the keys ``full``, ``simple`` and ``pictures``; which one a person reads is settled elsewhere.
    """

    full: Text
    simple: Text | None = None
    pictures: Text | None = None

    def words(self, mode: str = "full") -> str:
        """Return the text for who reads in ``mode``, in the active language."""
        ways = {"full": self.full, "simple": self.simple or self.full}
        ways["pictures"] = self.pictures or ways["simple"]
        return ways[mode].in_language(get_language() or "nl")
