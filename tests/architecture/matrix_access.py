"""Rows of the pages about access, privacy, the log, corrections and imports."""

from tests.architecture.matrix_row import (
    EVERYBODY,
    HOLDERS,
    LEADERS_OF_SOLA,
    NOTHING,
    PARTS,
    RUN_THE_SYSTEM,
    Row,
    data,
)

OPEN = {" ".join(PARTS): NOTHING}  # also to those not signed in
ALL = {EVERYBODY: NOTHING}
AMINA = data("amina")
PETTER = data("petter")
SEE_AMINA = f"{LEADERS_OF_SOLA} hr"

HIS_OWN_TRACES = {
    "employee_on_own": data("amina notat", "helga", "ulla"),
    " ".join(part for part in EVERYBODY.split() if part != "employee_on_own"): NOTHING,
}
OWN_COPY = {
    # Her talks with Dag and Ulla too; what Dag keeps to himself is not in it.
    "employee_on_own": data(
        "own født", "own notat", "own grunn", "own avtale", "own tanke", "helga", "ulla", "dag"
    ),
    "employee_on_colleague": data("own født", "own notat", "helga"),
    "former_deputy union_representative professional_lead deputy": data("own født", "own notat"),
    "unit_leader": data("own født", "amina grunn"),
    "other_leader former_leader department_head sector_director chief_executive hr": data("own født"),
    "evaluator administrator": NOTHING,
}
ACCESS = [
    Row("my_privacy", "/min/personvern/", HIS_OWN_TRACES),
    Row("my_privacy", "/min/personvern/", HIS_OWN_TRACES, method="POST"),
    Row("my_data", "/min/personvern/last-ned/", OWN_COPY),
    Row("invitation", "/konto/invitasjon/{token}/", OPEN),
    Row("invitation", "/konto/invitasjon/{token}/", OPEN, method="POST"),
    Row("invitation", "/konto/invitasjon/ukjent/", OPEN, status=404),
    Row("access", "/tilgang/", {RUN_THE_SYSTEM: HOLDERS}),
    Row("access", "/tilgang/?q=petter", {RUN_THE_SYSTEM: PETTER}),
    Row("access_new", "/tilgang/ny/", {RUN_THE_SYSTEM: NOTHING}),
    Row("access_new", "/tilgang/ny/", {RUN_THE_SYSTEM: NOTHING}, method="POST"),
    Row(
        "access_pick",
        "/tilgang/ny/hvem/?felt=candidate&candidate=greta",
        {"hr": data("greta"), "administrator": NOTHING},
    ),
    Row("access_pick", "/tilgang/ny/hvem/?felt=candidate&candidate=petter", {RUN_THE_SYSTEM: PETTER}),
    Row("access_unit_pick", "/tilgang/ny/enhet/?felt=unit&unit=Sol", {RUN_THE_SYSTEM: NOTHING}),
    Row("access_new_user", "/tilgang/ny-bruker/", {RUN_THE_SYSTEM: NOTHING}),
    Row("access_new_user", "/tilgang/ny-bruker/", {RUN_THE_SYSTEM: NOTHING}, method="POST"),
    Row("access_end", "/tilgang/{grant}/avslutt/", {RUN_THE_SYSTEM: PETTER}),
    Row("access_end", "/tilgang/{grant}/avslutt/", {RUN_THE_SYSTEM: PETTER}, method="POST"),
    Row("access_invite", "/tilgang/bruker/{invited}/inviter/", {"hr": PETTER}, method="POST"),
    Row("access_invite", "/tilgang/bruker/{invited}/inviter/", ALL, status=405),
    Row("leader_proposals", "/tilgang/ledere/", {"hr": data("hilde")}),
    Row("leader_proposals", "/tilgang/ledere/", {"hr": NOTHING}, method="POST", status=302),
    Row(
        "leader_proposals",
        "/tilgang/ledere/",
        {"hr": NOTHING},
        method="POST",
        data={"valgt": "{proposal}", "svar": "bekreft"},
        status=302,
    ),
    *(
        Row(
            "deputies",
            "/min/stedfortreder/",
            {
                "unit_leader": data("sture"),
                "deputy": data("ulla"),
                "department_head other_leader former_leader sector_director chief_executive": NOTHING,
            },
            method=method,
        )
        for method in ("GET", "POST")
    ),
    Row(
        "deputy_pick",
        "/min/stedfortreder/hvem/?felt=candidate&candidate=greta",
        {
            "unit_leader department_head sector_director chief_executive": data("greta"),
            "other_leader former_leader": NOTHING,
        },
    ),
    Row(
        "deputy_end",
        "/min/stedfortreder/{deputy_row}/avslutt/",
        {"unit_leader": NOTHING},
        method="POST",
        status=302,
        refused=404,
    ),
    Row("deputy_end", "/min/stedfortreder/{deputy_row}/avslutt/", ALL, status=405),
    Row("acting_role", "/min/rolle/", ALL),
    Row("acting_role", "/min/rolle/", ALL, method="POST", data={"rolle": "hr-1"}, status=302),
    Row("corrections", "/rettinger/", {SEE_AMINA: AMINA, "other_leader former_leader": NOTHING}),
    *(
        Row(
            "correction",
            "/rettinger/{correction}/",
            {SEE_AMINA: data("amina", "amina notat")},
            method=method,
            refused=404,
        )
        for method in ("GET", "POST")
    ),
    *(
        Row(
            "log",
            address,
            {
                "hr": data("amina", "adam", "dag", "ulla", "amina grunn"),
                "administrator": data("amina", "dag", "ulla", "helga"),
                "union_representative evaluator": NOTHING,
            },
        )
        for address in ("/logg/", "/logg/?format=csv", "/logg/?format=xlsx")
    ),
]

IMPORTS = [
    Row("imports", "/import/", {"hr": NOTHING, "administrator": data("helga")}),
    Row("import_new", "/import/ny/vurderinger/", {"hr": NOTHING}),
    Row("import_new", "/import/ny/vurderinger/", {"hr": NOTHING}, method="POST"),
    Row("import", "/import/{run}/", {"hr": data("greta", "greta notat")}),
    *(
        Row(f"import_{what}", f"/import/{{run}}/{address}/", {"hr": NOTHING}, method="POST", status=status)
        for what, address, status in [
            ("start_again", "start", 302),
            ("discard", "forkast", 302),
        ]
    ),
    # Without the plan's number nothing is done, and the plan is shown again.
    Row(
        "import_confirm",
        "/import/{run}/bekreft/",
        {"hr": data("greta", "greta notat")},
        method="POST",
        status=409,
    ),
    Row("import_progress", "/import/{run}/framdrift/", {"hr": NOTHING}),
    Row("import_rejected", "/import/{run}/avviste/0/", {"hr": data("hilde")}),
]
