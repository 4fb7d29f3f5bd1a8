"""Signing a JSON document so that anybody can see it was not changed: W3C Data Integrity, ``eddsa-jcs-2022``.

Vocabulary and algorithm: https://www.w3.org/TR/vc-di-eddsa/ §3.3. The key of this installation stands in the document
as ``did:key``, so that a reader needs nothing of ours to check it.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

Document = dict[str, Any]
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#: What says in a multikey that an Ed25519 public key follows.
ED25519 = b"\xed\x01"
SUITE = "eddsa-jcs-2022"


def own_key() -> Ed25519PrivateKey:
    """Return the key of this installation, derived from the secret that never changes."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samenwijzer attestation")
    return Ed25519PrivateKey.from_private_bytes(derive.derive(settings.TRAIL_KEY.encode()))


def did_of(key: Ed25519PublicKey) -> str:
    """Return a public key as ``did:key``."""
    return f"did:key:z{_base58(ED25519 + key.public_bytes(Encoding.Raw, PublicFormat.Raw))}"


def signed(document: Document, *, at: datetime, key: Ed25519PrivateKey | None = None) -> Document:
    """Return ``document`` with a proof; numbers in it have to be whole."""
    key = key or own_key()
    did = did_of(key.public_key())
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    value = key.sign(_hashed(document, proof))
    return document | {"proof": proof | {"proofValue": f"z{_base58(value)}"}}


def is_untouched(document: Document) -> bool:
    """Return whether ``document`` carries a proof that fits: nothing was changed since its key signed it."""
    try:
        proof = dict(document["proof"])
        value, did = proof.pop("proofValue"), proof["verificationMethod"].split("#")[0]
        raw = _bytes58(did.removeprefix("did:key:z"))
        if proof.get("cryptosuite") != SUITE or not raw.startswith(ED25519):
            return False
        rest = {name: one for name, one in document.items() if name != "proof"}
        Ed25519PublicKey.from_public_bytes(raw[len(ED25519) :]).verify(_bytes58(value[1:]), _hashed(rest, proof))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidSignature):
        return False
    return True


def is_ours(document: Document) -> bool:
    """Return whether the proof of ``document`` was made with the key of this installation."""
    method = document["proof"]["verificationMethod"] if is_untouched(document) else ""
    return str(method).split("#")[0] == did_of(own_key().public_key())


def _hashed(document: Document, proof: Document) -> bytes:
    return sha256(_canonical(proof)).digest() + sha256(_canonical(document)).digest()


def _canonical(value: Document) -> bytes:
    """Return the one way to write ``value`` (RFC 8785, without fractions, and with names in ASCII)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    return ALPHABET[0] * (len(data) - len(data.lstrip(b"\0"))) + text


def _bytes58(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
