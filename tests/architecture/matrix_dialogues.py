"""Dialogues: Amina and Dag, who is her nearest leader, and nobody else.

{talk} was held, with a note (`Notatamina`) and an agreed point (`Avtaleamina`); {next} is planned, with what
Dag thinks (`Tankedag`) kept to himself and what Amina thinks (`Tankeamina`) shared. {former} is a talk that
Ulla, the leader above, held with Amina before Dag was hers; {former_note} and {former_point} come of it.
"""

from tests.architecture.matrix_row import EVERYBODY, NOTHING, Row, at, data

EMPLOYEES = " ".join(part for part in EVERYBODY.split() if part not in {"evaluator", "administrator"})
# Lead somebody in their own right; Sture leads only as a deputy.
LEAD = "unit_leader other_leader former_leader department_head sector_director chief_executive"
LEAD_OTHERS = "unit_leader other_leader former_leader sector_director chief_executive"
OWN = data("dag", "amina avtale")
POINT = data("amina", "amina avtale")
TALK = data("amina notat", "amina avtale")
# The reason of a disagreement, which is a topic, carries her marker of notes.
NEXT = TALK | data("amina tanke")
AMINA = data("amina")
DAG = data("dag")

DIALOGUES = [
    Row(
        "my_dialogue",
        "/min/samtale/",
        {
            "employee_on_own": OWN | data("ulla"),
            "employee_on_colleague": DAG,
            "unit_leader": data("sigrid"),
            "other_leader": data("sigrid"),
            "former_leader": data("vera"),
            "department_head professional_lead": data("ulla"),
            "deputy": data("olga"),
            "former_deputy union_representative": data("frode"),
            "sector_director hr": data("kjell"),
            "chief_executive": NOTHING,
        },
    ),
    Row(
        "dialogues",
        "/samtaler/",
        {
            "department_head": at("SOLA"),
            "unit_leader": at("SOLB") | data("petter", "dag"),
            "other_leader": at("ELV"),
            "former_leader": at("PLAN"),
            "sector_director": data("ulla", "olga"),
            "chief_executive": data("sigrid", "vera", "helga"),
        },
    ),
    Row(
        "dialogue_person",
        "/samtaler/ansatt/{amina}/",
        {"department_head": POINT, LEAD_OTHERS: NOTHING},
        status={LEAD_OTHERS: 404},
    ),
    *(
        Row(
            "dialogue_new",
            "/samtaler/ny/{amina}/",
            {"department_head": AMINA, LEAD_OTHERS: NOTHING},
            status={LEAD_OTHERS: 404},
            method=method,
        )
        for method in ("GET", "POST")
    ),
    Row(
        "dialogue",
        "/samtaler/{talk}/",
        {"employee_on_own": TALK | DAG, "department_head": TALK | AMINA},
        refused=404,
    ),
    Row(
        "dialogue",
        "/samtaler/{next}/",
        {"employee_on_own": NEXT | DAG, "department_head": NEXT | AMINA | data("dag tanke")},
        refused=404,
    ),
    # Who led her before sees nothing, and who leads her now sees nothing of what was said before.
    Row("dialogue", "/samtaler/{former}/", {"employee_on_own": TALK | data("ulla")}, refused=404),
    Row(
        "dialogue_prepare",
        "/samtaler/{next}/forberedelse/",
        {"employee_on_own": data("dag", "amina tanke"), "department_head": data("amina", "dag tanke")},
        refused=404,
    ),
    Row(
        "dialogue_prepare",
        "/samtaler/{next}/forberedelse/",
        {"employee_on_own department_head": NOTHING},
        method="POST",
        data={"went_well": "Vaktplanen"},
        status=302,
        refused=404,
    ),
    *(
        Row(name, address, {}, refused=405)
        for name, address in [
            ("dialogue_topic", "/samtaler/{next}/tema/"),
            ("dialogue_note_remove", "/samtaler/notat/{talk_note}/slett/"),
        ]
    ),
    Row(
        "dialogue_topic",
        "/samtaler/{next}/tema/",
        {"employee_on_own department_head": NOTHING},
        method="POST",
        data={"text": "Ferie"},
        status=302,
        refused=404,
    ),
    *(
        Row(
            name,
            address,
            {"employee_on_own": DAG, "department_head": AMINA},
            method=method,
            refused=404,
        )
        for name, address in [
            ("dialogue_note", "/samtaler/{next}/notat/"),
            ("dialogue_agree", "/samtaler/{next}/avtale/"),
        ]
        for method in ("GET", "POST")
    ),
    *(
        Row(
            name,
            address,
            {"employee_on_own": NOTHING, "department_head": AMINA},
            method=method,
            status={"employee_on_own": 403},
            refused=404,
        )
        for name, address in [
            ("dialogue_change", "/samtaler/{next}/flytt/"),
            ("dialogue_hold", "/samtaler/{next}/holdt/"),
        ]
        for method in ("GET", "POST")
    ),
    Row(
        "dialogue_cancel",
        "/samtaler/{next}/avlys/",
        {"employee_on_own": NOTHING, "department_head": AMINA},
        status={"employee_on_own": 403},
        refused=404,
    ),
    Row(
        "dialogue_cancel",
        "/samtaler/{next}/avlys/",
        {"employee_on_own": NOTHING, "department_head": NOTHING},
        method="POST",
        status={"employee_on_own": 403, "department_head": 302},
        refused=404,
    ),
    Row(
        "dialogue_note_remove",
        "/samtaler/notat/{talk_note}/slett/",
        {"employee_on_own": NOTHING, "department_head": NOTHING},
        method="POST",
        status={"employee_on_own": 403, "department_head": 302},
        refused=404,
    ),
    Row(
        "dialogue_note_remove",
        "/samtaler/notat/{former_note}/slett/",
        {"employee_on_own": NOTHING},
        method="POST",
        status={"employee_on_own": 403},
        refused=404,
    ),
    *(
        Row(
            "dialogue_point",
            f"/samtaler/avtale/{{{point}}}/",
            {"employee_on_own": data("amina avtale"), "department_head": POINT},
            method=method,
            refused=404,
        )
        for point in ("talk_point", "former_point")
        for method in ("GET", "POST")
    ),
]
