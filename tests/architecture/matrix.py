"""The permission matrix: every address × every role, with the status and whose data the answer holds.

One line says who is let in and which markers of `tests/cast.py` stand in their answer; everybody else is
refused and gets no marker. Run `pytest tests/architecture/test_permission_matrix.py -k <address>` to see
what differs. A role's own name stands on top of each page and is left aside; `OWN` in a set of markers is
the asker's key, as in "own notat".
"""

from tests.architecture.matrix_accounts import SIGN_IN_ROWS
from tests.architecture.matrix_row import (
    ALL_LEADERS,
    EVERYBODY,
    HOLDERS,
    LEADERS_OF_SOL,
    LEADERS_OF_SOLA,
    NOTHING,
    PARTS,
    RUN_THE_SYSTEM,
    Markers,
    Row,
)


def data(*markers: str) -> Markers:
    """A set of markers."""
    return frozenset(markers)


OPEN = {" ".join(PARTS): NOTHING}  # also to those not signed in
ALL = {EVERYBODY: NOTHING}
AMINA = data("amina")
PETTER = data("petter")
SEE_AMINA = f"{LEADERS_OF_SOLA} hr"
SEES_MARTE = {"former_leader": NOTHING}
LISTERS = "unit_leader other_leader former_leader department_head deputy hr"
EXEMPTED = data(*(f"{key}{kind}" for key in ("amina", "hilde", "nils", "qasim") for kind in ("", " grunn")))
READ_THE_LOG = "union_representative evaluator"
EMPLOYEES = " ".join(part for part in EVERYBODY.split() if part not in {"evaluator", "administrator"})
OWN_NOTE = data("own notat")
# What the table of one's own page shows, by who plays the part.
OWN_PAGE = {
    "employee_on_own": data("amina notat", "amina grunn"),
    "employee_on_colleague former_deputy union_representative professional_lead deputy": OWN_NOTE,
    "unit_leader other_leader former_leader department_head": NOTHING,
    "sector_director chief_executive hr evaluator administrator": NOTHING,
}

SHELL = [
    Row("healthz", "/healthz", OPEN),
    Row("accessibility", "/tilgjengelighet/", OPEN),
    Row("privacy", "/personvern/", OPEN),
    Row("administration", "/forvaltning/", {f"{ALL_LEADERS} {RUN_THE_SYSTEM} {READ_THE_LOG}": NOTHING}),
    Row("set_language", "/sprak/", OPEN, status=302),
    Row("set_language", "/sprak/", OPEN, method="POST", data={"language": "nn"}, status=302),
]

INSIGHTS = [
    Row("home", "/", ALL),
    Row(
        "sector",
        "/sektor/HO/",
        {"sector_director chief_executive hr union_representative evaluator": NOTHING},
    ),
    Row("sector", "/sektor/K/", {"chief_executive hr": NOTHING}),
    Row(
        "sector",
        "/sektor/SOL/",
        {f"{LEADERS_OF_SOL} hr professional_lead {READ_THE_LOG}": NOTHING},
        status=404,
    ),
]

HOLDINGS = [
    Row("my_competences", "/min/kompetanse/", OWN_PAGE),
    Row("assess_myself", "/min/kompetanse/ny/", {EMPLOYEES: NOTHING}),
    Row("assess_myself", "/min/kompetanse/ny/", {EMPLOYEES: NOTHING}, method="POST"),
    Row("find_person", "/kompetanse/", {LISTERS: NOTHING}),
    Row(
        "find_person",
        "/kompetanse/?person=hilde",
        {"unit_leader deputy hr": data("hilde"), "other_leader former_leader department_head": NOTHING},
        status={"unit_leader deputy hr": 302},
    ),
    Row(
        "person_options",
        "/kompetanse/velg/?felt=person&person=hilde",
        {"unit_leader deputy hr": data("hilde"), "other_leader former_leader department_head": NOTHING},
    ),
    Row(
        "person_competences",
        "/kompetanse/ansatt/{person}/",
        {f"{SEE_AMINA} employee_on_own": data("amina", "amina notat", "amina grunn")},
        refused=404,
    ),
    *(
        # Whoever may not see Amina learns nothing; she herself sees, but may not decide.
        Row(
            name,
            address,
            {SEE_AMINA: AMINA, "employee_on_own": NOTHING},
            method=method,
            status={"employee_on_own": 403},
            refused=404,
        )
        for name, address in [
            ("assess", "/kompetanse/ansatt/{person}/vurder/"),
            ("exempt", "/kompetanse/ansatt/{person}/unntak/"),
            ("exemption_end", "/unntak/{exemption}/avslutt/"),
            ("exemption_annul", "/unntak/{exemption}/annuller/"),
            ("assessment_annul", "/kompetanse/vurdering/{assessment}/annuller/"),
        ]
        for method in ("GET", "POST")
    ),
    Row(
        "exemptions",
        "/unntak/",
        {
            "unit_leader deputy": data("amina", "amina grunn", "hilde", "hilde grunn"),
            "department_head": data("amina", "amina grunn"),
            "other_leader": data("nils", "nils grunn"),
            "former_leader": data("qasim", "qasim grunn"),
            "hr": EXEMPTED,
        },
    ),
]

