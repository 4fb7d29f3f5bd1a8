"""Every address of the product as one OpenAPI document: paths from the resolver, bodies from the access table.

The product has no such document of its own, because it has no programming interface; a tool that works from one
has to be told what there is. Values that exist in the scene stand beside the open types, so that some of what is tried
goes in.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

from tests.access.scene import Address, Scene
from tests.access.table import ADDRESSES

Json = dict[str, Any]
FORM, WITH_FILE, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
#: What is sent to addresses that stand in no row of the table, because they answer without signing in.
OPEN_FORMS = {
    "sign_in": ("login", "password", "remember", "next"),
    "account_login": ("login", "password", "remember", "next"),
    "mfa_login_webauthn": ("credential",),
    "set_language": ("language", "next"),
    "step_in": ("account",),
    "forgotten": ("asked",),
    "set_password": ("password", "again"),
    "saml_acs": ("SAMLResponse", "RelayState"),
    "card": (),
    "mentor_link": ("words",),
    "sign_out": ("next",),
}
OPEN_QUERIES = {
    "saml_sls": ("SAMLRequest", "SAMLResponse", "Signature", "SigAlg", "RelayState"),
    "openid_connect_callback": ("code", "state", "error"),
    "openid_connect_login": ("process", "next"),
    "attestation_check": ("code",),
    "home": ("next",),
}


def routes(
    found: list[URLPattern | URLResolver], before: str = "", kinds: Json | None = None
) -> Iterator[tuple[str, str, Json]]:
    """Yield the name, the route and the converters of each address."""
    for one in found:
        route, known = before + str(one.pattern), {**(kinds or {}), **one.pattern.converters}
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route, known)
        else:
            yield str(one.name), route, known


def document(scene: Scene) -> Json:
    """Return the document."""
    rows = {(row.name, row.method): row for row in ADDRESSES}
    paths: Json = {}
    for name, route, kinds in routes(get_resolver().url_patterns):
        there = paths.setdefault("/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route), {})
        for method in ("GET", "POST"):
            there.setdefault(method.lower(), _operation(name, method, rows.get((name, method)), scene, kinds))
    return {"openapi": "3.1.0", "info": {"title": "Samenwijzer", "version": "1"}, "paths": paths}


def _operation(name: str, method: str, row: Address | None, scene: Scene, kinds: Json) -> Json:
    known = row.arguments(scene) if row else {}
    data = row.data(scene) if row else dict.fromkeys(OPEN_FORMS.get(name, ()) if method == "POST" else (), "")
    data = data if method == "POST" else {}
    asked = OPEN_QUERIES.get(name, ("q", "page")) if method == "GET" else ()
    operation: Json = {
        "operationId": f"{method} {name}",
        "responses": {"default": {"description": "a page"}},
        "parameters": [
            {"name": one, "in": "path", "required": True, "schema": _place(kind, known.get(one))}
            for one, kind in kinds.items()
        ]
        + [{"name": one, "in": "query", "schema": {"type": "string"}} for one in asked],
    }
    if method == "POST":
        content = {_media_type(row, data): {"schema": _described(data)}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _media_type(row: Address | None, data: Json) -> str:
    if row and row.content_type != MULTIPART_CONTENT:
        return JSON
    return WITH_FILE if any(isinstance(value, File) for value in data.values()) else FORM


def _place(kind: object, known: object) -> Json:
    """Return what stands at a place of a path, as it is written: what exists there in the scene, or any of its kind."""
    if isinstance(kind, IntConverter):
        pattern = "^[0-9]{1,25}$"
    elif isinstance(kind, UUIDConverter):
        pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$"
    elif isinstance(kind, SlugConverter):
        pattern = "^[a-zA-Z0-9_-]{1,80}$"
    else:
        pattern = "^[^/\\x00]{1,80}$"
    return _or_known({"type": "string", "pattern": pattern}, "" if known is None else str(known))


def _or_known(anything: Json, known: str | float) -> Json:
    return anything if known == "" else {"anyOf": [{"enum": [known]}, anything]}


def _described(value: Any) -> Json:
    """Return the schema of a body or a part of it: what the table sends, or anything of that kind."""
    if isinstance(value, dict):
        parts = {str(name): _described(part) for name, part in value.items()}
        return {"type": "object", "properties": parts, "required": sorted(parts)}
    if isinstance(value, list | tuple | set | frozenset):
        return {"type": "array", "items": _described(next(iter(value), "")), "maxItems": 30}
    if isinstance(value, File):
        return {"type": "string", "format": "binary"}
    if isinstance(value, bool) or value is None:
        return {"type": ["boolean", "null"]}
    if isinstance(value, int | float):
        return _or_known({"type": "number"}, value)
    return _or_known({"type": "string"}, str(value))
