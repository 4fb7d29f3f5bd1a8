"""Is a descriptor clear? Hints for who words a scale: each says what is found, none forbids anything (D-257)."""

import re

from django.utils.translation import gettext as _

JOINS = re.compile(r"\b(?:en|maar|terwijl|alsook|evenals|and|but|while)\b|;", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(voldoende|regelmatig|adequaat|waar mogelijk|indien nodig|in zekere mate|optimaal|degelijk|enzovoort|"
    r"sufficiently|regularly|adequate(?:ly)?|where possible|if needed|et cetera)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(r"^(?:er (?:wordt|worden|is|zijn)|there (?:is|are))\b", re.IGNORECASE)
#: So many words on both sides of a joining word make two statements; fewer are a list of two things.
STATEMENT = 3
LONGEST = 25


def unclear(text: str) -> list[str]:
    """Return what makes ``text`` hard to rate, one sentence each; nothing when it is clear."""
    found = []
    if _says_two_things(text):
        found.append(_("This says two things at once: a school can do the one without the other. Make it one."))
    if match := VAGUE.search(text):
        found.append(_("“%(word)s” means something else to everybody. Say what one sees.") % {"word": match[0]})
    if NOBODY.search(text.strip()):
        found.append(_("Nobody does anything here. Begin with who does it."))
    if len(text.split()) > LONGEST:
        found.append(_("Longer than %(most)s words: nobody reads it in one go.") % {"most": LONGEST})
    return found


def _says_two_things(text: str) -> bool:
    """Whether there is more than one sentence, or a joining word with a whole statement on both sides."""
    sentences = [one for one in re.split(r"[.!?]+", text) if one.strip()]
    if len(sentences) > 1:
        return True
    return any(
        len(text[: match.start()].split()) >= STATEMENT and len(text[match.end() :].split()) >= STATEMENT
        for match in JOINS.finditer(text)
    )
