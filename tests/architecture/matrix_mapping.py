"""The permission matrix of mapping rounds: {round} is open at Solhaug (SOL), {draft} has not started."""

from tests.architecture.matrix_row import ALL_LEADERS, LEADERS_OF_SOL, NOTHING, Row, data

RUN = f"{LEADERS_OF_SOL} hr"
SEE = f"{LEADERS_OF_SOL} department_head hr"
# Who runs rounds elsewhere does not learn that this one exists.
OTHERS = "other_leader former_leader"
# Those at SOLA whom the round asks about something.
ASKED = data("amina", "bendik", "marte", "farid", "greta")

MAPPING = [
    Row("rounds", "/runder/", {f"{ALL_LEADERS} hr": NOTHING}),
    Row("round_new", "/runder/ny/", {f"{ALL_LEADERS} hr": NOTHING}),
    Row("round_new", "/runder/ny/", {f"{ALL_LEADERS} hr": NOTHING}, method="POST"),
    Row("round", "/runder/{round}/", {SEE: NOTHING, OTHERS: NOTHING}, status={SEE: 200, OTHERS: 404}),
    Row("round", "/runder/{draft}/", {SEE: NOTHING, OTHERS: NOTHING}, status={SEE: 200, OTHERS: 404}),
    Row("round_change", "/runder/{round}/endre/", {RUN: NOTHING, OTHERS: NOTHING}, status={OTHERS: 404}),
    Row(
        "round_change",
        "/runder/{round}/endre/",
        {RUN: NOTHING, OTHERS: NOTHING},
        method="POST",
        status={OTHERS: 404},
    ),
    Row(
        "round_competences",
        "/runder/{round}/kompetanser/",
        {RUN: NOTHING, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_competences",
        "/runder/{round}/kompetanser/",
        {RUN: NOTHING, OTHERS: NOTHING},
        method="POST",
        status={RUN: 302, OTHERS: 404},
    ),
    Row(
        "round_cells",
        "/runder/{round}/enhet/SOLA/",
        {SEE: ASKED, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_cells",
        "/runder/{round}/enhet/SOLA/?visning=liste",
        {SEE: ASKED, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    # Amina's cell: whoever may judge her saves it, and is sent on to the next person's page.
    Row(
        "round_cells",
        "/runder/{round}/enhet/SOLA/",
        {SEE: data("bendik"), OTHERS: NOTHING},
        method="POST",
        data={
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 0,
            "form-0-person": "{pk}",
            "form-0-competence": "{asked}",
            "form-0-version": "{version}",
            "form-0-key": "6f1b4a52-4a5c-4a7e-9a0a-0d6a4f3f3c11",
            "form-0-move": 1,
        },
        status={SEE: 302, OTHERS: 404},
    ),
    Row(
        "round_cells",
        "/runder/{round}/enhet/SOLA/?visning=rute&rute=c{pk}-{asked}",
        {SEE: data("amina", "amina notat"), OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_paste",
        "/runder/{round}/enhet/SOLA/lim-inn/",
        {SEE: ASKED, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_paste",
        "/runder/{round}/enhet/SOLA/lim-inn/",
        {SEE: data("amina"), OTHERS: NOTHING},
        method="POST",
        data={"tekst": "1", "fra": "c{pk}-{asked}"},
        status={OTHERS: 404},
    ),
    Row(
        "round_review",
        "/runder/{round}/enhet/SOLA/se-over/",
        {SEE: NOTHING, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_receipt",
        "/runder/{round}/enhet/SOLA/sendt/",
        {SEE: NOTHING, OTHERS: NOTHING},
        status={OTHERS: 404},
    ),
    Row(
        "round_review",
        "/runder/{round}/enhet/SOLA/se-over/",
        {SEE: NOTHING, OTHERS: NOTHING},
        method="POST",
        status={SEE: 302, OTHERS: 404},
    ),
    Row("round_step", "/runder/{round}/steg/", {}, refused=405),
    Row(
        "round_step",
        "/runder/{round}/steg/",
        {RUN: NOTHING, OTHERS: NOTHING},
        method="POST",
        data={"steg": "pause"},
        status={RUN: 302, OTHERS: 404},
    ),
]
