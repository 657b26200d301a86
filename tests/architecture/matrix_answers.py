"""The permission matrix of an employee's own round: {round} asks those with a role at Solhaug about PVK.

Who it does not ask, their leaders and HR among them, has no such round of their own. Nobody's answers but
one's own stand on the pages.
"""

from tests.architecture.matrix_row import EVERYBODY, NOTHING, Row, data

ASKED = "employee_on_own employee_on_colleague professional_lead"
OTHERS = " ".join(part for part in EVERYBODY.split() if part not in ASKED.split())

# Who may know by name who has not answered; directors see how many.
LISTERS = "unit_leader department_head deputy hr"
MISSING = data("amina", "bendik", "marte", "farid", "greta")
ELSEWHERE = "other_leader former_leader"


def own(name: str, step: str = "", status: int = 200, method: str = "GET", **data: str) -> Row:
    """A page of the round, alike for all whom it asks."""
    return Row(
        name,
        f"/min/kartlegging/{{round}}/{step}",
        {ASKED: NOTHING, OTHERS: NOTHING},
        method=method,
        data=data,
        status={ASKED: status, OTHERS: 404},
    )


ANSWERS = [
    own("own_round"),
    own("own_round", method="POST", status=302),
    Row("own_round", "/min/kartlegging/{draft}/", {EVERYBODY: NOTHING}, status=404),
    own("own_known", "stemmer/"),
    own("own_known", "stemmer/", method="POST", status=302),
    own("own_wrong", "feil/"),
    own("own_wrong", "feil/", method="POST", status=302, feil="{asked}", vist="{asked}"),
    own("own_question", "sporsmal/{asked}/"),
    own("own_question", "sporsmal/{asked}/", method="POST", status=302, svar="2"),
    own("own_evidence", "bevis/{asked}/"),
    own("own_evidence", "bevis/{asked}/", method="POST"),
    own("own_use", "bruk/"),
    own("own_use", "bruk/", method="POST", status=302, hopp="1"),
    own("own_more", "mer/"),
    own("own_more", "mer/", method="POST", status=302, videre="1"),
    own("own_more_level", "mer/{asked}/"),
    own("own_more_level", "mer/{asked}/", method="POST", status=302, svar="2"),
    own("own_review", "send/"),
    own("own_review", "send/", method="POST", status=302),
    own("own_receipt", "takk/", status=302),
    Row("suggest_competence", "/katalog/forslag/nytt/", {EVERYBODY: NOTHING}),
    Row("suggest_competence", "/katalog/forslag/nytt/", {EVERYBODY: NOTHING}, method="POST"),
    Row("suggestions", "/katalog/forslag/", {"hr": NOTHING}),
    Row("suggestion", "/katalog/forslag/{suggestion}/", {"hr": data("amina")}),
    Row("suggestion", "/katalog/forslag/{suggestion}/", {"hr": data("amina")}, method="POST"),
    Row(
        "round_answers",
        "/runder/{round}/enhet/SOLA/svar/",
        {LISTERS: MISSING, ELSEWHERE: NOTHING},
        status={LISTERS: 200, ELSEWHERE: 404},
    ),
    Row(
        "round_answers",
        "/runder/{round}/enhet/SOLA/svar/",
        {LISTERS: NOTHING, ELSEWHERE: NOTHING},
        method="POST",
        status={LISTERS: 302, ELSEWHERE: 404},
    ),
]
