"""What a figure may be of: how an address says it, which definition it has, and the heading over its rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kyndig.analysis import gaps
from kyndig.analysis.working import SHORT
from kyndig.gaps.definitions import BY_KEY, Definition


class Of(Enum):
    """What the rows behind a figure are."""

    PAIRS = "pairs"
    EMPLOYED = "employed"
    HOLDERS = "holders"
    UNUSED = "unused"
    NEED = "need"


@dataclass(frozen=True)
class Kind:
    """key: in the address. term: of `definitions`. heading: with count and what.

    states: of its pairs. sums: the figures it is worked out from, in order, itself last. tells_who: False
    where the rows would say something of somebody that the figure may not.
    """

    key: str
    term: str
    of: Of
    heading: str | Promise
    states: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    tells_who: bool = True
    # What the last column says of each row.
    more: str | Promise = ""

    @property
    def definition(self) -> Definition:
        return BY_KEY[self.term]

    @property
    def has_states(self) -> bool:
        """True where the rows say in which state they are."""
        return bool(self.states)

    @property
    def looks_back(self) -> bool:
        return self.of in {Of.UNUSED, Of.NEED}

    def said(self, number: int | str, what: str) -> str:
        """The heading over the rows; a number with decimals is written already."""
        return str(self.heading % {"count": number, "what": what})


_KINDS = (
    Kind(
        "alle",
        "ruter",
        Of.PAIRS,
        ngettext_lazy("%(count)s rute: %(what)s", "%(count)s ruter: %(what)s", "count"),
        states=gaps.STATES,
    ),
    Kind(
        "met",
        "oppfylt",
        Of.PAIRS,
        ngettext_lazy("%(count)s rute er oppfylt: %(what)s", "%(count)s ruter er oppfylt: %(what)s", "count"),
        states=(gaps.MET,),
    ),
    Kind(
        "below",
        "under",
        Of.PAIRS,
        ngettext_lazy(
            "%(count)s rute er under krav: %(what)s", "%(count)s ruter er under krav: %(what)s", "count"
        ),
        states=(gaps.BELOW,),
    ),
    Kind(
        "expired",
        "utlopt",
        Of.PAIRS,
        ngettext_lazy("%(count)s rute er utløpt: %(what)s", "%(count)s ruter er utløpt: %(what)s", "count"),
        states=(gaps.EXPIRED,),
    ),
    Kind(
        "not_assessed",
        "ikke-vurdert",
        Of.PAIRS,
        ngettext_lazy(
            "%(count)s rute er ikke vurdert: %(what)s", "%(count)s ruter er ikke vurdert: %(what)s", "count"
        ),
        states=(gaps.NOT_ASSESSED,),
    ),
    Kind(
        "exempt",
        "unntatt",
        Of.PAIRS,
        ngettext_lazy("%(count)s rute er unntatt: %(what)s", "%(count)s ruter er unntatt: %(what)s", "count"),
        states=(gaps.EXEMPT,),
    ),
    Kind(
        "nivaer",
        "nivaer",
        Of.PAIRS,
        ngettext_lazy(
            "Det mangler %(count)s nivå: %(what)s", "Det mangler %(count)s nivåer: %(what)s", "count"
        ),
        states=SHORT,
        more=_("Nivåer som mangler"),
    ),
    Kind(
        "ansatte",
        "ansatte",
        Of.EMPLOYED,
        ngettext_lazy("%(count)s ansatt med krav: %(what)s", "%(count)s ansatte med krav: %(what)s", "count"),
    ),
    Kind(
        "kan",
        "kan",
        Of.HOLDERS,
        ngettext_lazy("%(count)s person: %(what)s", "%(count)s personer: %(what)s", "count"),
    ),
    Kind(
        "kreves",
        "kreves",
        Of.HOLDERS,
        ngettext_lazy(
            "Det kreves %(count)s person: %(what)s", "Det kreves %(count)s personer: %(what)s", "count"
        ),
        sums=("kan", "kreves"),
    ),
    Kind(
        "mangler",
        "for-fa",
        Of.HOLDERS,
        ngettext_lazy(
            "Det mangler %(count)s person: %(what)s", "Det mangler %(count)s personer: %(what)s", "count"
        ),
        sums=("kreves", "kan", "mangler"),
    ),
    Kind(
        "arsverk",
        "arsverk",
        Of.HOLDERS,
        _("%(count)s årsverk: %(what)s"),
        sums=("kan", "arsverk"),
        more=_("Stillingsprosent"),
    ),
    Kind(
        "en-slutter",
        "en-slutter",
        Of.HOLDERS,
        ngettext_lazy(
            "Det mangler %(count)s person om én slutter: %(what)s",
            "Det mangler %(count)s personer om én slutter: %(what)s",
            "count",
        ),
        sums=("kreves", "kan", "en-slutter"),
    ),
    Kind(
        "nar-pensjon",
        "nar-pensjon",
        Of.HOLDERS,
        ngettext_lazy(
            "%(count)s person er nær pensjon: %(what)s",
            "%(count)s personer er nær pensjon: %(what)s",
            "count",
        ),
        sums=("kan", "nar-pensjon"),
        tells_who=False,
    ),
    Kind(
        "de-gar-av",
        "de-gar-av",
        Of.HOLDERS,
        ngettext_lazy(
            "Det mangler %(count)s person uten dem som er nær pensjon: %(what)s",
            "Det mangler %(count)s personer uten dem som er nær pensjon: %(what)s",
            "count",
        ),
        sums=("kreves", "kan", "nar-pensjon", "de-gar-av"),
        tells_who=False,
    ),
    Kind(
        "ubrukt",
        "har-ubrukt",
        Of.UNUSED,
        ngettext_lazy(
            "%(count)s person har det ubrukt: %(what)s",
            "%(count)s personer har det ubrukt: %(what)s",
            "count",
        ),
        more=_("Hvorfor"),
    ),
    Kind(
        "mangler-folk",
        "mangler-folk",
        Of.NEED,
        ngettext_lazy(
            "%(count)s person er under krav eller har utløpt bevis: %(what)s",
            "%(count)s personer er under krav eller har utløpt bevis: %(what)s",
            "count",
        ),
        states=SHORT,
    ),
    Kind(
        "ukjent",
        "ukjent",
        Of.NEED,
        ngettext_lazy(
            "%(count)s person er ikke vurdert: %(what)s",
            "%(count)s personer er ikke vurdert: %(what)s",
            "count",
        ),
        states=(gaps.NOT_ASSESSED,),
    ),
    Kind(
        "mobilisere",
        "mobilisere",
        Of.NEED,
        ngettext_lazy(
            "Dere kan bruke %(count)s person dere har: %(what)s",
            "Dere kan bruke %(count)s personer dere har: %(what)s",
            "count",
        ),
        sums=("mangler-folk", "mobilisere"),
    ),
    Kind(
        "lere",
        "lere",
        Of.NEED,
        ngettext_lazy(
            "Dere kan lære opp %(count)s person: %(what)s",
            "Dere kan lære opp %(count)s personer: %(what)s",
            "count",
        ),
        states=SHORT,
        sums=("mangler-folk", "mobilisere", "lere"),
        more=_("Hvorfor"),
    ),
    Kind(
        "skaffe",
        "skaffe",
        Of.NEED,
        ngettext_lazy(
            "Dere må rekruttere %(count)s person: %(what)s",
            "Dere må rekruttere %(count)s personer: %(what)s",
            "count",
        ),
        states=SHORT,
        sums=("mangler-folk", "mobilisere", "lere", "skaffe"),
    ),
    Kind(
        "avvikle",
        "avvikle",
        Of.NEED,
        ngettext_lazy(
            "%(count)s person har det uten at noen krever det: %(what)s",
            "%(count)s personer har det uten at noen krever det: %(what)s",
            "count",
        ),
    ),
)
KINDS: Final = {kind.key: kind for kind in _KINDS}
# The figure that a suggestion of `needs` follows from.
SUGGESTED: Final = {
    "mobilise": "mobilisere",
    "learn": "lere",
    "acquire": "skaffe",
    "map": "ukjent",
    "phase_out": "avvikle",
}
BY_TERM: Final = {kind.term: kind for kind in _KINDS}
