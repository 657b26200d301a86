"""Documents count only when somebody has verified them; consent and disagreement are the person's own."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kyndig.accounts.erasure import erase_expired
from kyndig.accounts.models import AuditEvent
from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests import made as catalogue
from kyndig.holdings import actions, consents, disagreements, document_actions, document_files, policies
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Assessment, Consent, Disagreement, Document, Holding, Source
from kyndig.holdings.tests import made
from kyndig.organisation.models import Person
from tests.cast import LEFT_ON, Cast

ISSUED = date(2026, 1, 31)
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def person(db: None) -> Person:
    return made.person()


@pytest.fixture
def competence(db: None) -> Competence:
    return catalogue.competence()


def verified(person: Person, competence: Competence, level: int = 1, **fields: Any) -> Document:
    document = made.document(person, competence, **fields)
    document_actions.verify_document(document=document, level=level, by=None)
    return document


def test_a_document_says_nothing_of_the_level_until_it_is_verified(
    person: Person, competence: Competence
) -> None:
    document = made.document(person, competence)

    assert document.state == Document.State.WAITING
    assert not Holding.objects.exists()


def test_verifying_gives_the_level_from_the_day_it_was_issued_to_the_day_it_expires(
    person: Person, competence: Competence
) -> None:
    document = verified(person, competence, 2, issued_on=ISSUED, expires_on=date(2027, 5, 1))

    holding = Holding.objects.get(person=person, competence=competence)
    assert (holding.level, holding.assessed_on, holding.expires_on) == (2, ISSUED, date(2027, 5, 1))
    assert document.assessment == holding.assessment
    assert holding.assessment.source == Source.DOCUMENT


def test_a_paper_without_an_end_lasts_as_long_as_the_competence(person: Person) -> None:
    verified(person, catalogue.competence(validity_months=1), issued_on=ISSUED)

    assert Holding.objects.get(person=person).expires_on == date(2026, 2, 28)


def test_a_document_is_verified_once(person: Person, competence: Competence) -> None:
    document = verified(person, competence)

    with pytest.raises(document_actions.NotWaitingError):
        document_actions.verify_document(document=document, level=1, by=None)
    assert Assessment.objects.count() == 1


def test_a_level_off_the_scale_verifies_nothing(person: Person) -> None:
    document = made.document(person, catalogue.competence(scale=Competence.Scale.HELD))

    with pytest.raises(ValueError, match="scale"):
        document_actions.verify_document(document=document, level=2, by=None)
    assert Document.objects.waiting().get() == document


def test_a_refused_document_gives_nothing_and_says_why(person: Person, competence: Competence) -> None:
    document = made.document(person, competence)
    document_actions.refuse_document(document=document, reason="Navnet mangler", by=None)

    assert (document.state, document.refused_reason) == (Document.State.REFUSED, "Navnet mangler")
    with pytest.raises(document_actions.NotWaitingError):
        document_actions.verify_document(document=document, level=1, by=None)
    assert not Assessment.objects.exists()


def test_renewing_keeps_the_old_one(person: Person, competence: Competence) -> None:
    old = verified(person, competence, issued_on=ISSUED)
    new = made.document(person, competence, replaces=old)

    old.refresh_from_db()
    assert (old.state, new.replaces) == (Document.State.VERIFIED, old)


def test_a_document_replaces_none_of_another_person(person: Person, competence: Competence) -> None:
    with pytest.raises(ValueError, match="same person"):
        made.document(made.person(), competence, replaces=made.document(person, competence))


def test_a_withdrawn_document_loses_its_file_and_the_level_it_gave(
    person: Person, competence: Competence, django_capture_on_commit_callbacks: Any
) -> None:
    name = document_files.write(PDF)
    document = verified(person, competence, stored_name=name)

    with django_capture_on_commit_callbacks(execute=True):
        document_actions.withdraw_document(document=document, reason="Feil fil", by=None)

    assert document.state == Document.State.WITHDRAWN
    assert not document_files.path_of(name).exists()
    assert not Holding.objects.exists()
    assert Assessment.objects.get().annulled_reason == "Feil fil"


def test_a_file_is_for_the_server_alone(db: None) -> None:
    path = document_files.path_of(document_files.write(PDF))

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "."])
def test_a_stored_name_is_no_path(name: str) -> None:
    with pytest.raises(ValueError, match="stored document"):
        document_files.path_of(name)


def test_when_everything_about_somebody_is_erased_their_files_go(cast: Cast) -> None:
    name, another = document_files.write(PDF), document_files.write(PDF)
    made.document(cast.person("leif"), cast.competences["PVK"], stored_name=name)
    made.document(cast.person("amina"), cast.competences["PVK"], stored_name=another)
    gone = made.noon(LEFT_ON + timedelta(days=5 * 365 + 1))
    made.age(name, another, to=gone - timedelta(days=2))

    dry = erase_expired(now=gone, dry_run=True)
    assert document_files.path_of(name).exists()
    assert erase_expired(now=gone) == dry

    assert not document_files.path_of(name).exists()
    assert document_files.path_of(another).exists()
    assert Document.objects.get().person == cast.person("amina")


def test_consent_is_off_until_given_and_ends_at_once(cast: Cast) -> None:
    amina, user = cast.person("amina"), cast.user("amina")
    people = Person.objects.all()
    assert not consents.has_consented(amina)

    consents.give_consent(person=amina, by=user)
    consents.give_consent(person=amina, by=user)
    assert list(consents.consenting(people)) == [amina]

    consents.withdraw_consent(person=amina, by=user)
    consents.withdraw_consent(person=amina, by=user)
    assert not consents.consenting(people).exists()
    assert AuditEvent.objects.filter(act__startswith="holdings.consent").count() == 2


def test_consent_given_anew_is_a_new_period(cast: Cast) -> None:
    amina, user = cast.person("amina"), cast.user("amina")
    for _ in range(2):
        consents.give_consent(person=amina, by=user)
        consents.withdraw_consent(person=amina, by=user)

    assert Consent.objects.filter(person=amina).exclude(withdrawn_at=None).count() == 2


def test_consent_to_an_earlier_wording_does_not_count(cast: Cast) -> None:
    consents.give_consent(person=cast.person("amina"), by=cast.user("amina"))
    Consent.objects.update(edition=consents.EDITION - 1)

    assert not consents.has_consented(cast.person("amina"))


@pytest.fixture
def judged(person: Person, competence: Competence) -> Assessment:
    return actions.assess(NewAssessment(person, competence, 1, Source.LEADER, ISSUED), by=None)


def test_disagreeing_leaves_both_values(judged: Assessment) -> None:
    disagreements.disagree(assessment=judged, reason="Jeg gjør det hver uke", own_level=2, by=None)

    assert disagreements.open_about(judged.person).get().own_level == 2
    assert Holding.objects.get().level == 1


def test_there_is_one_open_disagreement_an_assessment(judged: Assessment) -> None:
    first = disagreements.disagree(assessment=judged, reason="Uenig", by=None)
    with pytest.raises(disagreements.AlreadyOpenError):
        disagreements.disagree(assessment=judged, reason="Fortsatt uenig", by=None)

    disagreements.withdraw_disagreement(disagreement=first, by=None)
    again = disagreements.disagree(assessment=judged, reason="Likevel uenig", by=None)
    disagreements.resolve_disagreement(disagreement=again, resolution="Nivå 2 etter kurset", by=None)
    assert not disagreements.open_about(judged.person).exists()


@pytest.mark.parametrize("level", [4, -1])
def test_a_level_off_the_scale_is_no_disagreement(judged: Assessment, level: int) -> None:
    with pytest.raises(ValueError, match="scale"):
        disagreements.disagree(assessment=judged, reason="Uenig", own_level=level, by=None)


def test_nobody_disagrees_with_their_own_answer(person: Person, competence: Competence) -> None:
    own = actions.assess(NewAssessment(person, competence, 1, Source.SELF, ISSUED), by=None)
    with pytest.raises(ValueError, match="somebody else"):
        disagreements.disagree(assessment=own, reason="Uenig", by=None)


def test_the_database_keeps_one_open_disagreement(judged: Assessment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Disagreement.objects.bulk_create([Disagreement(assessment=judged, reason="x") for _ in range(2)])


VERIFIERS = ["unit_leader", "department_head", "deputy", "sector_director", "chief_executive", "hr"]


def test_leaders_at_or_above_and_hr_verify_and_nobody_else(cast: Cast) -> None:
    document = made.document(cast.person("amina"), cast.competences["PVK"])
    asked = [*VERIFIERS, "other_leader", "professional_lead", "evaluator", "administrator", "amina", "bendik"]

    assert [each for each in asked if policies.can_verify(cast.user(each), document)] == VERIFIERS


def test_a_leader_verifies_nothing_of_their_own(cast: Cast) -> None:
    document = made.document(cast.person("ulla"), cast.competences["PVK"])

    assert not policies.can_verify(cast.user("ulla"), document)
    assert policies.can_verify(cast.user("sector_director"), document)


def test_hr_verifies_nothing_of_their_own(cast: Cast) -> None:
    document = made.document(cast.person("helga"), cast.competences["PVK"])

    assert not policies.can_verify(cast.user("helga"), document)


def test_only_the_person_disagrees(cast: Cast) -> None:
    judged = Assessment.objects.filter(person=cast.person("amina")).exclude(source=Source.SELF).earliest("id")
    asked = ["amina", "bendik", "unit_leader", "hr"]

    assert [each for each in asked if policies.can_disagree(cast.user(each), judged)] == ["amina"]
