"""A course evening: looked over first, mistakes by line, and registered all at once."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from kyndig.accounts.models import AccessSubject, AuditEvent
from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment, Source
from kyndig.organisation.models import Person
from tests.cast import Cast

ADDRESS = "/kompetanse/kurskveld/"
HELD_ON = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def lasts_a_year(cast: Cast) -> None:
    Competence.objects.filter(code="LEGEMIDDEL").update(validity_months=12)


def sent(*lines: str, **changes: Any) -> dict[str, Any]:
    fields = {"competence": "LEGEMIDDEL", "held_on": HELD_ON.isoformat(), "level": "1", "expires_on": ""}
    return {**fields, "person": "", "people": "\r\n".join(lines), "gjor": "se", **changes}


def preview(cast: Cast, *lines: str, role: str = "unit_leader", **changes: Any) -> Any:
    return cast.client(role).post(ADDRESS, sent(*lines, **changes))


def mistakes(answer: Any) -> dict[int, str]:
    return {line.number: line.mistake for line in answer.context.get("wrong", [])}


def who(answer: Any) -> list[str]:
    return [line.person.first_name for line in answer.context.get("good", [])]


def register(cast: Cast, *lines: str, role: str = "unit_leader") -> Any:
    """Look over, then register what was looked over."""
    seen = preview(cast, *lines, role=role)
    again = sent(*lines, sett=seen.context["digest"], gjor="registrer")
    return cast.client(role).post(ADDRESS, again, follow=True)


def registered() -> list[Assessment]:
    return list(Assessment.objects.filter(assessed_on=HELD_ON).order_by("id"))


def test_nothing_is_written_before_it_is_looked_over(cast: Cast) -> None:
    answer = preview(cast, "nr-merkeamina", "Bendik Merkebendik", "Merkehilde, Hilde", "nr-merkeivar; Ivar")

    assert who(answer) == ["Amina", "Bendik", "Hilde", "Ivar"]
    assert "gjelder til 1. mars 2027" in answer.content.decode()
    assert registered() == []


def test_all_are_registered_as_a_course_with_the_day_and_its_end(cast: Cast) -> None:
    answer = register(cast, "nr-merkeamina", "nr-merkehilde")

    assert "Kurset er registrert for 2 ansatte." in answer.content.decode()
    assert [
        (each.person.first_name, each.level, each.source, each.expires_on, each.assessed_by)
        for each in registered()
    ] == [(name, 1, Source.COURSE, date(2027, 3, 1), cast.person("ulla")) for name in ("Amina", "Hilde")]
    assert AuditEvent.objects.filter(act="holdings.assessment.register").get().detail == {"count": 2}


def test_mistakes_are_told_by_line_and_the_rest_registered(cast: Cast) -> None:
    lines = ["nr-merkeamina", "99999", "", "Amina Merkeamina", "nr-merkeulla", "nr-merkehilde"]
    answer = preview(cast, *lines)

    assert mistakes(answer) == {
        2: "Ingen av dem du leder, har dette nummeret eller navnet.",
        3: "Står også på linje 1.",
        4: "Du kan ikke registrere kurs for deg selv. Be lederen din eller HR.",
    }
    register(cast, *lines)
    assert [each.person.first_name for each in registered()] == ["Amina", "Hilde"]


@pytest.mark.parametrize("line", ["nr-merkeolga", "Olga Merkeolga", "nr-merkeleif", "finnes ikke"])
def test_whoever_is_outside_ones_reach_is_as_unknown_as_nobody(cast: Cast, line: str) -> None:
    answer = preview(cast, line)

    assert mistakes(answer) == {1: "Ingen av dem du leder, har dette nummeret eller navnet."}
    assert not AccessSubject.objects.exists()


def test_hr_registers_for_everybody_who_is_employed(cast: Cast) -> None:
    answer = preview(cast, "nr-merkeolga", "nr-merkeleif", role="hr")

    assert who(answer) == ["Olga"]
    assert list(mistakes(answer)) == [2]


def test_a_name_that_several_have_asks_for_the_number(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("bendik").pk).update(first_name="Amina", last_name="Merkeamina")

    assert "Skriv ansattnummeret" in mistakes(preview(cast, "Amina Merkeamina"))[1]
    assert mistakes(preview(cast, "nr-merkeamina")) == {}


def test_the_same_course_twice_is_told_and_not_written(cast: Cast) -> None:
    register(cast, "nr-merkeamina")
    answer = preview(cast, "nr-merkeamina")

    assert mistakes(answer) == {1: "Har dette kurset fra før, samme dag."}
    register(cast, "nr-merkeamina")
    assert len(registered()) == 1


def test_something_changed_since_is_looked_over_again(cast: Cast) -> None:
    seen = preview(cast, "nr-merkeamina")
    changed = sent("nr-merkeamina", "nr-merkehilde", sett=seen.context["digest"], gjor="registrer")
    answer = cast.client("unit_leader").post(ADDRESS, changed)

    assert who(answer) == ["Amina", "Hilde"]
    assert registered() == []


def test_searching_adds_to_the_list_and_keeps_the_rest(cast: Cast) -> None:
    page = preview(cast, "nr-merkeamina", person="hilde", gjor="finn", level="1").content.decode()

    assert "nr-merkeamina\nnr-merkehilde; Hilde Merkehilde" in page
    assert 'value="LEGEMIDDEL"' in page


def test_a_search_with_several_answers_lets_one_choose(cast: Cast) -> None:
    page = preview(cast, "nr-merkeamina", person="merke", gjor="finn").content.decode()

    assert "Velg en" in page
    assert 'type="radio"' in page


def test_the_one_chosen_is_added(cast: Cast) -> None:
    page = preview(cast, person="merke", person_valgt="nr-merkehilde", gjor="finn").content.decode()
    assert "nr-merkehilde; Hilde Merkehilde" in page


def spreadsheet() -> SimpleUploadedFile:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            [("Ansattnr", "Navn"), ("nr-merkeamina", "Amina"), ("", "Hilde Merkehilde")]
        ):
            sheet.write_row(at, 0, row)
    return SimpleUploadedFile("kurs.xlsx", content.getvalue())


def test_a_spreadsheet_becomes_lines_to_look_over(cast: Cast) -> None:
    answer = preview(cast, "nr-merkebendik", file=spreadsheet())

    assert who(answer) == ["Bendik", "Amina", "Hilde"]
    assert "nr-merkebendik\nnr-merkeamina; Amina\nHilde Merkehilde" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": ""}, "Skriv hvem som var der"),
        ({"held_on": "2999-01-01"}, "fram i tid"),
        ({"level": "2"}, "Velg nivå 1."),
        ({"expires_on": "2025-01-01"}, "før det er holdt"),
        ({"file": SimpleUploadedFile("kurs.csv", b"a;b\n1;2\n")}, "mangler kolonner"),
        ({"file": SimpleUploadedFile("kurs.csv", b"Ansattnr;x\n1;13097248022\n")}, "fødselsnummer"),
        ({"people": "x\n" * 501}, "høyst 500"),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_sentence(
    cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    answer = preview(cast, "nr-merkeamina", **changes)

    assert sentence in answer.content.decode()
    assert "digest" not in answer.context


def test_those_shown_can_see_that_they_were(cast: Cast) -> None:
    preview(cast, "nr-merkeamina", "nr-merkehilde")

    numbers = set(AccessSubject.objects.values_list("employee_number", flat=True))
    assert numbers == {"nr-merkeamina", "nr-merkehilde"}


def test_many_take_no_more_queries_than_few(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("hr")
    register(cast, "nr-merkemons", role="hr")
    client.post(ADDRESS, sent("nr-merkeamina"))  # the index of competences is read once a version
    keys = ["amina", "bendik", "hilde", "olga", "frode", "ulla", "kjell", "finnes ikke"]
    with django_assert_max_num_queries(15):
        client.post(ADDRESS, sent(*(f"nr-merke{key}" for key in keys)))
