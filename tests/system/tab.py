"""One browser tab that checks each page it comes to, as a careful user would."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

# What passes is not told of in full: it is most of the answer.
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
_VIOLATIONS = "options => axe.run(document, options).then(found => found.violations)"
_DUPLICATES = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}"""
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().right > width + 1 && !each.closest('.k-scroll'))
    .map(each => each.outerHTML.slice(0, 120));
}"""


class Tab:
    """A page of a context, with what it complained about and which other hosts it asked for."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        context.on("request", self._note_elsewhere)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused page says so on the console too; its status is what the test asks about.
        of_the_page = message.location.get("url", "") == self.page.url
        if message.type == "error" and not (of_the_page and "Failed to load resource" in message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _note_elsewhere(self, request: Request) -> None:
        """No other host is found (see ARGUMENTS); here it is told who asked. A route would stop the cache."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"{self.page.url} asked for {urlsplit(request.url).netloc}")

    def go(self, path: str, status: int = 200) -> "Tab":
        """Open a path of the site, expect the status, and check what came."""
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}"
        self.check()
        return self

    def follow(self, link: Locator) -> "Tab":
        """Use a link or button that leads to another page, and check what came."""
        with self.page.expect_navigation():
            link.click()
        self.check()
        return self

    def check(self) -> None:
        """The page has what every page has; nothing was refused, broken or fetched from elsewhere."""
        where = self.page.url
        assert self.page.title().endswith(" – Kyndig"), f"{where}: {self.page.title()!r}"
        assert len(self.page.title()) > len(" – Kyndig"), f"{where} has no title of its own"
        assert self.page.locator("h1").count() == 1, f"{where} has {self.page.locator('h1').count()} h1"
        assert self.page.locator("html").get_attribute("lang") in {"nb", "nn", "en"}, where
        assert self.page.evaluate(_DUPLICATES) == [], f"{where} has an id twice"
        assert not self.complaints, "\n".join(self.complaints)

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.1 A and AA: rule, help and the elements."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found: list[dict[str, Any]] = self.page.evaluate(_VIOLATIONS, WCAG)
        return [
            f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found
        ]

    def too_wide(self) -> list[str]:
        """Elements that make the page scroll sideways; wide tables scroll in a box of their own."""
        wide: list[str] = self.page.evaluate(_TOO_WIDE)
        return wide
