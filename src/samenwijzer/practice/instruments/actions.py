"""Answering an instrument."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.instruments.models import Answer, Response, Sharing
from samenwijzer.practice.instruments.pack import Instrument, instruments


@transaction.atomic
def respond(*, instrument: str, unit: int, answers: Mapping[str, int], by: Viewer) -> Response:
    """Keep what ``by`` answers as a member of ``unit``: a value for each question that was not skipped."""
    asked = instruments().get(instrument)
    if asked is None or asked.guide or unit not in {function.unit_id for function in by.functions}:
        raise NotVisible(_("There is nothing here for you."))
    return keep_response(asked=asked, unit=unit, answers=answers, by=by)


@transaction.atomic
def keep_response(*, asked: Instrument, unit: int, answers: Mapping[str, int], by: Viewer) -> Response:
    """Keep a value for each question of ``asked`` that was not skipped; who calls it checked the place ``unit``."""
    chosen = [(question, answers[question.key]) for question in asked.questions if question.key in answers]
    if not chosen or any(value not in asked.values_of(question) for question, value in chosen):
        raise Refused(_("Choose one of the answers."))
    response = Response.objects.create(
        instrument=asked.identifier, version=asked.version, person_id=by.person_id, unit_id=unit
    )
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question=question.key,
            dimension=question.dimension,
            value=value,
            score=asked.score(question, value),
        )
        for question, value in chosen
    )
    record(verb="respond", on=Reference("instruments.response", str(response.pk)), by=by.person_id)
    return response


@transaction.atomic
def share_trend(*, instrument: str, is_shared: bool, by: Viewer) -> Sharing:
    """Show the own trend to the adults who guide ``by``, or no longer; from now on (D-017)."""
    if instrument not in instruments():
        raise NotVisible(_("There is nothing here for you."))
    made = Sharing.objects.create(instrument=instrument, person_id=by.person_id, is_shared=is_shared)
    record(verb="share trend", on=Reference("practice_instruments.sharing", str(made.pk)), by=by.person_id)
    return made
