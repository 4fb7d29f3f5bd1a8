"""Who gets in at each address of the own account."""

from tests.access.places import unit
from tests.access.scene import NOBODY, RECORDS_IN_L3A, Address, own_account

ROWS: list[Address] = [
    Address("cards", "GET", RECORDS_IN_L3A, unit),
    Address("cards", "POST", RECORDS_IN_L3A, unit),
    *own_account("mfa_index", "account_change_password", "mfa_activate_totp", "mfa_list_webauthn"),
    *own_account("mfa_add_webauthn", "mfa_authenticate", "mfa_generate_recovery_codes", "usersessions_list"),
    *own_account("account_reauthenticate", "mfa_reauthenticate", allowed=NOBODY),
    *own_account("mfa_reauthenticate_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes", allowed=NOBODY),
    *own_account("mfa_remove_webauthn", allowed=NOBODY, arguments=lambda scene: {"pk": 1}),
]
