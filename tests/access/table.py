"""Who gets in at each address: one row an address and method, written down by hand, independent of the rules.

The rows stand in ``rows/``, one module for each room of screens; every module there is part of the table.
"""

from importlib import import_module
from pathlib import Path

from tests.access.scene import Address

#: Addresses that answer without signing in.
OPEN = frozenset({
    "health", "metrics", "home", "sign_in", "sign_out", "set_language", "step_in", "gallery", "stylesheet", "worker",
    "card", "goal_named_data", "attestation_check", "role_frame", "mentor_link",
    "account_login", "account_logout", "account_inactive", "mfa_login_webauthn",
    "openid_connect_login", "openid_connect_callback", "saml_login", "saml_acs", "saml_finish_acs", "saml_sls",
    "saml_metadata", "forgotten", "set_password",
})  # fmt: skip

ROOMS = sorted(file.stem for file in Path(__file__).with_name("rows").glob("*.py"))
ADDRESSES: list[Address] = [row for room in ROOMS for row in import_module(f"tests.access.rows.{room}").ROWS]
