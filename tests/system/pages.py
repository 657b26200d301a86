"""One of each kind of page: where it is, and the role that shows it with most on it."""

from typing import NamedTuple
from uuid import uuid4

from kyndig.accounts.models import CorrectionRequest
from kyndig.catalogue.suggesting import suggest
from kyndig.dialogues.models import Side
from kyndig.dialogues.tests import made as talks
from kyndig.gaps.scenarios.tests.made import two_scenarios
from kyndig.gaps.tests.made import a_registered_need, a_vacancy
from kyndig.holdings.disagreements import disagree
from kyndig.holdings.tests import made
from kyndig.imports.models import ImportRun
from kyndig.mapping.tests.made import a_round
from kyndig.requirements.models import Requirement
from tests.cast import Cast


class Kind(NamedTuple):
    """A page kind; a `{name}` in the path is one of `numbers`."""

    path: str
    role: str
    status: int = 200


KINDS = {
    "sign-in": Kind("/konto/login/", "anonymous"),
    "forgotten password": Kind("/konto/password/reset/", "anonymous"),
    "accessibility": Kind("/tilgjengelighet/", "anonymous"),
    "change password": Kind("/konto/password/change/", "employee"),
    "security": Kind("/konto/2fa/", "employee"),
    "sign-out": Kind("/konto/logout/", "employee"),
    "no such page": Kind("/finnes-ikke/", "employee", 404),
    "refused": Kind("/forvaltning/", "employee", 403),
    "sector": Kind("/sektor/HO/", "sector_director"),
    "sector, everything": Kind("/sektor/HO/?alle=1", "sector_director"),
    "municipality": Kind("/sektor/K/", "chief_executive"),
    "catalogue": Kind("/katalog/", "hr"),
    "catalogue, search": Kind("/katalog/?q=venekateter", "employee"),
    "library": Kind("/bibliotek/", "hr"),
    "a role of the library": Kind("/bibliotek/sykepleier/", "hr"),
    "a role of the library, for a leader": Kind("/bibliotek/sykepleier/", "unit_leader"),
    "adopt a role": Kind("/bibliotek/sykepleier/ta-i-bruk/?rolle=SPL&fra=2026-01-01", "hr"),
    "adopt a role without a position": Kind("/bibliotek/sykepleier/ta-i-bruk/", "hr"),
    "a new edition of the library": Kind("/bibliotek/oppdater/", "hr"),
    "suggest a competence": Kind("/katalog/forslag/nytt/", "employee"),
    "suggestions": Kind("/katalog/forslag/", "hr"),
    "a suggestion": Kind("/katalog/forslag/{suggestion}/", "hr"),
    "new competence": Kind("/katalog/ny/", "hr"),
    "competence": Kind("/katalog/PVK/", "hr"),
    "edit competence": Kind("/katalog/PVK/rediger/", "hr"),
    "archive competence": Kind("/katalog/PVK/arkiver/", "hr"),
    "replace competence": Kind("/katalog/PVK/erstatt/", "hr"),
    "areas": Kind("/katalog/omrader/", "hr"),
    "an area": Kind("/katalog/omrader/{area}/", "hr"),
    "requirements": Kind("/krav/", "hr"),
    "new requirement": Kind("/krav/nytt/", "hr"),
    "coverage": Kind("/krav/dekning/", "hr"),
    "new coverage": Kind("/krav/dekning/ny/", "hr"),
    "access": Kind("/tilgang/", "administrator"),
    "give access": Kind("/tilgang/ny/", "administrator"),
    "new user": Kind("/tilgang/ny-bruker/", "administrator"),
    "leaders to confirm": Kind("/tilgang/ledere/", "hr"),
    "deputies": Kind("/min/stedfortreder/", "unit_leader"),
    "my role": Kind("/min/rolle/", "unit_leader"),
    "corrections": Kind("/rettinger/", "hr"),
    "log": Kind("/logg/", "administrator"),
    "privacy": Kind("/personvern/", "anonymous"),
    "messages sent": Kind("/forvaltning/utsendinger/", "hr"),
    "people not reached": Kind("/forvaltning/utsendinger/nar-ikke/", "hr"),
    "poster": Kind("/plakat/?til=/min/kompetanse/", "unit_leader"),
    "my privacy": Kind("/min/personvern/", "employee"),
    "my competence": Kind("/min/kompetanse/", "employee"),
    "assess myself": Kind("/min/kompetanse/ny/", "employee"),
    "find a person": Kind("/kompetanse/", "unit_leader"),
    "a person": Kind("/kompetanse/ansatt/nr-merkeamina/", "unit_leader"),
    "assess a person": Kind("/kompetanse/ansatt/nr-merkeamina/vurder/", "unit_leader"),
    "exempt a person": Kind("/kompetanse/ansatt/nr-merkeamina/unntak/", "unit_leader"),
    "exemptions": Kind("/unntak/", "unit_leader"),
    "administration": Kind("/forvaltning/", "hr"),
    "mapping rounds": Kind("/runder/", "hr"),
    "new round": Kind("/runder/ny/", "unit_leader"),
    "a round": Kind("/runder/{round}/", "unit_leader"),
    "a round's draft": Kind("/runder/{draft}/", "unit_leader"),
    "a unit's cells": Kind("/runder/{round}/enhet/SOLA/", "unit_leader"),
    "a person's cells": Kind("/runder/{round}/enhet/SOLA/?visning=liste", "unit_leader"),
    "a competence's cells": Kind("/runder/{round}/enhet/SOLA/?visning=liste&kompetanse=PVK", "unit_leader"),
    "a unit's cells, to paste": Kind("/runder/{round}/enhet/SOLA/lim-inn/", "unit_leader"),
    "a unit's cells looked over": Kind("/runder/{round}/enhet/SOL/se-over/", "unit_leader"),
    "a unit's cells sent": Kind("/runder/{round}/enhet/SOL/sendt/", "unit_leader"),
    "a unit's missing answers": Kind("/runder/{round}/enhet/SOLA/svar/", "unit_leader"),
    "own round, start": Kind("/min/kartlegging/{round}/", "employee"),
    "own round, what is known": Kind("/min/kartlegging/{round}/stemmer/", "employee"),
    "own round, what is wrong": Kind("/min/kartlegging/{round}/feil/", "employee"),
    "own round, a question": Kind("/min/kartlegging/{round}/sporsmal/{asked}/", "employee"),
    "own round, a paper": Kind("/min/kartlegging/{round}/bevis/{asked}/", "employee"),
    "own round, what is used": Kind("/min/kartlegging/{round}/bruk/", "employee"),
    "own round, what nobody asked": Kind("/min/kartlegging/{round}/mer/", "employee"),
    "own round, how much of it": Kind("/min/kartlegging/{round}/mer/{asked}/", "employee"),
    "own round, all of it": Kind("/min/kartlegging/{round}/send/", "employee"),
    "change a round": Kind("/runder/{round}/endre/", "unit_leader"),
    "what a round asks about": Kind("/runder/{draft}/kompetanser/", "unit_leader"),
    "add a document of one's own": Kind("/min/kompetanse/dokument/", "employee"),
    "add a document": Kind("/kompetanse/ansatt/nr-merkeamina/dokument/", "unit_leader"),
    "documents that wait": Kind("/dokument/", "unit_leader"),
    "a document to verify": Kind("/dokument/{document}/", "unit_leader"),
    "a document of one's own": Kind("/dokument/{document}/", "employee"),
    "refuse a document": Kind("/dokument/{document}/ikke-godkjent/", "unit_leader"),
    "withdraw a document": Kind("/dokument/{document}/trekk-tilbake/", "employee"),
    "may others find me": Kind("/min/samtykke/", "employee"),
    "disagree": Kind("/uenig/{assessment}/", "employee"),
    "resolve a disagreement": Kind("/uenig/{disagreement}/avklar/", "unit_leader"),
    "a course for many": Kind("/kompetanse/kurskveld/", "unit_leader"),
    "what runs out": Kind("/utlop/", "unit_leader"),
    "what runs out in a unit": Kind("/enhet/SOLA/utlop/", "hr"),
    "renew a document": Kind("/dokument/{document}/forny/", "employee"),
    "my dialogue": Kind("/min/samtale/", "employee"),
    "no dialogue planned": Kind("/min/samtale/", "colleague"),
    "dialogues": Kind("/samtaler/", "department_head"),
    "whom I talk with": Kind("/samtaler/ansatt/nr-merkeamina/", "department_head"),
    "plan a dialogue": Kind("/samtaler/ny/nr-merkeamina/", "department_head"),
    "a dialogue": Kind("/samtaler/{talk}/", "department_head"),
    "a dialogue of one's own": Kind("/samtaler/{talk}/", "employee"),
    "a dialogue to come": Kind("/samtaler/{coming_talk}/", "department_head"),
    "a dialogue of one's own to come": Kind("/samtaler/{coming_talk}/", "employee"),
    "prepare a dialogue": Kind("/samtaler/{coming_talk}/forberedelse/", "employee"),
    "write a note": Kind("/samtaler/{talk}/notat/", "department_head"),
    "agree on something": Kind("/samtaler/{talk}/avtale/", "department_head"),
    "move a dialogue": Kind("/samtaler/{coming_talk}/flytt/", "department_head"),
    "cancel a dialogue": Kind("/samtaler/{coming_talk}/avlys/", "department_head"),
    "a dialogue is held": Kind("/samtaler/{coming_talk}/holdt/", "department_head"),
    "how it went with what was agreed": Kind("/samtaler/avtale/{agreed}/", "employee"),
    "the municipality's gap": Kind("/kommune/", "chief_executive"),
    "a sector's gap": Kind("/sektor/HO/gap/", "sector_director"),
    "a sector's gap, protected": Kind("/sektor/HO/gap/", "union_representative"),
    "sector, protected": Kind("/sektor/HO/", "union_representative"),
    "sector, earlier": Kind("/sektor/HO/?dato=2025-03-01", "sector_director"),
    "unit": Kind("/enhet/SOL/", "unit_leader"),
    "unit's gap": Kind("/enhet/SOL/gap/", "unit_leader"),
    "unit's coverage": Kind("/enhet/SOL/dekning/", "unit_leader"),
    "what if": Kind("/enhet/SOL/hva-om/", "unit_leader"),
    "what if, another change": Kind("/enhet/SOLA/hva-om/?endring=train", "unit_leader"),
    "what if in a sector": Kind("/enhet/HO/hva-om/?endring=move", "sector_director"),
    "a scenario": Kind("/enhet/SOL/hva-om/{scenario}/", "unit_leader"),
    "scenarios": Kind("/enhet/SOL/hva-om/lagrede/", "unit_leader"),
    "rows behind a scenario's figure": Kind(
        "/enhet/SOL/hva-om/{scenario}/tall/PVK/?av=kan&niva=2&krever=5&enhet=SOL", "unit_leader"
    ),
    "rows of a scenario, worked out from others": Kind(
        "/enhet/SOL/hva-om/{scenario}/tall/PVK/?av=lere&enhet=SOL", "unit_leader"
    ),
    "parts behind a sector's what-if": Kind("/enhet/HO/hva-om/tall/PVK/?av=alle&enhet=HO", "sector_director"),
    "no scenarios": Kind("/enhet/ELV/hva-om/lagrede/", "other_leader"),
    "two scenarios": Kind("/enhet/SOL/hva-om/sammenlign/?a={scenario}&b={other_scenario}", "unit_leader"),
    "unit's vulnerability": Kind("/enhet/SOL/sarbarhet/", "unit_leader"),
    "a sector's vulnerability": Kind("/enhet/HO/sarbarhet/?alle=1", "sector_director"),
    "what the figures mean": Kind("/hjelp/tallene/", "employee"),
    "rows behind a figure": Kind("/enhet/SOL/tall/PVK/?av=alle", "unit_leader"),
    "holders behind a figure": Kind("/enhet/SOL/tall/PVK/?av=kan&niva=2", "unit_leader"),
    "figure of all competences": Kind("/enhet/SOL/tall/?av=alle", "unit_leader"),
    "people behind a figure": Kind("/enhet/SOL/tall/?av=ansatte", "unit_leader"),
    "figure worked out from others": Kind(
        "/enhet/SOL/tall/PVK/?av=en-slutter&niva=2&krever=5", "unit_leader"
    ),
    "figure about age": Kind("/enhet/SOL/tall/PVK/?av=nar-pensjon&niva=2&krever=5", "unit_leader"),
    "unused competence behind a figure": Kind("/enhet/SOL/tall/PVK/?av=ubrukt", "unit_leader"),
    "people a need looks for": Kind("/enhet/SOL/tall/PVK/?av=mobilisere", "unit_leader"),
    "people a need could train": Kind("/enhet/SOL/tall/PVK/?av=lere", "unit_leader"),
    "rows behind a sector's figure": Kind("/enhet/HO/tall/PVK/?av=alle", "sector_director"),
    "find people": Kind("/finn-kompetanse/?kompetanse=PVK&kompetanse_valgt=PVK&niva=2", "unit_leader"),
    "find people, empty": Kind("/finn-kompetanse/", "hr"),
    "unit's latent competence": Kind("/enhet/SOL/latent/", "unit_leader"),
    "a sector's latent competence": Kind("/enhet/HO/latent/", "sector_director"),
    "unit's needs": Kind("/enhet/SOL/behov/", "unit_leader"),
    "unit's needs, for HR": Kind("/enhet/SOL/behov/", "hr"),
    "unit's needs, protected": Kind("/enhet/SOL/behov/", "union_representative"),
    "needs of the units": Kind("/behov/", "sector_director"),
    "needs of the units, protected": Kind("/behov/", "union_representative"),
    "a department's needs": Kind("/enhet/SOLA/behov/", "unit_leader"),
    "answer a need": Kind("/enhet/SOL/behov/svar/PVK/", "unit_leader"),
    "register a need": Kind("/enhet/SOL/behov/meld/", "employee"),
    "vacancies": Kind("/enhet/SOL/behov/ledige-stillinger/", "unit_leader"),
    "matrix": Kind("/enhet/SOL/matrise/", "unit_leader"),
    "matrix of a professional lead": Kind("/enhet/SOL/matrise/", "professional_lead"),
    "unit's person": Kind("/enhet/SOL/ansatt/nr-merkeamina/", "unit_leader"),
    "imports": Kind("/import/", "hr"),
    "new import of employees": Kind("/import/ny/ansatte/", "hr"),
    "change a requirement": Kind("/krav/{requirement}/endre/", "hr"),
    "end a requirement": Kind("/krav/{requirement}/avslutt/", "hr"),
    "annul a requirement": Kind("/krav/{requirement}/annuller/", "hr"),
    "change coverage": Kind("/krav/dekning/{coverage}/endre/", "hr"),
    "end coverage": Kind("/krav/dekning/{coverage}/avslutt/", "hr"),
    "annul coverage": Kind("/krav/dekning/{coverage}/annuller/", "hr"),
    "annul an assessment": Kind("/kompetanse/vurdering/{assessment}/annuller/", "unit_leader"),
    "end an exemption": Kind("/unntak/{exemption}/avslutt/", "unit_leader"),
    "annul an exemption": Kind("/unntak/{exemption}/annuller/", "unit_leader"),
    "end access": Kind("/tilgang/{grant}/avslutt/", "administrator"),
    "a correction": Kind("/rettinger/{correction}/", "unit_leader"),
    "organisation": Kind("/organisasjon/", "hr"),
    "a unit of the organisation": Kind("/organisasjon/SOL/", "hr"),
    "successors": Kind("/organisasjon/SOL/etterfolgere/", "hr"),
    "an import": Kind("/import/{import}/", "hr"),
    "no open sign-up": Kind("/konto/signup/", "anonymous"),
    "access has ended": Kind("/konto/inactive/", "anonymous"),
    "one's e-mail": Kind("/konto/email/", "employee"),
    "confirm that it is you": Kind("/konto/reauthenticate/", "employee"),
    "reset is sent": Kind("/konto/password/reset/done/", "anonymous"),
    "reset is done": Kind("/konto/password/reset/key/done/", "anonymous"),
    "reset link is used": Kind("/konto/password/reset/key/1-x/", "anonymous"),
    "sign-in elsewhere was broken off": Kind("/konto/3rdparty/login/cancelled/", "anonymous"),
    "sign-in of the municipality": Kind("/konto/3rdparty/", "employee"),
    "passkeys": Kind("/konto/2fa/webauthn/", "employee"),
    "home, employee": Kind("/", "employee"),
    "home, leader": Kind("/", "unit_leader"),
    "home, director": Kind("/", "sector_director"),
    "home, chief executive": Kind("/", "chief_executive"),
    "home, HR": Kind("/", "hr"),
    "home, union representative": Kind("/", "union_representative"),
    "home, evaluator": Kind("/", "evaluator"),
    "home, administrator": Kind("/", "administrator"),
}

