"""The permission matrix of the starter library. No page of it holds data about anybody."""

from tests.architecture.matrix_row import ALL_LEADERS, NOTHING, Row

_READ = {f"{ALL_LEADERS} hr": NOTHING}
_HR = {"hr": NOTHING}
_CHOSEN = "?rolle=SPL&fra=2026-01-01"

LIBRARY = [
    Row("library", "/bibliotek/", _READ),
    Row("library", "/bibliotek/?q=sykepleier", _READ),
    Row("library_role", "/bibliotek/sykepleier/", _READ),
    Row("library_adopt", f"/bibliotek/sykepleier/ta-i-bruk/{_CHOSEN}", _HR),
    # Without the plan that was looked over it is shown again.
    Row("library_adopt", f"/bibliotek/sykepleier/ta-i-bruk/{_CHOSEN}", _HR, method="POST"),
    Row("library_update", "/bibliotek/oppdater/", _HR),
    Row("library_update", "/bibliotek/oppdater/", _HR, method="POST"),
]
