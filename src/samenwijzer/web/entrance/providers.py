"""Who else may sign people in: OpenID Connect and SAML providers of a school or school group, read from one file.

Read while the settings are made, so nothing here touches a model.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackModel, load

Key = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Address = Annotated[str, Field(pattern=r"^https://\S+$")]


class Provider(PackModel):
    """What both kinds have: a name, and how whoever comes in is found among the people of the roster.

    ``claim`` (OpenID Connect) or attribute (SAML) holds what ``known_by`` names here. An e-mail address counts only
    when the provider says it was verified, unless ``trusts_email``: then every address of this provider is believed.
    """

    key: Key
    name: Annotated[str, Field(min_length=1, max_length=40)]
    known_by: Literal["username", "email"]
    claim: Annotated[str, Field(min_length=1)]
    trusts_email: bool = False


class OpenID(Provider):
    """An OpenID Connect provider; the secret stands in the environment, under the name ``secret_in``."""

    kind: Literal["openid"]
    server: Address
    client: str
    secret_in: str


class Saml(Provider):
    """A SAML 2.0 identity provider, by the address of its metadata or by what would stand in it.

    With ``sign_off``, or such an address in the metadata, the provider can sign its people out here too.
    """

    kind: Literal["saml"]
    entity: str
    metadata: Address | None = None
    sign_on: Address | None = None
    sign_off: Address | None = None
    certificate: str = ""


class Providers(PackModel):
    """The file."""

    providers: list[Annotated[OpenID | Saml, Field(discriminator="kind")]]


def read_providers(file: str, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the providers of ``file`` as django-allauth wants them; without a file nobody else signs people in."""
    if not file:
        return {}
    found = load(Path(file), Providers).providers
    if len({one.key for one in found}) < len(found):
        raise PackError(f"{file}: two providers have the same key")
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [_openid(one, environment) for one in found if isinstance(one, OpenID)],
        },
        "saml": {"APPS": [_saml(one) for one in found if isinstance(one, Saml)]},
    }


def _finding(provider: Provider) -> dict[str, Any]:
    return {"known_by": provider.known_by, "claim": provider.claim, "trusts_email": provider.trusts_email}


def _openid(provider: OpenID, environment: Mapping[str, str]) -> dict[str, Any]:
    if provider.secret_in not in environment:
        raise PackError(f"{provider.key}: the environment has no {provider.secret_in}")
    return {
        "provider_id": provider.key,
        "name": provider.name,
        "client_id": provider.client,
        "secret": environment[provider.secret_in],
        "settings": {"server_url": provider.server, **_finding(provider)},
    }


def _saml(provider: Saml) -> dict[str, Any]:
    described = {"sso_url": provider.sign_on, "x509cert": provider.certificate}
    off = {"slo_url": provider.sign_off} if provider.sign_off else {}
    if not provider.metadata and not all(described.values()):
        raise PackError(f"{provider.key}: give the metadata, or sign_on and certificate")
    idp = {"metadata_url": provider.metadata} if provider.metadata else described | off
    return {
        "provider_id": provider.key,
        "name": provider.name,
        "client_id": provider.key,
        "settings": {
            "idp": {"entity_id": provider.entity, **idp},
            # What comes in is signed, and was asked for here: an answer nobody asked for signs nobody in.
            "advanced": {"strict": True, "want_assertion_signed": True, "reject_idp_initiated_sso": True},
            **_finding(provider),
        },
    }


def doors(configured: Mapping[str, Any]) -> Sequence[tuple[str, str, str]]:
    """Return the name of the address, the key and the title of each provider, for the page where one signs in."""
    return [
        (f"{kind}_login", app["provider_id"], app["name"])
        for kind in ("openid_connect", "saml")
        for app in configured.get(kind, {}).get("APPS", ())
    ]
