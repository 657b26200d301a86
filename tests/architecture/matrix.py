"""The permission matrix: every address × every role, with the status and whose data the answer holds.

One line says who is let in and which markers of `tests/cast.py` stand in their answer; everybody else is
refused and gets no marker. Run `pytest tests/architecture/test_permission_matrix.py -k <address>` to see
what differs. A role's own name stands on top of each page and is left aside; `OWN` in a set of markers is
the asker's key, as in "own notat".
"""

from tests.architecture.matrix_access import ACCESS, IMPORTS
from tests.architecture.matrix_accounts import SIGN_IN_ROWS
from tests.architecture.matrix_answers import ANSWERS
from tests.architecture.matrix_dialogues import DIALOGUES
from tests.architecture.matrix_documents import DOCUMENTS
from tests.architecture.matrix_library import LIBRARY
from tests.architecture.matrix_mapping import MAPPING
from tests.architecture.matrix_mobilisation import MOBILISATION
from tests.architecture.matrix_needs import NEEDS
from tests.architecture.matrix_notices import NOTICES
from tests.architecture.matrix_row import (
    ALL_LEADERS,
    EVERYBODY,
    LEADERS_OF_SOL,
    LEADERS_OF_SOLA,
    NOTHING,
    PARTS,
    RUN_THE_SYSTEM,
    Row,
    at,
    data,
)
from tests.architecture.matrix_scenarios import SCENARIOS

OPEN = {" ".join(PARTS): NOTHING}  # also to those not signed in
ALL = {EVERYBODY: NOTHING}
AMINA = data("amina")
SEE_AMINA = f"{LEADERS_OF_SOLA} hr"
LISTERS = "unit_leader other_leader former_leader department_head deputy hr"
EXEMPTED = data(*(f"{key}{kind}" for key in ("amina", "hilde", "nils", "qasim") for kind in ("", " grunn")))
READ_THE_LOG = "union_representative evaluator"
LARGE = "professional_lead union_representative evaluator"
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
    # A professional lead finds people who agreed to be found there, and shares of what is required.
    Row(
        "administration",
        "/forvaltning/",
        {f"{ALL_LEADERS} {RUN_THE_SYSTEM} {READ_THE_LOG} professional_lead": NOTHING},
    ),
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
    Row("areas", "/katalog/omrader/", {"hr": NOTHING}),
    Row("area_edit", "/katalog/omrader/{area}/", {"hr": NOTHING}),
    Row("area_edit", "/katalog/omrader/{area}/", {"hr": NOTHING}, method="POST"),
    Row("competence_edit", "/katalog/PVK/rediger/", {"hr": NOTHING}),
    Row("competence_edit", "/katalog/PVK/rediger/", {"hr": NOTHING}, method="POST"),
    Row("competence_archive", "/katalog/PVK/arkiver/", {"hr": NOTHING}, method="POST", status=302),
    Row("competence_restore", "/katalog/PVK/gjenopprett/", {"hr": NOTHING}, method="POST", status=404),
    Row("competence_replace", "/katalog/PVK/erstatt/", {"hr": NOTHING}),
    Row("competence_replace", "/katalog/PVK/erstatt/", {"hr": NOTHING}, method="POST"),
]