# Addresses that show no page of their own, or one that another test opens, and why.
ELSEWHERE = {
    "options of a search as you type": {
        "role_options",
        "unit_options",
        "person_options",
        "competence_options",
        "access_pick",
        "access_unit_pick",
        "deputy_pick",
        "successor_pick",
    },
    "takes a form and sends on": {
        "competence_restore",
        "need_withdraw",
        "no_needs",
        "vacancy_close",
        "dialogue_note_remove",
        "dialogue_topic",
        "access_invite",
        "disagreement_withdraw",
        "deputy_end",
        "import_confirm",
        "outbox_try_again",
        "import_start_again",
        "import_discard",
        "round_step",
        "set_language",
        "mfa_login_webauthn",
        "account_confirm_login_code",
        "account_set_password",
    },
    "answers with a file or data": {
        "import_progress",
        "document_file",
        "import_rejected",
        "my_data",
        "mfa_download_recovery_codes",
        "healthz",
    },
    "opened by test_answering": {"own_receipt"},
    "opened by test_sign_in": {
        "invitation",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_authenticate",
    },
    "only with a provider, a passkey or a mail that the tests have not": {
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "socialaccount_login_error",
        "socialaccount_signup",
        "openid_connect_login",
        "openid_connect_callback",
    },
    "closed: shows the page for what is not there": {
        "account_confirm_email",
        "account_email_verification_sent",
    },
}


