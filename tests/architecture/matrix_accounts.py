"""Rows of the sign-in pages, most of them third-party: they show whoever asks nothing about others.

(GET, POST) for somebody not signed in, and for whoever is; 302 leads to the sign-in page or onwards.
"""

from tests.architecture.matrix_row import EVERYBODY, NOTHING, Row

# Name, address, not signed in, signed in.
_ANSWERS = [
    ("account_login", "login/", (200, 200), (302, 302)),
    ("account_logout", "logout/", (302, 302), (200, 302)),
    ("account_inactive", "inactive/", (200, 405), (200, 405)),
    ("account_signup", "signup/", (200, 200), (302, 302)),
    ("account_reauthenticate", "reauthenticate/", (302, 302), (403, 403)),
    ("account_email", "email/", (302, 302), (200, 405)),
    ("account_email_verification_sent", "confirm-email/", (404, 404), (404, 404)),
    ("account_confirm_email", "confirm-email/ukjent/", (404, 404), (404, 404)),
    ("account_change_password", "password/change/", (302, 302), (302, 302)),
    ("account_set_password", "password/set/", (302, 302), (200, 200)),
    ("account_reset_password", "password/reset/", (200, 200), (200, 200)),
    ("account_reset_password_done", "password/reset/done/", (200, 405), (200, 405)),
    ("account_reset_password_from_key", "password/reset/key/1-ukjent/", (200, 200), (200, 200)),
    ("account_reset_password_from_key_done", "password/reset/key/done/", (200, 405), (200, 405)),
    ("account_confirm_login_code", "login/code/confirm/", (302, 302), (302, 302)),
    ("mfa_index", "2fa/", (302, 302), (200, 405)),
    ("mfa_authenticate", "2fa/authenticate/", (302, 302), (302, 302)),
    ("mfa_reauthenticate", "2fa/reauthenticate/", (302, 302), (403, 403)),
    ("mfa_activate_totp", "2fa/totp/activate/", (302, 302), (200, 200)),
    ("mfa_deactivate_totp", "2fa/totp/deactivate/", (302, 302), (404, 404)),
    ("mfa_view_recovery_codes", "2fa/recovery-codes/", (302, 302), (404, 405)),
    ("mfa_generate_recovery_codes", "2fa/recovery-codes/generate/", (302, 302), (200, 200)),
    ("mfa_download_recovery_codes", "2fa/recovery-codes/download/", (302, 302), (404, 404)),
    ("mfa_list_webauthn", "2fa/webauthn/", (302, 302), (200, 405)),
    ("mfa_add_webauthn", "2fa/webauthn/add/", (302, 302), (200, 200)),
    ("mfa_reauthenticate_webauthn", "2fa/webauthn/reauthenticate/", (302, 302), (403, 403)),
    ("mfa_remove_webauthn", "2fa/webauthn/keys/1/remove/", (302, 302), (404, 404)),
    ("mfa_edit_webauthn", "2fa/webauthn/keys/1/edit/", (302, 302), (404, 404)),
    ("mfa_login_webauthn", "2fa/webauthn/login/", (302, 302), (302, 302)),
    ("socialaccount_login_cancelled", "3rdparty/login/cancelled/", (200, 405), (200, 405)),
    ("socialaccount_login_error", "3rdparty/login/error/", (302, 302), (401, 405)),
    ("socialaccount_signup", "3rdparty/signup/", (302, 302), (302, 302)),
    ("socialaccount_connections", "3rdparty/", (302, 302), (200, 200)),
    ("(social/login/cancelled/)", "social/login/cancelled/", (302, 302), (301, 301)),
    ("(social/login/error/)", "social/login/error/", (302, 302), (301, 301)),
    ("(social/signup/)", "social/signup/", (302, 302), (301, 301)),
    ("(social/connections/)", "social/connections/", (302, 302), (301, 301)),
    ("openid_connect_login", "oidc/oidc/login/", (404, 404), (404, 404)),
    ("openid_connect_callback", "oidc/oidc/login/callback/", (404, 404), (404, 404)),
]

SIGN_IN_ROWS = [
    Row(
        name,
        f"/konto/{address}",
        {f"anonymous {EVERYBODY}": NOTHING},
        method=method,
        status={"anonymous": out[number], EVERYBODY: signed_in[number]},
    )
    for name, address, out, signed_in in _ANSWERS
    for number, method in enumerate(("GET", "POST"))
]
