"""Finding people by what they hold: one's own and those who agreed; what a unit's people hold unused."""

from tests.architecture.matrix_row import ALL_LEADERS, NOTHING, Row, data

_OF_SOLA = data("amina", "marte")
_OF_SOL = _OF_SOLA | data("hilde", "petter")
_PVK = "/finn-kompetanse/?kompetanse=PVK&kompetanse_valgt=PVK&niva=2"

MOBILISATION = [
    Row("find_people", "/finn-kompetanse/", {f"{ALL_LEADERS} hr professional_lead": NOTHING}),
    # Nobody of the cast has agreed to be found: only those whom one leads from close by.
    Row(
        "find_people",
        _PVK,
        {
            "unit_leader deputy": _OF_SOL,
            "department_head": _OF_SOLA,
            "other_leader": data("sture"),
            "former_leader sector_director chief_executive hr professional_lead": NOTHING,
        },
    ),
    Row(
        "unit_latent",
        "/enhet/SOLA/latent/",
        {
            "unit_leader deputy department_head hr": _OF_SOLA,
            "sector_director chief_executive": NOTHING,
        },
    ),
    Row("unit_latent", "/enhet/HO/latent/", {"sector_director chief_executive hr": NOTHING}),
]
