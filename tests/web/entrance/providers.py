"""Two providers inside the test: OpenID Connect behind the HTTP client, SAML as signed answers."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter

SERVER = "https://openid.voorbeeld.example"
ENTITY = "https://saml.voorbeeld.example/idp"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class OpenIDServer(BaseAdapter):
    """A provider that answers the calls of django-allauth; ``says`` are the claims of whoever signs in there."""

    says: dict[str, Any] = field(default_factory=dict)
    audience: str = "samenwijzer"
    asked: list[str] = field(default_factory=list)

    def session(self, *_adapter: object) -> Session:
        """Return an HTTP client that reaches this provider only."""
        session = Session()
        session.mount("https://", self)
        session.mount("http://", self)
        return session

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Answer one call."""
        path = urlsplit(str(request.url)).path
        self.asked.append(path)
        answer = {
            "/.well-known/openid-configuration": self._configuration,
            "/token": self._token,
            "/userinfo": lambda: self.says,
        }[path]()
        response = Response()
        response.status_code, response.request, response.url = 200, request, str(request.url)
        response.headers["Content-Type"] = "application/json"
        response._content = json.dumps(answer).encode()
        return response

    def close(self) -> None:
        """Nothing is open."""

    def _configuration(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": SERVER, "jwks_uri": f"{SERVER}/keys"} | {
            name: f"{SERVER}/{path}" for name, path in names.items()
        }

    def _token(self) -> dict[str, Any]:
        now = datetime.now(UTC)
        claims = {"iss": SERVER, "aud": self.audience, "iat": now, "exp": now + timedelta(minutes=5)} | self.says
        return {"access_token": "x", "token_type": "Bearer", "id_token": jwt.encode(claims, KEY, "RS256")}


def certificate(key: rsa.RSAPrivateKey) -> str:
    """Return a certificate of ``key``, as it stands in the file of providers."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "saml.voorbeeld.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    return dated.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def request_id(location: str) -> str:
    """Return the id of the request that the address of an identity provider carries."""
    packed = parse_qs(urlsplit(location).query)["SAMLRequest"][0]
    text = OneLogin_Saml2_Utils.decode_base64_and_inflate(packed).decode()
    return text.split('ID="', 1)[1].split('"', 1)[0]


def saml_answer(
    *, to: str, audience: str, says: dict[str, str], key: rsa.RSAPrivateKey = KEY, name_id: str = "p-1", at: str
) -> str:
    """Return a signed answer to the request ``to`` with the attributes ``says``, for the address ``at``."""
    now, soon = datetime.now(UTC), datetime.now(UTC) + timedelta(minutes=5)
    moment, until = (one.strftime("%Y-%m-%dT%H:%M:%SZ") for one in (now, soon))
    attributes = "".join(
        f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for name, value in says.items()
    )
    assertion = (
        f'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{uuid4().hex}" Version="2.0" '
        f'IssueInstant="{moment}"><saml:Issuer>{ENTITY}</saml:Issuer><saml:Subject>'
        f'<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{name_id}</saml:NameID>'
        '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
        f'<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{at}" InResponseTo="{to}"/>'
        f'</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{moment}" NotOnOrAfter="{until}">'
        f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
        f'</saml:Conditions><saml:AuthnStatement AuthnInstant="{moment}" SessionIndex="1"><saml:AuthnContext>'
        "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>"
        "</saml:AuthnContext></saml:AuthnStatement>"
        f"<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    signed = OneLogin_Saml2_Utils.add_sign(assertion, private.decode(), certificate(key))
    signed = signed.decode() if isinstance(signed, bytes) else signed
    return base64.b64encode(
        (
            f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{uuid4().hex}" Version="2.0" '
            f'IssueInstant="{moment}" Destination="{at}" InResponseTo="{to}">'
            f'<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{ENTITY}</saml:Issuer><samlp:Status>'
            '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
            f"{signed}</samlp:Response>"
        ).encode()
    ).decode()


def signed_request_to_sign_out(
    name_id: str, *, to: str, key: rsa.RSAPrivateKey | None = KEY, late: bool = False
) -> str:
    """Return the query of a request to sign out ``name_id``, sent to the address ``to``; unsigned without ``key``."""
    until = datetime.now(UTC) + timedelta(minutes=-5 if late else 5)
    text = (
        '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
        f'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{uuid4().hex}" Version="2.0" '
        f'IssueInstant="{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}" NotOnOrAfter="{until:%Y-%m-%dT%H:%M:%SZ}" '
        f'Destination="{to}"><saml:Issuer>{ENTITY}</saml:Issuer><saml:NameID>{name_id}</saml:NameID>'
        "</samlp:LogoutRequest>"
    )
    asked = {"SAMLRequest": OneLogin_Saml2_Utils.deflate_and_base64_encode(text)}
    if key is None:
        return urlencode(asked)
    asked["SigAlg"] = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    signature = key.sign(urlencode(asked).encode(), padding.PKCS1v15(), hashes.SHA256())
    return urlencode(asked | {"Signature": base64.b64encode(signature).decode()})
