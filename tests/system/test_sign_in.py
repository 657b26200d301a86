"""Getting in: an invitation, a code from an app, passkeys; under the content policy and for everybody."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from kyndig.accounts.actions import invite
from tests.cast import Cast
from tests.system.conftest import PASSWORD, Opener
from tests.system.tab import Tab


def sign_in(tab: Tab, username: str) -> Tab:
    tab.go("/konto/login/")
    tab.page.get_by_label("Brukernavn eller e-post").fill(username)
    tab.page.get_by_label("Passord").fill(PASSWORD)
    return tab.follow(tab.page.get_by_role("button", name="Logg inn", exact=True))


def go_guarded(tab: Tab, path: str) -> Tab:
    """What concerns one's sign-in asks for the password once more."""
    tab.go(path)
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Bekreft at det er deg")
    tab.page.get_by_label("Passord").fill(PASSWORD)
    return tab.follow(tab.page.get_by_role("button", name="Bekreft at det er meg"))


def fine(tab: Tab) -> None:
    """What axe and the narrow screen say of the page one is on."""
    assert tab.violations() == []
    tab.page.set_viewport_size({"width": 360, "height": 740})
    assert tab.violations() + tab.too_wide() == []


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_code_from_an_app_protects_the_account(open_tab: Opener) -> None:
    tab = go_guarded(sign_in(open_tab(), "amina"), "/konto/2fa/totp/activate/")
    fine(tab)
    secret = tab.page.locator("code").inner_text()
    tab.page.get_by_label("Kode fra appen").fill(code_of(secret))
    tab.follow(tab.page.get_by_role("button", name="Slå på"))
    fine(tab)
    tab.go("/konto/2fa/recovery-codes/generate/")
    fine(tab)
    tab.go("/konto/2fa/totp/deactivate/")
    fine(tab)
    other = sign_in(open_tab(), "amina")
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Skriv koden fra appen")
    fine(other)


def test_a_passkey_can_be_added_under_the_content_policy(open_tab: Opener) -> None:
    tab = go_guarded(sign_in(open_tab(), "amina"), "/konto/2fa/webauthn/add/")
    fine(tab)
    devices = tab.page.context.new_cdp_session(tab.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    tab.page.get_by_label("Navn på nøkkelen").fill("Jobbtelefon")
    tab.follow(tab.page.get_by_role("button", name="Legg til passnøkkel"))
    tab.go("/konto/2fa/webauthn/")
    expect(tab.page.get_by_role("main")).to_contain_text("Jobbtelefon")
    fine(tab)


def test_an_invitation_gives_a_first_password(open_tab: Opener, cast: Cast) -> None:
    token = invite(user=cast.user("amina"), by=cast.user("hr"))
    tab = open_tab().go(f"/konto/invitasjon/{token}/")
    fine(tab)
