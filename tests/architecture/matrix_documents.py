"""Documents: for the person, leaders at or above, their deputies and HR; the person never verifies."""

from tests.architecture.matrix_row import EVERYBODY, LEADERS_OF_SOLA, NOTHING, Row, data

EMPLOYEES = " ".join(part for part in EVERYBODY.split() if part not in {"evaluator", "administrator"})
SEE_AMINA = f"{LEADERS_OF_SOLA} hr"
LISTERS = "unit_leader other_leader former_leader department_head deputy hr"
AMINA = data("amina")
PAPER = data("amina", "amina notat")

DOCUMENTS = [
    *(
        Row("document_add_own", "/min/kompetanse/dokument/", {EMPLOYEES: NOTHING}, method=method)
        for method in ("GET", "POST")
    ),
    *(
        Row(
            "document_add",
            "/kompetanse/ansatt/{person}/dokument/",
            {SEE_AMINA: AMINA, "employee_on_own": NOTHING},
            method=method,
            status={"employee_on_own": 403},
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    Row(
        "documents_waiting",
        "/dokument/",
        {
            "unit_leader department_head deputy hr": PAPER,
            "other_leader former_leader sector_director chief_executive": NOTHING,
        },
    ),
    *(
        Row(name, f"/dokument/{{document}}/{part}", {f"{SEE_AMINA} employee_on_own": PAPER}, refused=404)
        for name, part in [("document", ""), ("document_renew", "forny/")]
    ),
    Row(
        "document_file",
        "/dokument/{document}/fil/",
        {f"{SEE_AMINA} employee_on_own": data("amina notat")},
        refused=404,
    ),
    Row(
        "document_renew",
        "/dokument/{document}/forny/",
        {f"{SEE_AMINA} employee_on_own": PAPER},
        method="POST",
        refused=404,
    ),
    Row(
        "document",
        "/dokument/{document}/",
        {SEE_AMINA: PAPER, "employee_on_own": NOTHING},
        method="POST",
        status={"employee_on_own": 403},
        refused=404,
    ),
    *(
        Row(
            "document_refuse",
            "/dokument/{document}/ikke-godkjent/",
            {SEE_AMINA: PAPER, "employee_on_own": NOTHING},
            method=method,
            status={"employee_on_own": 403},
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    *(
        Row(
            "document_withdraw",
            "/dokument/{document}/trekk-tilbake/",
            {f"{SEE_AMINA} employee_on_own": PAPER},
            method=method,
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    Row("my_consent", "/min/samtykke/", {EMPLOYEES: NOTHING}),
    Row("my_consent", "/min/samtykke/", {EMPLOYEES: NOTHING}, method="POST", status=302),
    *(
        Row(
            "disagree",
            "/uenig/{assessment}/",
            {"employee_on_own": NOTHING, SEE_AMINA: NOTHING},
            method=method,
            status={SEE_AMINA: 403},
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    Row(
        "disagreement_withdraw",
        "/uenig/{disagreement}/trekk-tilbake/",
        {"employee_on_own": NOTHING, SEE_AMINA: NOTHING},
        method="POST",
        status={"employee_on_own": 302, SEE_AMINA: 403},
        refused=404,
    ),
    *(
        Row(
            "disagreement_resolve",
            "/uenig/{disagreement}/avklar/",
            {SEE_AMINA: PAPER, "employee_on_own": NOTHING},
            method=method,
            status={"employee_on_own": 403},
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    # Bendik's certificate is over. Directors have no lists of people but those of a unit.
    *(
        Row(
            "expiring",
            f"/utlop/{query}",
            {
                "unit_leader department_head deputy hr": data("bendik"),
                "other_leader former_leader sector_director chief_executive": NOTHING,
            },
        )
        for query in ("", "?format=csv", "?format=xlsx")
    ),
    *(
        Row("unit_expiring", f"/enhet/SOLA/utlop/{query}", {SEE_AMINA: data("bendik")})
        for query in ("", "?format=csv", "?format=xlsx")
    ),
    Row("unit_expiring", "/enhet/HO/utlop/", {"sector_director chief_executive hr": NOTHING}),
    *(
        Row("course", "/kompetanse/kurskveld/", {LISTERS: NOTHING}, method=method)
        for method in ("GET", "POST")
    ),
]
