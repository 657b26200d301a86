"""An employee's own round over HTTP: where each page leads, what is refused, and that nothing is lost."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyndig.holdings.models import Assessment, Document, Source
from kyndig.holdings.tests.files import PDF
from kyndig.mapping import actions
from kyndig.mapping.models import Entry, Participation, Round
from kyndig.mapping.tests.made import a_round, a_round_of_eight
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


@pytest.fixture
def ivar(cast: Cast) -> Client:
    """Somebody of whom nothing is known, and who is asked about one thing."""
    cast.users["bendik"].employee_number = cast.person("ivar").employee_number
    cast.users["bendik"].save()
    return cast.client("colleague")


def page(round_: Round, step: str = "") -> str:
    return f"/min/kartlegging/{round_.pk}/{step}"


def question(cast: Cast, round_: Round, code: str) -> str:
    return page(round_, f"sporsmal/{cast.competences[code].pk}/")


def test_where_nothing_is_known_the_first_question_comes_at_once(
    cast: Cast, round_: Round, ivar: Client
) -> None:
    answer = ivar.post(page(round_))
    assert answer.headers["Location"] == question(cast, round_, "PVK")


def test_whoever_has_begun_is_sent_on_to_where_they_were(cast: Cast) -> None:
    round_ = a_round_of_eight(cast)
    amina = cast.client("employee")
    amina.post(page(round_))
    shown = [cast.competences[f"A{n}"].pk for n in range(4)]
    amina.post(page(round_, "stemmer/"), {"nokkel": uuid4(), "vist": shown})
    amina.post(question(cast, round_, "A4"), {"nokkel": uuid4(), "svar": "2"})
    assert amina.get(page(round_)).headers["Location"] == question(cast, round_, "A5")


def test_only_what_the_page_showed_is_confirmed(cast: Cast) -> None:
    round_ = a_round_of_eight(cast)
    amina = cast.client("employee")
    amina.post(page(round_, "stemmer/"), {"nokkel": uuid4(), "vist": [cast.competences["A0"].pk]})
    assert list(Entry.objects.values_list("competence__code", flat=True)) == ["A0"]


def test_something_wrong_must_be_ticked(cast: Cast) -> None:
    round_ = a_round_of_eight(cast)
    answer = cast.client("employee").post(page(round_, "feil/"), {"nokkel": uuid4()})
    assert "Du har ikke krysset av for noe." in answer.content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize("sent", ["", "4", "-1", "mye", "²"])
def test_an_answer_that_is_none_is_refused_with_a_sentence(sent: str, cast: Cast, round_: Round) -> None:
    answer = cast.client("employee").post(question(cast, round_, "PVK"), {"svar": sent}, follow=True)
    assert "Velg et nivå fra 0 til 3." in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_key_that_is_none_is_as_good_as_a_new_one(cast: Cast, round_: Round) -> None:
    cast.client("employee").post(question(cast, round_, "PVK"), {"svar": "2", "nokkel": "tull"})
    assert Entry.objects.get().assessment is not None


@pytest.mark.parametrize("change", ["pause", "close"])
def test_a_round_that_is_not_open_says_so_and_takes_nothing(change: str, cast: Cast, round_: Round) -> None:
    amina = cast.client("employee")
    amina.post(page(round_))
    getattr(actions, change)(round_=round_, by=None)
    answer = amina.post(question(cast, round_, "PVK"), {"svar": "2"}, follow=True).content.decode()
    assert "Runden er ikke åpen. Det som kom inn før, er lagret." in answer
    assert "Kartleggingen er ikke åpen" in answer
    assert not Entry.objects.exists()


def test_a_competence_that_the_person_is_not_asked_about_has_no_page(cast: Cast, round_: Round) -> None:
    assert cast.client("employee").get(question(cast, round_, "AREALPLAN")).status_code == 404


def test_what_is_exempt_is_not_asked(cast: Cast, round_: Round) -> None:
    exempted = a_round(cast, SPL=["PVK", "AREALPLAN"])
    assert "Arealplanlegging" not in cast.client("employee").get(page(exempted, "send/")).content.decode()


def test_a_paper_is_laid_in_where_a_course_has_run_out(cast: Cast) -> None:
    round_ = a_round_of_eight(cast, run_out=True)
    amina, asked = cast.client("employee"), cast.competences["A8"].pk
    answer = amina.post(question(cast, round_, "A8"), {"nokkel": uuid4(), "svar": "bevis"})
    assert answer.headers["Location"] == page(round_, f"bevis/{asked}/")
    file = {"file": SimpleUploadedFile("hlr.pdf", PDF), "issued_on": cast.today.isoformat()}
    amina.post(page(round_, f"bevis/{asked}/"), file)
    assert Document.objects.get().competence == cast.competences["A8"]


def test_needing_a_course_leaves_the_level_alone(cast: Cast) -> None:
    round_ = a_round_of_eight(cast, run_out=True)
    cast.client("employee").post(question(cast, round_, "A8"), {"nokkel": uuid4(), "svar": "kurs"})
    assert Entry.objects.get().act == Entry.Act.COURSE
    assert not Assessment.objects.filter(competence=cast.competences["A8"], source=Source.SELF).exists()


def test_what_nobody_asked_about_is_found_and_added(cast: Cast, round_: Round) -> None:
    amina = cast.client("employee")
    answer = amina.post(page(round_, "mer/"), {"competence": "AREALPLAN"})
    found = page(round_, f"mer/{cast.competences['AREALPLAN'].pk}/")
    assert answer.headers["Location"] == found
    amina.post(found, {"svar": "1"})
    said = Assessment.objects.get(person=cast.person("amina"), competence=cast.competences["AREALPLAN"])
    assert (said.level, said.source) == (1, Source.SELF)


def test_what_is_asked_after_all_is_answered_as_a_question(cast: Cast, round_: Round) -> None:
    answer = cast.client("employee").post(page(round_, "mer/"), {"competence": "PVK"})
    assert answer.headers["Location"] == question(cast, round_, "PVK")


def test_answers_may_be_changed_after_they_are_sent(cast: Cast, round_: Round) -> None:
    amina = cast.client("employee")
    amina.post(page(round_, "send/"))
    assert amina.get(page(round_)).headers["Location"] == page(round_, "takk/")
    answer = amina.post(question(cast, round_, "PVK"), {"nokkel": uuid4(), "svar": "1"})
    assert answer.headers["Location"] == page(round_, "send/")
    assert "Du er under opplæring." in amina.get(page(round_, "send/")).content.decode()


def test_a_name_in_another_language_than_the_page_is_marked(cast: Cast, round_: Round) -> None:
    amina = cast.client("employee")
    amina.post("/sprak/", {"language": "en"})
    assert (
        '<span lang="nb">Legge inn perifert venekateter</span>'
        in amina.get(question(cast, round_, "PVK")).content.decode()
    )
