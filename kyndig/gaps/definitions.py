"""What each figure means, in plain words: the gap rule and the analyses, for those who read them.

A key is the fragment of the definition's place on the page, and stays: other pages link to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Definition:
    """A figure: what its column is called, and what is counted."""

    key: str
    term: Text
    meaning: Text


@dataclass(frozen=True)
class Group:
    """The figures of one kind of table, and what the way of thinking is taken from."""

    key: str
    title: Text
    about: Text
    source: str
    definitions: tuple[Definition, ...]


_LAI = "Lai (2021)"
_NORDHAUG = "Nordhaug (1993, 2004)"

GAP = Group(
    "mangler",
    _("Det som mangler"),
    _("Krav møter det folk kan. Hver rute er én ansettelse og én kompetanse som stillingen krever."),
    _LAI,
    (
        Definition(
            "ansatte", _("Ansatte med krav"), _("Personer med minst én rute. En person telles én gang.")
        ),
        Definition(
            "ruter",
            _("Ruter"),
            _("Én for hver ansettelse og kompetanse som stillingen krever. To stillinger gir to ruter."),
        ),
        Definition("oppfylt", _("Oppfylt"), _("Nivået er minst det som kreves, og det er ikke utløpt.")),
        Definition("under", _("Under krav"), _("Nivået er lavere enn det som kreves.")),
        Definition("utlopt", _("Utløpt"), _("Beviset gjelder ikke lenger den dagen du ser på.")),
        Definition(
            "under-eller-utlopt",
            _("Under krav eller utløpt"),
            _("Nivået er lavere enn det som kreves, eller beviset gjelder ikke lenger."),
        ),
        Definition(
            "ikke-vurdert",
            _("Ikke vurdert"),
            _("Ingen har sagt noe om nivået ennå. Det betyr ikke at noen ikke kan."),
        ),
        Definition("unntatt", _("Unntatt"), _("Et unntak gjelder den dagen. Ruten teller ikke som mangel.")),
        Definition(
            "nivaer",
            _("Nivåer som mangler"),
            _("Hvor mange nivåer det er opp til kravet, lagt sammen. For det som er utløpt, hele kravet."),
        ),
        Definition(
            "viktig",
            _("Hvor viktig"),
            _("Det strengeste av kravene rutene bygger på: kritisk, viktig, nyttig."),
        ),
        Definition(
            "sikkert",
            _("Hvor sikkert er dette?"),
            _(
                "Hvor mange av rutene som ikke er unntatt, noen har vurdert, og hvor mange av dem en annen "
                "enn den ansatte har bekreftet."
            ),
        ),
    ),
)
COVERAGE = Group(
    "dekning",
    _("Dekning"),
    _("Hvor mange personer i enheten og under den som må kunne noe. Teller personer, ikke vakter."),
    _LAI,
    (
        Definition("kreves", _("Kreves"), _("Hvor mange personer som må ha nivået, slik kravet er satt.")),
        Definition(
            "kan",
            _("Kan"),
            _(
                "Personer som arbeider i enheten eller under den og har nivået. Ubekreftet teller med, "
                "utløpt gjør ikke. Unntak spiller ingen rolle."
            ),
        ),
        Definition("for-fa", _("Mangler"), _("Kreves minus kan. Aldri under 0.")),
        Definition(
            "tilstand",
            _("Tilstand"),
            _(
                "Under krav: for få. På grensen: akkurat nok. Trygg: minst én mer enn nok. Sårbar: høyst "
                "to, uansett krav."
            ),
        ),
    ),
)
VULNERABILITY = Group(
    "sarbarhet",
    _("Sårbarhet"),
    _(
        "Det enheten må ha, spurt tre ganger: slik det er, med én færre, og uten dem som er nær "
        "pensjon. Det som er kritisk for en stilling uten eget dekningskrav, skal minst én kunne."
    ),
    _LAI,
    (
        Definition(
            "arsverk",
            _("Årsverk"),
            _("Stillingene til dem som kan, i enheten og under den. Høyst 100 prosent for hver."),
        ),
        Definition("mangler-na", _("Mangler nå"), _("Kreves minus kan. Aldri under 0.")),
        Definition("en-slutter", _("Om én slutter"), _("Hva som mangler med én færre som kan.")),
        Definition(
            "nar-pensjon",
            _("Nær pensjon"),
            _(
                "Hvor mange av dem som kan, som har nådd den alderen kommunen har satt. Ukjent alder teller "
                "ikke. Vises bare når minst fem kan, og minst to av dem er yngre."
            ),
        ),
        Definition(
            "de-gar-av",
            _("Om de går av"),
            _("Hva som mangler uten dem som er nær pensjon. Skjult når antallet er det."),
        ),
        Definition(
            "andre",
            _("Hvem andre kan?"),
            _(
                "Personer i sektoren, eller i kommunen, som har nivået og ikke arbeider i enheten. Folk du "
                "ikke leder, er rundet av til nærmeste fem, og under 10 er skjult."
            ),
        ),
    ),
)
LATENT = Group(
    "ubrukt",
    _("Kompetanse som ikke brukes"),
    _("Det noen kan selvstendig, eller har bevis på, som ikke brukes. Det ingen vet om, kan ikke telles."),
    _LAI,
    (
        Definition(
            "har-ubrukt",
            _("Har det ubrukt"),
            _(
                "Personer i enheten og under den som har minst nivå 2, eller bevis, og som stillingen ikke "
                "krever det av, eller som ikke bruker det. Den som er unntatt, teller ikke."
            ),
        ),
        Definition(
            "ikke-krevd", _("Stillingen krever det ikke"), _("Ingen av stillingene personen har, krever det.")
        ),
        Definition(
            "ikke-i-bruk",
            _("Brukes ikke i jobben"),
            _("Det siste noen har sagt om bruk, er at det ikke brukes. Delvis i bruk teller som i bruk."),
        ),
        Definition(
            "enheter-mangler",
            _("Enheter som mangler dette"),
            _(
                "Ansatte som er under krav eller har noe som er utløpt. En person telles én gang i hver "
                "enhet."
            ),
        ),
    ),
)
NEEDS = Group(
    "behov",
    _("Behov"),
    _(
        "Det som mangler, lest som hva som kan gjøres: først bruke det dere har, så lære, så "
        "skaffe. Teller personer."
    ),
    f"{_NORDHAUG}, {_LAI}",
    (
        Definition(
            "mangler-folk", _("Mangler"), _("Personer som er under krav eller har noe som er utløpt.")
        ),
        Definition(
            "ukjent",
            _("Ikke vurdert"),
            _("Personer som ikke er vurdert. Et behov for å kartlegge, ikke for å lære opp."),
        ),
        Definition(
            "mobilisere",
            _("Bruke noen vi har"),
            _(
                "Personer i sektoren som har det ubrukt på nivået, og ikke har sagt at de ikke vil bruke "
                "det. Høyst så mange som mangler."
            ),
        ),
        Definition(
            "lere",
            _("Lære opp"),
            _(
                "De av dem som mangler det, som har utløpt bevis, er ett nivå unna, eller vil bruke det. "
                "Høyst resten."
            ),
        ),
        Definition("skaffe", _("Rekruttere"), _("Resten av dem som mangler.")),
        Definition(
            "avvikle",
            _("Avvikle"),
            _("Personer som har det, når ingen krever det lenger og noen krevde det de siste 24 månedene."),
        ),
        Definition(
            "forslag",
            _("Vårt forslag"),
            _(
                "Det første av å bruke noen dere har, lære opp og rekruttere som ikke er 0. Ellers å "
                "kartlegge dem som ikke er vurdert, og ellers å avvikle."
            ),
        ),
    ),
)
WHAT_IF = Group(
    "hva-om",
    _("Hva om"),
    _(
        "De samme tallene regnet ut på nytt etter en endring. Ingenting lagres. Bare rader som blir "
        "annerledes, vises."
    ),
    "",
    (
        Definition("for", _("Før"), _("Tallet slik det er den dagen du ser på. Tomt når raden er ny.")),
        Definition("etter", _("Etter"), _("Tallet med endringen. Tomt når raden blir borte.")),
        Definition(
            "retning",
            _("Retning"),
            _("Om det blir mer eller mindre som mangler. Mangler det like mye, avgjør tallene ved siden av."),
        ),
    ),
)
PROTECTED = Group(
    "vern",
    _("Når tall er skjult"),
    _("Den som ikke leder en gruppe, skal ikke kunne lese noe om enkeltpersoner ut av tallene."),
    "",
    (
        Definition(
            "andeler",
            _("Andeler"),
            _(
                "Rundet av til nærmeste 5 prosent. Grupper under 5 personer og tall under 10 er skjult. "
                "Derfor blir summen ikke alltid 100."
            ),
        ),
        Definition(
            "nok-personer",
            _("Nok personer"),
            _("Vises bare der minst 10 må kunne det. Ellers ville det si hvor mange som kan."),
        ),
    ),
)

GROUPS = (GAP, COVERAGE, VULNERABILITY, LATENT, NEEDS, WHAT_IF, PROTECTED)
BY_KEY = {each.key: each for group in GROUPS for each in group.definitions}