REQUIREMENTS = [
    Row("requirements", "/krav/", ALL),
    Row("coverage", "/krav/dekning/", ALL),
    Row("role_options", "/krav/velg/stilling/?felt=role&role=syke", ALL),
    Row("unit_options", "/krav/velg/enhet/?felt=unit&unit=sol", ALL),
    *(
        Row(name, address, {who: NOTHING}, method=method)
        for name, address, who in [
            ("requirement_new", "/krav/nytt/", f"{ALL_LEADERS} hr"),
            ("requirement_change", "/krav/{requirement}/endre/", "chief_executive hr"),
            ("requirement_end", "/krav/{requirement}/avslutt/", "chief_executive hr"),
            ("requirement_annul", "/krav/{requirement}/annuller/", "chief_executive hr"),
            ("coverage_new", "/krav/dekning/ny/", f"{ALL_LEADERS} hr"),
            ("coverage_change", "/krav/dekning/{coverage}/endre/", f"{LEADERS_OF_SOL} hr"),
            ("coverage_end", "/krav/dekning/{coverage}/avslutt/", f"{LEADERS_OF_SOL} hr"),
            ("coverage_annul", "/krav/dekning/{coverage}/annuller/", f"{LEADERS_OF_SOL} hr"),
        ]
        for method in ("GET", "POST")
    ),
]

CATALOGUE = [
    Row("catalogue", "/katalog/", ALL),
    Row("catalogue", "/katalog/?q=venekateter", ALL),
    Row("competence", "/katalog/PVK/", ALL),
    Row("competence_options", "/katalog/velg/?felt=c&c=pvk", ALL),
    Row("competence_new", "/katalog/ny/", {"hr": NOTHING}),
    Row("competence_new", "/katalog/ny/", {"hr": NOTHING}, method="POST"),
    Row("competence_edit", "/katalog/PVK/rediger/", {"hr": NOTHING}),
    Row("competence_edit", "/katalog/PVK/rediger/", {"hr": NOTHING}, method="POST"),
    Row("competence_archive", "/katalog/PVK/arkiver/", {"hr": NOTHING}, method="POST", status=302),
    Row("competence_restore", "/katalog/PVK/gjenopprett/", {"hr": NOTHING}, method="POST", status=404),
    Row("competence_replace", "/katalog/PVK/erstatt/", {"hr": NOTHING}),
    Row("competence_replace", "/katalog/PVK/erstatt/", {"hr": NOTHING}, method="POST"),
]

HIS_OWN_TRACES = {
    "employee_on_own": data("amina notat", "helga", "ulla"),
    " ".join(part for part in EVERYBODY.split() if part != "employee_on_own"): NOTHING,
}
OWN_COPY = {
    "employee_on_own": data("own født", "own notat", "own grunn", "helga", "ulla"),
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
                "hr": data("amina", "adam", "ulla", "amina grunn"),
                "administrator": data("amina", "ulla", "helga"),
                "union_representative evaluator": NOTHING,
            },
        )
        for address in ("/logg/", "/logg/?format=csv", "/logg/?format=xlsx")
    ),
]

ROWS = [*SHELL, *INSIGHTS, *HOLDINGS, *REQUIREMENTS, *CATALOGUE, *ACCESS, *SIGN_IN_ROWS]
