"""A signature that anybody can check, against the test vector of the standard."""

from copy import deepcopy

from django.utils import timezone

from samenwijzer.exchange.profiles.signatures import is_ours, is_untouched, signed

KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
#: The document of the test vectors of https://www.w3.org/TR/vc-di-eddsa/ B, as signed by Digital Bazaar.
VECTOR = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": f"did:key:{KEY}",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"did:key:{KEY}#{KEY}",
        "proofPurpose": "assertionMethod",
        "@context": CONTEXT,
        "proofValue": "z5EhYRJkfPLkoT92FPXN8KK6M9rsBhq3xs19GBSsA6VdNYH4QMKSyNuA2Gfznz9QthVD7Rz3HTAfqxxay23htUpTg",
    },
}


def test_the_vector_of_the_standard_is_untouched_and_any_change_shows() -> None:
    assert is_untouched(VECTOR)
    assert not is_ours(VECTOR)
    changed = deepcopy(VECTOR)
    changed["credentialSubject"]["alumniOf"] = "Another school"
    assert not is_untouched(changed)
    assert not is_untouched(deepcopy(VECTOR) | {"extra": 1})


def test_what_this_installation_signs_is_its_own(settings) -> None:
    settings.TRAIL_KEY = "a" * 50
    document = {"@context": ["https://www.w3.org/ns/credentials/v2"], "name": "één, twee", "count": 3}
    found = signed(document, at=timezone.now())
    assert is_untouched(found)
    assert is_ours(found)
    settings.TRAIL_KEY = "b" * 50
    assert (is_untouched(found), is_ours(found)) == (True, False)
    for broken in ({}, {"proof": "x"}, {"proof": {"proofValue": "z0O", "verificationMethod": "did:key:z0"}}):
        assert not is_untouched(broken)