GAPS = [
    Row("figures_help", "/hjelp/tallene/", ALL),
    Row("municipality", "/kommune/", {"chief_executive hr": NOTHING}),
    Row("sector_gap", "/sektor/HO/gap/", {f"sector_director chief_executive hr {READ_THE_LOG}": NOTHING}),
    *(
        Row(name, f"{address}{query}", {f"{LEADERS_OF_SOLA} hr {LARGE}": NOTHING})
        for name, address in [
            ("unit", "/enhet/SOLA/"),
            ("unit_gap", "/enhet/SOLA/gap/"),
            ("unit_coverage", "/enhet/SOLA/dekning/"),
        ]
        for query in ("", "?format=csv", "?format=xlsx")
    ),
    *(
        Row("unit_vulnerability", f"/enhet/SOLA/sarbarhet/{query}", {f"{LEADERS_OF_SOLA} hr": NOTHING})
        for query in ("", "?format=csv", "?format=xlsx")
    ),
    # Whoever is alone with something in Solhaug is named to those who lead them; in a sector nobody is.
    Row("unit_vulnerability", "/enhet/SOL/sarbarhet/", {f"{LEADERS_OF_SOL} hr": data("amina", "hilde")}),
    *(
        Row(
            "unit_vulnerability",
            f"/enhet/HO/sarbarhet/{query}",
            {"sector_director chief_executive hr": NOTHING},
        )
        for query in ("", "?alle=1")
    ),
    # Nurses of Solhaug A have to know it; the holders at level 2 are two.
    Row(
        "figure_rows",
        "/enhet/SOLA/tall/PVK/?av=alle",
        {f"{LEADERS_OF_SOLA} hr": data("amina", "bendik", "marte")},
    ),
    Row(
        "figure_rows",
        "/enhet/SOLA/tall/PVK/?av=kan&niva=2",
        {f"{LEADERS_OF_SOLA} hr": data("amina", "marte")},
    ),
    Row("figure_rows", "/enhet/HO/tall/PVK/?av=alle", {"sector_director chief_executive hr": NOTHING}),
    Row("figure_rows", "/enhet/SOLA/tall/?av=alle", {f"{LEADERS_OF_SOLA} hr": NOTHING}),
    Row("figure_rows", "/enhet/SOLB/tall/?av=ansatte", {f"{LEADERS_OF_SOL} hr": at("SOLB")}),
    Row("figure_rows", "/enhet/HO/tall/?av=ansatte", {"sector_director chief_executive hr": NOTHING}),
    # Amina, Marte, Hilde and Petter can; five have to.
    Row(
        "figure_rows",
        "/enhet/SOL/tall/PVK/?av=mangler&niva=2&krever=5",
        {f"{LEADERS_OF_SOL} hr": data("amina", "marte", "hilde", "petter")},
    ),
    # Fewer than five: neither how many are near retirement, nor who.
    *(
        Row(
            "figure_rows",
            f"/enhet/SOL/tall/PVK/?av={kind}&niva=2&krever=5",
            {f"{LEADERS_OF_SOL} hr": NOTHING},
        )
        for kind in ("nar-pensjon", "de-gar-av")
    ),
    # What is unused is by name for those who are near; directors see how many.
    Row(
        "figure_rows",
        "/enhet/SOL/tall/PVK/?av=ubrukt",
        {"unit_leader deputy hr": data("amina", "marte"), "sector_director chief_executive": NOTHING},
    ),
    Row("figure_rows", "/enhet/SOL/tall/PVK/?av=mangler-folk", {f"{LEADERS_OF_SOL} hr": data("bendik")}),
    # Elvebredden's leader leads neither Amina nor Marte, who have not agreed to be found.
    Row(
        "figure_rows",
        "/enhet/ELV/tall/PVK/?av=mobilisere",
        {"other_leader": NOTHING, "sector_director chief_executive hr": data("amina", "marte")},
    ),
    *(
        Row("matrix", f"/enhet/SOLA/matrise/{query}", {f"{LEADERS_OF_SOLA} hr professional_lead": at("SOLA")})
        for query in ("", "?visning=liste", "?format=csv", "?format=xlsx")
    ),
    # Before Marte came and before Leif left: whom one sees follows today, so only HR sees Leif.
    Row(
        "matrix",
        "/enhet/SOLA/matrise/?dato=2025-01-15",
        {
            f"{LEADERS_OF_SOLA} professional_lead": at("SOLA") - data("marte"),
            "hr": at("SOLA") - data("marte") | data("leif"),
        },
    ),
    # Marte's former leader asks for a day when she was still there.
    Row(
        "matrix",
        "/enhet/PLAN/matrise/?dato=2025-01-15",
        {"former_leader": at("PLAN"), "chief_executive hr": at("PLAN") | data("marte")},
    ),
    Row("matrix", "/enhet/SOLB/matrise/", {f"{LEADERS_OF_SOL} hr professional_lead": at("SOLB")}),
    Row(
        "unit_person",
        "/enhet/SOLA/ansatt/{person}/",
        {f"{SEE_AMINA} employee_on_own": data("amina", "amina notat")},
        refused=404,
    ),
    *(
        Row(
            "unit_person",
            f"/enhet/SOLA/ansatt/{{person}}/?format={kind}",
            {f"{SEE_AMINA} employee_on_own": AMINA},
            refused=404,
        )
        for kind in ("csv", "xlsx")
    ),
]

TREE = [
    Row("organisation", "/organisasjon/", {RUN_THE_SYSTEM: NOTHING}),
    Row("organisation_unit", "/organisasjon/SOL/", {RUN_THE_SYSTEM: NOTHING}),
    Row("successor_pick", "/organisasjon/velg/enhet/?felt=a&a=sol", {"hr": NOTHING}),
    Row("successors", "/organisasjon/SOL/etterfolgere/", {"hr": NOTHING}),
    Row("successors", "/organisasjon/SOL/etterfolgere/", {"hr": NOTHING}, method="POST"),
]

ROWS = [
    *SCENARIOS,
    *SHELL,
    *INSIGHTS,
    *GAPS,
    *NEEDS,
    *HOLDINGS,
    *DOCUMENTS,
    *REQUIREMENTS,
    *CATALOGUE,
    *TREE,
    *ACCESS,
    *IMPORTS,
    *NOTICES,
    *MAPPING,
    *ANSWERS,
    *DIALOGUES,
    *MOBILISATION,
    *LIBRARY,
    *SIGN_IN_ROWS,
]
