"""Rows of the pages about what was sent, and the poster."""

from tests.architecture.matrix_row import ALL_LEADERS, NOTHING, Row, data

# Liv's address refuses letters and Mons has none; see `stage.places`.
UNREACHED = data("liv", "mons")

NOTICES = [
    Row("outbox", "/forvaltning/utsendinger/", {"hr": NOTHING}),
    Row("outbox_unreached", "/forvaltning/utsendinger/nar-ikke/", {"hr": UNREACHED}),
    Row(
        "outbox_try_again", "/forvaltning/utsendinger/prov-igjen/", {"hr": NOTHING}, method="POST", status=302
    ),
    *(
        Row("poster", f"/plakat/{query}", {f"{ALL_LEADERS} hr": NOTHING})
        for query in ("", "?til=/min/kompetanse/")
    ),
    *(
        # A poster that named somebody, or led elsewhere, is no page.
        Row("poster", f"/plakat/?til={path}", {f"{ALL_LEADERS} hr": NOTHING}, status=404)
        for path in ("/enhet/SOL/", "https://ondt.example/")
    ),
]
