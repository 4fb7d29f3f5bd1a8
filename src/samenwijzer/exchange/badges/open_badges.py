"""A finished track as an Open Badge 3.0 (1EdTech), signed with the key of this installation.

An ``OpenBadgeCredential`` is a W3C Verifiable Credential; the proof is ``eddsa-jcs-2022``, so whoever receives the file
checks it without an account and without us: https://www.imsglobal.org/spec/ob/v3p0/.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.exchange.profiles.signatures import Document, did_of, own_key, signed
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.offers.roles.pack import said
from samenwijzer.practice.offers.training.queries import track_page

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


@transaction.atomic
def badge(*, track: str, by: Viewer) -> Document:
    """Return the badge of a track that ``by`` finished; refused before (D-370)."""
    line = track_page(viewer=by, key=track)
    if line.track.badge is None or line.follow is None:
        raise NotVisible(_("There is nothing here for you."))
    if not line.is_over:
        raise Refused(_("The badge is there once every task is done."))
    record(verb="take badge", on=Reference("people.person", str(by.person_id)), by=by.person_id)
    achievement = {
        "id": f"urn:samenwijzer:track:{line.track.key}",
        "type": ["Achievement"],
        "name": line.track.name,
        "description": line.track.intro,
        "criteria": {"narrative": said(line.track.badge)},
    }
    document: Document = {
        "@context": CONTEXT,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": did_of(own_key().public_key()), "type": ["Profile"], "name": _issuer(by)},
        "validFrom": line.over_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "name": line.track.name,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": by.name, "identityType": "name"}
            ],
            "achievement": achievement,
        },
    }
    return signed(document, at=timezone.now())


def _issuer(by: Viewer) -> str:
    """Return the name of the network in which ``by`` works."""
    roots = {int(one.unit_path.strip("/").split("/")[0]) for one in by.functions}
    return str(Unit.objects.filter(pk__in=roots).order_by("pk").first() or "")
