"""Rights, consents and requests in the words of the person concerned."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.corrections import plain_fields
from samenwijzer.network.rights.models import Consent, Request
from samenwijzer.network.rights.queries import Allowed
from samenwijzer.network.rights.records import Held
from samenwijzer.network.rights.words import field_title, ground_title, keep_title, purpose_title, table_title


@dataclass(frozen=True)
class HeldRow:
    """One line of what is held: what, how many, what for, on which ground and how long."""

    title: str
    count: int
    purpose: str
    ground: str
    kept: str


@dataclass(frozen=True)
class ConsentRow:
    """One thing that may be allowed, what that means, and how it stands."""

    allowed: Allowed
    title: str
    meaning: str


@dataclass(frozen=True)
class RequestRow:
    """One request with its kind, its state, and what was put right with the answer, in words."""

    request: Request
    kind: str
    state: str
    is_waiting: bool
    corrected: str


def held_rows(held: Iterable[Held]) -> list[HeldRow]:
    """Return a line a table."""
    return [
        HeldRow(
            table_title(one.label),
            one.count,
            purpose_title(one.declaration.purpose),
            ground_title(one.declaration.ground),
            keep_title(one.declaration.keep),
        )
        for one in held
    ]


def consent_rows(consents: Iterable[Allowed]) -> list[ConsentRow]:
    """Return a line a kind of consent."""
    words = {
        Consent.Kind.PICTURE.value: (
            _("Photos"),
            _("Teachers may keep a photo of work, on which you may be seen, with what they noted."),
        ),
        Consent.Kind.VOICE.value: (_("Voice"), _("Teachers may keep a recording of your voice with what they noted.")),
        Consent.Kind.SHARING.value: (
            _("Sharing"),
            _("What you choose yourself may be shown to somebody outside school."),
        ),
    }
    return [ConsentRow(one, *words[one.kind]) for one in consents]


def request_rows(requests: Iterable[Request]) -> list[RequestRow]:
    """Return a line a request."""
    kinds = {value: title for value, title, _note in right_choices()}
    states = {
        Request.Outcome.WAITING.value: _("waits for an answer"),
        Request.Outcome.GRANTED.value: _("granted"),
        Request.Outcome.REFUSED.value: _("refused"),
    }
    return [
        RequestRow(
            one, kinds[one.kind], states[one.outcome], one.outcome == Request.Outcome.WAITING, corrected_words(one)
        )
        for one in requests
    ]


def corrected_words(request: Request) -> str:
    """Say which field was put right, from what to what; nothing where none was."""
    what = request.corrected
    if not what:
        return ""
    words = {"field": field_title(what["field"]), "before": what["before"], "after": what["after"]}
    return _("Put right: %(field)s, from “%(before)s” to “%(after)s”.") % words


def plain_rows(person: Person) -> list[tuple[str, str, str]]:
    """Return the fields of a person that can be put right with an answer: name, title and what stands there now."""
    return [(name, field_title(name), getattr(person, name)) for name in plain_fields()]


def right_choices() -> list[tuple[str, str, str]]:
    """Return the rights one can use by asking: value, word and what it means."""
    return [
        (Request.Kind.CORRECTION.value, _("Something is wrong"), _("It is put right, or told why not.")),
        (Request.Kind.OBJECTION.value, _("I do not want this"), _("Say what should stop, and why.")),
        (Request.Kind.ERASURE.value, _("Remove it"), _("Once you have left school, or where it is not needed.")),
    ]
