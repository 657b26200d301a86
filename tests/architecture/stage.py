"""Where the permission matrix is played: the cast, what the addresses name, a browser for each part."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.access_log import record_access
from kyndig.accounts.actions import ask_for_correction, invite
from kyndig.accounts.models import AccessEvent
from kyndig.catalogue.suggesting import suggest
from kyndig.dialogues.models import Side
from kyndig.dialogues.tests import made as talks
from kyndig.gaps.scenarios.tests import made as thoughts
from kyndig.gaps.tests.made import a_registered_need, a_vacancy
from kyndig.holdings import document_actions, document_files
from kyndig.holdings.disagreements import disagree
from kyndig.holdings.models import Assessment, Document, Exemption
from kyndig.holdings.tests.files import PDF
from kyndig.imports import files
from kyndig.imports.models import ImportRun
from kyndig.mapping.tests.made import a_round, version_of
from kyndig.notices.addressing import digest
from kyndig.notices.models import Recipient
from kyndig.organisation.models import Deputy, LeaderProposal, Person, RoleGrant
from kyndig.requirements.models import Coverage, Requirement
from tests.architecture.matrix_row import PARTS, Markers, Row, markers_of
from tests.cast import Cast, build_cast

UPLOADED = """employee_number;competence;level;source;assessed_on;note
nr-merkegreta;PVK;2;leder;01.05.2025;Notatgreta
"""
REJECTED = "employee_number;reason\nnr-merkehilde;mangler\n"


@dataclass
class Stage:
    """The cast, what the addresses name, and a browser for each part."""

    cast: Cast
    places: dict[str, str]
    cookies: dict[str, SimpleCookie]
    files: Path
    kept: Path  # a copy of the files, to put back what a request deleted
    browser: Client  # one for all: making another starts every middleware anew

    def ask(self, row: Row, part: str, **headers: str) -> tuple[int, Markers]:
        """The answer's status and markers; what the request changed is taken back."""
        cache.clear()  # what counts attempts at sign-in would soon refuse
        self.browser.cookies = SimpleCookie({name: each.value for name, each in self.cookies[part].items()})
        target = self.cast.person(PARTS[part][1])
        names = {**self.places, "person": target.employee_number, "pk": target.pk}
        address = row.address.format(**names)
        fields = {key: str(value).format(**names) for key, value in row.data.items()}
        with transaction.atomic():
            response: HttpResponse = send(row, address, self.browser, headers, fields)
            found = response.status_code, markers_of(response, part, address)
            transaction.set_rollback(True)
        if row.method == "POST":
            shutil.copytree(self.kept, self.files, dirs_exist_ok=True)
        return found


def send(
    row: Row, address: str, client: Client, headers: dict[str, str], fields: dict[str, str]
) -> HttpResponse:
    if row.method == "POST":
        return client.post(address, fields, headers=headers)  # type: ignore[return-value] # the client's own class of answer
    return client.get(address, headers=headers)  # type: ignore[return-value] # the same


@contextmanager
def built(folder: Path) -> Iterator[Stage]:
    """The stage, inside a transaction that is taken back; files go to the folder."""
    with transaction.atomic(), override_settings(MEDIA_ROOT=folder):
        cast = build_cast()
        named = places(cast)
        signed_in = {part: cast.client(PARTS[part][0]).cookies for part in PARTS}
        kept = Path(shutil.copytree(folder, folder.with_name("kept")))
        yield Stage(cast, named, signed_in, folder, kept, Client(raise_request_exception=False))
        transaction.set_rollback(True)


def import_run(cast: Cast) -> ImportRun:
    """A file that HR has uploaded, with a row that was rejected."""
    file = SimpleUploadedFile("vurderinger.csv", UPLOADED.encode())
    cast.client("hr").post("/import/ny/vurderinger/", {"file": file, "as_of": "2026-01-01"})
    run = ImportRun.objects.get()
    run.rejected_stored_name = files.store_rejected({"vurderinger.csv": REJECTED})
    run.save()
    return run


