"""A live server with the cast, and the system's browser in front of it. Nothing else is reached."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import browser as system_browser
from tests.cast import Cast, build_cast
from tests.system.tab import Tab

PASSWORD = "tre ord som ingen gjetter"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "open_tab" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread; Django would refuse the ORM there.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as running:
            yield running


@pytest.fixture(scope="session")
def browser_path() -> str:
    path = system_browser.executable()
    if path:
        return path
    if system_browser.is_required():
        pytest.fail("KYNDIG_REQUIRE_BROWSER is 1, and there is no Chromium or Chrome on PATH.")
    pytest.skip(system_browser.MISSING)


@pytest.fixture(scope="session")
def browser(browser_path: str, playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
    yield running
    running.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, seen by the live server too; each user can sign in with PASSWORD."""
    built = build_cast()
    hashed = make_password(PASSWORD)
    for user in built.users.values():
        user.password = hashed
        user.save(update_fields=["password"])
    return built


Opener = Callable[..., Tab]


@pytest.fixture
def open_tab(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Opener]:
    """`open_tab("hr", width=360)`: a tab signed in as that role; checks every page it is sent to."""
    contexts: list[BrowserContext] = []

    def open_as(role: str = "anonymous", *, width: int = 1280, height: int = 720, **options: Any) -> Tab:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="nb-NO",
            **options,
        )
        contexts.append(context)
        if role != "anonymous":
            _sign_in(context, cast, role, live_server.url)
        return Tab(context, live_server.url)

    yield open_as
    for context in contexts:
        context.close()


def _sign_in(context: BrowserContext, cast: Cast, role: str, address: str) -> None:
    session = cast.client(role).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
