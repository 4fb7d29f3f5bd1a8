"""Hanging up a board, choosing from it, saying why, and looking back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.media import MediaKind, cleaned
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.corners.models import Board, CornerChoice, SpokenReason
from samenwijzer.learning.regulation.corners.pack import MOST_DAYS, corner_content
from samenwijzer.learning.regulation.corners.queries import board_for
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.rights.queries import has_consented

MOST_CARDS = 12


@transaction.atomic
def hang_board(*, unit: int, corners: Sequence[str], own: Sequence[tuple[str, str]], keeps: int, by: Viewer) -> Board:
    """Hang these corners of the pack and own cards (title, picture) on the board of a group that ``by`` guides."""
    check_guides_unit(by, unit, writing=True)
    content = corner_content()
    found = [one for one in (content.corner(key) for key in corners) if one is not None]
    cards: list[dict[str, Any]] = [{"key": one.key, "title": one.name, "picture": one.picture.value} for one in found]
    for title, picture in own:
        words = " ".join(title.split())[:80]
        if words:
            known = [one.picture.value for one in content.cards]
            shown = picture if picture in known else known[0]
            cards.append({"key": f"own-{slugify(words)[:50]}", "title": words, "picture": shown})
    if not cards or len(cards) > MOST_CARDS:
        raise Refused(_("Hang one to %(most)s cards on the board.") % {"most": MOST_CARDS})
    if not 1 <= keeps <= MOST_DAYS:
        raise Refused(_("A recording is kept one to %(most)s days.") % {"most": MOST_DAYS})
    board = Board.objects.create(unit_id=unit, cards=cards, keeps=keeps, by_id=by.person_id)
    record(verb="hang board", on=Reference("learning_corners.board", str(board.pk)), by=by.person_id)
    return board


@transaction.atomic
def choose_corner(*, card: str, by: Viewer) -> CornerChoice:
    """Keep what a learner chooses from the board of its group."""
    board = board_for(by)
    chosen = next((one for one in board.cards if one["key"] == card), None) if board else None
    if board is None or chosen is None:
        raise NotVisible(_("There is nothing here for you."))
    choice = CornerChoice.objects.create(
        learner_id=by.person_id, unit_id=board.unit_id, card=card, title=chosen["title"], picture=chosen["picture"]
    )
    record(verb="choose corner", on=_reference(choice), by=by.person_id)
    return choice


@transaction.atomic
def say_why(*, choice: UUID, reason: str = "", words: str = "", voice: bytes = b"", by: Viewer) -> CornerChoice:
    """Keep why: a picture of the pack, own words, or a voice recording, which needs consent (D-042)."""
    found = _own(choice, by)
    if reason and corner_content().reason(reason) is None:
        raise Refused(_("Choose one of the answers."))
    if voice:
        _keep_voice(found, voice, by)
    elif not reason and not words.strip():
        raise Refused(_("Say why: with a picture, a word or your voice."))
    found.reason, found.words = reason or found.reason, words.strip()[:300] or found.words
    found.save(update_fields=["reason", "words"])
    record(verb="say why", on=_reference(found), by=by.person_id)
    return found


def _keep_voice(choice: CornerChoice, voice: bytes, by: Viewer) -> None:
    media = cleaned(voice)
    if media.kind != MediaKind.VOICE:
        raise Refused(_("This is not a voice recording."))
    if not has_consented(by.person_id, MediaKind.VOICE):
        raise Refused(_("Recording waits until home has allowed it. Choose a picture."))
    board = Board.objects.filter(unit=choice.unit_id).latest("pk")
    values = {
        "content_type": media.content_type,
        "digest": vault.put(media.content),
        "until": by.on + timedelta(days=board.keeps),
    }
    SpokenReason.objects.update_or_create(choice=choice, defaults=values)


@transaction.atomic
def look_back(*, choice: UUID, went: int, by: Viewer) -> CornerChoice:
    """Keep how a learner found what it chose."""
    found = _own(choice, by)
    if went not in {one.value for one in corner_content().went}:
        raise Refused(_("Choose one of the answers."))
    found.went = went
    found.save(update_fields=["went"])
    return found


def _own(choice: UUID, by: Viewer) -> CornerChoice:
    found = CornerChoice.objects.filter(uid=choice, learner=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _reference(choice: CornerChoice) -> Reference:
    return Reference("learning_corners.cornerchoice", str(choice.pk))