def numbers(cast: Cast) -> dict[str, int]:
    """The rows that the paths of `KINDS` name; those the cast lacks are made."""
    person, user = cast.person("amina"), cast.user("amina")
    asked = CorrectionRequest.objects.create(
        user=user, employee_number=person.employee_number, what="PVK", why="Jeg kan det."
    )
    run = ImportRun.objects.create(
        kind="hr", status=ImportRun.Status.CANCELLED, file_name="ansatte.csv", as_of=cast.today
    )
    scenario, other_scenario = two_scenarios(cast)
    a_registered_need(cast)
    a_vacancy(cast)
    talk, coming = talks.held(cast), talks.planned(cast)
    talks.thoughts(coming, cast, Side.EMPLOYEE, shared=True)
    talks.thoughts(coming, cast, Side.LEADER)
    return {
        "scenario": scenario,
        "other_scenario": other_scenario,
        "talk": talk.dialogue.pk,
        "agreed": talk.point.pk,
        "coming_talk": coming.pk,
        "disagreement": disagree(
            assessment=person.assessments.latest("pk"), reason="Jeg kan mer.", own_level=0, by=user
        ).pk,
        "document": made.document(person, cast.competences["PVK"]).pk,
        "requirement": Requirement.objects.earliest("pk").pk,
        "area": cast.competences["PVK"].area_id,
        "coverage": cast.unit("SOL").coverage.earliest("pk").pk,
        "assessment": person.assessments.earliest("pk").pk,
        "exemption": person.exemptions.earliest("pk").pk,
        "grant": cast.user("olga").grants.earliest("pk").pk,
        "correction": asked.pk,
        "import": run.pk,
        "round": a_round(cast).pk,
        "asked": cast.competences["PVK"].pk,
        "suggestion": suggest(name="Tegnspråk", description="", key=uuid4(), by=user).pk,
        "draft": a_round(cast, started=False).pk,
    }
