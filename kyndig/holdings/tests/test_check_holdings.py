"""`kyndig check_holdings` finds what differs, says so, and mends it when asked."""

from datetime import date

import pytest
from django.core.management import call_command

from kyndig.accounts.models import AccessSubject, AuditEvent
from kyndig.catalogue.tests import made as catalogue
from kyndig.holdings import actions
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Holding, Source
from kyndig.holdings.tests import made


@pytest.fixture
def wrong_holding(db: None) -> Holding:
    new = NewAssessment(
        made.person("4711"),
        catalogue.competence("PVK"),
        2,
        Source.LEADER,
        date(2026, 1, 10),
    )
    actions.assess(new, by=None)
    Holding.objects.update(level=3)
    return Holding.objects.get()


@pytest.mark.django_db
def test_nothing_registered_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_holdings")
    assert "0 nivåer stemmer" in capsys.readouterr().out


def test_a_difference_is_named_and_the_exit_code_is_1(
    wrong_holding: Holding, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("check_holdings")
    assert ended.value.code == 1
    assert "4711 PVK" in capsys.readouterr().err


def test_whom_it_names_is_access_logged(wrong_holding: Holding) -> None:
    with pytest.raises(SystemExit):
        call_command("check_holdings")
    assert AccessSubject.objects.get().employee_number == "4711"


def test_a_missing_holding_is_a_difference(wrong_holding: Holding) -> None:
    Holding.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("check_holdings")


def test_repair_builds_it_anew_and_is_audited(wrong_holding: Holding) -> None:
    call_command("check_holdings", "--repair")
    assert Holding.objects.get().level == 2
    assert AuditEvent.objects.filter(act="holdings.holding.repair").exists()