def unreached(cast: Cast) -> None:
    """Liv's address refuses letters, and Mons has none."""
    liv, mons = cast.person("liv"), cast.person("mons")
    Recipient.objects.create(
        employee_number=liv.employee_number, bounced_at=timezone.now(), bounced_digest=digest(liv.email)
    )
    Person.objects.filter(pk=mons.pk).update(email="")


def a_document(cast: Cast) -> Document:
    """A certificate of Amina's that waits; title and file name carry her marker."""
    file = document_files.receive(PDF, "notatamina.pdf")
    return document_actions.upload_document(
        person=cast.person("amina"),
        competence=cast.competences["PVK"],
        title="Notatamina",
        issued_on=date(2025, 1, 1),
        file=file,
        by=cast.user("amina"),
    )


def places(cast: Cast) -> dict[str, str]:
    """What the addresses of the table name, made for the purpose: traces, proposals, requests."""
    amina, ulla, helga = cast.user("amina"), cast.user("ulla"), cast.user("helga")
    for looker in (ulla, helga):
        record_access(AccessEvent.Action.VIEW, by=looker, page="matrix", employee_numbers=["nr-merkeamina"])
    audit.record("holdings.assessment.annul", by=ulla, reason="Grunnamina")
    audit.record("imports.run.applied", by=cast.user("adam"), count=3)
    proposal = LeaderProposal.objects.create(
        person=cast.person("hilde"),
        unit=cast.unit("SOLB"),
        kind=RoleGrant.Kind.DEPARTMENT_HEAD,
        from_date=date(2026, 1, 1),
    )
    unreached(cast)
    asked = ask_for_correction(what="Nivået i PVK", why="Notatamina", by=amina)
    named = {
        "document": a_document(cast).pk,
        "disagreement": disagree(
            assessment=Assessment.objects.filter(person=cast.person("amina")).latest("id"),
            reason="Notatamina",
            by=amina,
        ).pk,
        "run": import_run(cast).pk,
        "grant": RoleGrant.objects.get(user=cast.user("petter")).pk,
        "deputy_row": Deputy.objects.get(user=cast.user("sture")).pk,
        "proposal": proposal.pk,
        "correction": asked.pk,
        "invited": cast.user("petter").pk,
        "token": invite(user=cast.user("bendik"), by=helga),
        "assessment": Assessment.objects.filter(person=cast.person("amina")).earliest("id").pk,
        "exemption": Exemption.objects.get(person=cast.person("amina")).pk,
        "need": a_registered_need(cast).pk,
        "vacancy": a_vacancy(cast).pk,
        "requirement": Requirement.objects.earliest("id").pk,
        "round": a_round(cast).pk,
        "suggestion": suggest(name="Tegnspråk", description="", key=uuid4(), by=amina).pk,
        "draft": a_round(cast, started=False).pk,
        "asked": cast.competences["PVK"].pk,
        "version": version_of(cast, "amina", "PVK"),
        "area": cast.competences["PVK"].area_id,
        "coverage": Coverage.objects.get(unit=cast.unit("SOL")).pk,
    }
    named |= dialogues(cast) | scenarios(cast)
    return {name: str(value) for name, value in named.items()}


def scenarios(cast: Cast) -> dict[str, str | int]:
    """What Ulla thinks about Amina: one that she shares, and one that she does not."""
    leaving = thoughts.leaving(cast, "amina")
    return {
        "scenario": thoughts.a_scenario(cast, leaving, name="Delt", shared=True).pk,
        "own_scenario": thoughts.a_scenario(cast, leaving, name="Egen").pk,
    }


def dialogues(cast: Cast) -> dict[str, str | int]:
    """Amina's talks: with Ulla before, with Dag, and the next with Dag, who keeps what he thinks."""
    former, talk, coming = talks.former(cast), talks.held(cast), talks.planned(cast)
    talks.thoughts(coming, cast, Side.LEADER)
    talks.thoughts(coming, cast, Side.EMPLOYEE, shared=True)
    return {
        "amina": cast.person("amina").employee_number,
        "former": former.dialogue.pk,
        "former_note": former.note.pk,
        "former_point": former.point.pk,
        "talk": talk.dialogue.pk,
        "talk_note": talk.note.pk,
        "talk_point": talk.point.pk,
        "next": coming.pk,
    }
