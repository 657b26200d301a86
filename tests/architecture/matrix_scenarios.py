"""The permission matrix of what-if: {scenario} is kept and shared by Solhaug's leader, {own_scenario} is not.

A change tells of one person, so the pages are for those who see every figure of the unit.
"""

from tests.architecture.matrix_row import IN_SOL, LEADERS_OF_SOL, NOTHING, Row, at, data

EVERY_FIGURE = f"{LEADERS_OF_SOL} hr"
# The leader's name as the maker stands beside what is shared; Amina is who it is about.
MAKER = data("ulla")
ABOUT = data("ulla", "amina")
OTHERS = "deputy sector_director chief_executive hr"

SCENARIOS = [
    # A form with the unit's people by name; at the department for its head, too.
    Row("whatif", "/enhet/SOL/hva-om/", {EVERY_FIGURE: IN_SOL}),
    Row("whatif", "/enhet/SOLA/hva-om/", {f"{EVERY_FIGURE} department_head": at("SOLA")}),
    # A sector's people are not listed.
    Row("whatif", "/enhet/HO/hva-om/", {"sector_director chief_executive hr": NOTHING}),
    Row(
        "whatif",
        "/enhet/SOL/hva-om/",
        {EVERY_FIGURE: NOTHING},
        method="POST",
        data={"endring": "retire", "age": 62},
        status=302,
    ),
    # The rows behind a figure: Amina, who leaves, and those who can too.
    Row(
        "whatif_rows",
        "/enhet/SOL/hva-om/tall/PVK/?av=kan&niva=2&krever=5&enhet=SOL",
        {EVERY_FIGURE: data("amina", "marte", "hilde", "petter")},
    ),
    Row(
        "scenario_rows",
        "/enhet/SOL/hva-om/{scenario}/tall/PVK/?av=kan&niva=2&krever=5&enhet=SOL",
        {EVERY_FIGURE: data("amina", "marte", "hilde", "petter")},
    ),
    Row(
        "scenario_rows",
        "/enhet/SOL/hva-om/{own_scenario}/tall/PVK/?av=alle&enhet=SOLB",
        {"unit_leader": data("hilde"), OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    # A sector's own figure is parted by position.
    Row(
        "whatif_rows",
        "/enhet/HO/hva-om/tall/PVK/?av=alle&enhet=HO",
        {"sector_director chief_executive hr": NOTHING},
    ),
    Row("scenarios", "/enhet/SOL/hva-om/lagrede/", {OTHERS: MAKER, "unit_leader": MAKER}),
    *(
        Row("scenario", f"/enhet/SOL/hva-om/{{scenario}}/{query}", {EVERY_FIGURE: about})
        for query, about in (("", ABOUT), ("?format=csv", NOTHING), ("?format=xlsx", NOTHING))
    ),
    Row(
        "scenario",
        "/enhet/SOL/hva-om/{own_scenario}/",
        {"unit_leader": ABOUT, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "scenario",
        "/enhet/SOL/hva-om/{scenario}/",
        {"unit_leader": NOTHING},
        method="POST",
        data={"slett": 1},
        status=302,
    ),
    *(
        Row(
            "scenarios_compare",
            f"/enhet/SOL/hva-om/sammenlign/?a={{scenario}}&b={{scenario}}{query}",
            {EVERY_FIGURE: about},
        )
        for query, about in (("", data("amina")), ("&format=csv", NOTHING), ("&format=xlsx", NOTHING))
    ),
]
