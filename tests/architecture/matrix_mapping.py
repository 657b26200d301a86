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
