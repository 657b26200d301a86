"""Needs: computed, answered and registered, and what stands beside them."""

from tests.architecture.matrix_row import LEADERS_OF_SOL, NOTHING, Row, data

LARGE = "professional_lead union_representative evaluator"
# Amina has registered a need; it says who to the unit's leaders, and names whoever could be asked.
SAID = data("amina", "amina notat")
ANSWER = {"way": "nothing", "note": "Ikke aktuelt", "seen": "x"}
REGISTERED = {
    "what": "Tegnspråk",
    "why": "Brukerne trenger det",
    "for_whom": "Natt",
    "how_many": "1",
    "years_ahead": "2",
    "source": "users",
}
WORK_IN_SOL = "employee_on_own employee_on_colleague department_head professional_lead"

NEEDS = [
    *(
        Row(
            "unit_needs",
            f"/enhet/SOL/behov/{query}",
            {
                f"{LEADERS_OF_SOL} hr": data("amina notat"),
                LARGE: NOTHING,
            },
        )
        for query in ("", "?format=csv", "?format=xlsx")
    ),
    # A department's needs are the unit's: nothing to see there, but where they are.
    Row(
        "unit_needs",
        "/enhet/SOLA/behov/",
        {f"{LEADERS_OF_SOL} department_head hr {LARGE}": NOTHING},
    ),
    Row("need_judge", "/enhet/SOL/behov/svar/PVK/", {LEADERS_OF_SOL: SAID | data("marte")}),
    Row(
        "need_judge",
        "/enhet/SOL/behov/svar/PVK/",
        {LEADERS_OF_SOL: SAID | data("marte")},
        method="POST",
        data=ANSWER,
    ),
    # Elvebredden's leader leads neither Amina nor Marte, who have not agreed to be found.
    Row(
        "need_judge",
        "/enhet/ELV/behov/svar/PVK/",
        {"other_leader": NOTHING, "sector_director chief_executive": data("amina", "marte")},
    ),
    Row("need_judge", "/enhet/SOL/behov/svar/AREALPLAN/", {LEADERS_OF_SOL: NOTHING}, status=404),
    Row(
        "need_register",
        "/enhet/SOL/behov/meld/",
        {
            LEADERS_OF_SOL: SAID,
            "employee_on_own": data("amina notat"),
            "employee_on_colleague department_head professional_lead": NOTHING,
        },
    ),
    Row(
        "need_register",
        "/enhet/SOL/behov/meld/",
        {f"{LEADERS_OF_SOL} {WORK_IN_SOL}": NOTHING},
        method="POST",
        data=REGISTERED,
        status=302,
    ),
    Row(
        "need_withdraw",
        "/behov/meldt/{need}/trekk/",
        {f"{LEADERS_OF_SOL} employee_on_own": NOTHING},
        method="POST",
        status=302,
    ),
    # Needs that people registered are the unit's, without who; readers of large groups get shares.
    *(
        Row(
            "needs_overview",
            f"/behov/{query}",
            {
                f"{LEADERS_OF_SOL} hr": data("amina notat"),
                f"other_leader former_leader department_head {LARGE}": NOTHING,
            },
        )
        for query in ("", "?innen=fram")
    ),
    Row("no_needs", "/enhet/SOL/behov/ingen/", {LEADERS_OF_SOL: NOTHING}, method="POST", status=302),
    Row("vacancies", "/enhet/SOL/behov/ledige-stillinger/", {LEADERS_OF_SOL: NOTHING}),
    Row("vacancies", "/enhet/SOL/behov/ledige-stillinger/", {LEADERS_OF_SOL: NOTHING}, method="POST"),
    Row(
        "vacancy_close",
        "/behov/ledig/{vacancy}/lukk/",
        {LEADERS_OF_SOL: NOTHING},
        method="POST",
        data={"utfall": "besatt"},
        status=302,
    ),
]
