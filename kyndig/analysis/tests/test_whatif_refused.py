"""What-if: the changes that are refused, each with one sentence that names what is wrong."""

from __future__ import annotations

import pytest

from kyndig.analysis import whatif
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests.example import HELPER, KARI, SECTOR, asks, works
from kyndig.analysis.tests.test_whatif import place


def refused(snapshot: Snapshot, *changes: str) -> str:
    with pytest.raises(whatif.RefusedError) as error:
        whatif.applied(snapshot, changes)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    "change",
    [
        "",
        "fire:K1",
        "leave",
        "leave:K1:U",
        "move:K1",
        "train:PVK:2",
        "require:SPL:PVK",
        "drop:SPL",
        "close",
        "LEAVE:K1",
    ],
)
def test_an_unknown_change_is_refused_and_named(change: str) -> None:
    assert repr(change) in refused(place(), change)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("leave:K1,NN", "NN"),
        ("leave:", "leave:"),
        ("move:NN:U", "NN"),
        ("train:PVK:2:K1,NN", "NN"),
        ("move:K1:NOPE", "NOPE"),
        ("move:K1:OLD", "OLD"),
        ("move:K1,O1:U", "several"),
        ("close:OLD", "OLD"),
        ("require:SPL:PVK:2:NOPE", "NOPE"),
        ("train:NOPE:1:K1", "NOPE"),
        ("require:SPL:NOPE:1", "NOPE"),
        ("drop:SPL:NOPE", "NOPE"),
        ("train:PVK:4:K1", "'4'"),
        ("train:PVK:-1:K1", "'-1'"),
        ("train:PVK::K1", "''"),
        ("train:FK:2:K1", "'2'"),
        ("require:SPL:FK:2", "'2'"),
        ("require:HFA:PVK:2", "HFA"),
        ("require:NOPE:PVK:2", "NOPE"),
        ("drop:HFA:PVK", "HFA"),
        ("drop:SPL:SAR", "nothing to drop"),
        ("retire:old", "old"),
        ("retire:-1", "-1"),
    ],
)
def test_what_is_not_there_is_named(change: str, named: str) -> None:
    assert named in refused(place(), change)


def test_a_role_that_only_a_requirement_has_can_be_asked_more_of() -> None:
    whatif.applied(place(requirements=[asks(1, role_id=HELPER)]), ["require:HFA:PVK:2"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("leave:K1", "move:K1:U"),
        ("close:U", "leave:K1"),
        ("close:U", "move:O1:A"),
        ("close:S", "require:SPL:PVK:1:U"),
        ("leave:K1", "train:PVK:2:K1"),
    ],
)
def test_changes_that_contradict_each_other_are_both_named(first: str, second: str) -> None:
    sentence = refused(place(), first, second)
    assert first in sentence
    assert second in sentence
    whatif.applied(place(), [second])


def test_what_is_dropped_once_is_not_there_twice() -> None:
    assert "nothing to drop" in refused(place(), "drop:SPL:PVK", "drop:SPL:PVK")


def test_the_people_that_changes_name() -> None:
    changes = ["leave:A,B", "move:C:U", "train:PVK:2:D,A", "retire:62", "close:U"]
    assert whatif.people_named(changes) == {"A", "B", "C", "D"}


def test_who_has_several_employments_cannot_be_moved() -> None:
    two = place(employments=[works(KARI), works(KARI, SECTOR, employment_id=2)])
    assert "has 2 employments" in refused(two, "move:K1:U")


def test_nothing_can_be_required_of_a_closed_municipality() -> None:
    assert "close:K" in refused(place(), "close:K", "require:SPL:PVK:1")
