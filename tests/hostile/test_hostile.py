"""Every attack is refused and told at a place, or harmless; nothing outside is read or reached, and nothing hangs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attacks import Attack, Ground, attacks

#: `make attacks` carries out those that are slow as well.
ATTACKS = [attack for attack in attacks() if not attack.case.get("slow")]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    ground = Ground(tmp_path_factory.mktemp("ground"))
    yield ground
    ground.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_fails(attack: Attack, ground: Ground) -> None:
    outcome = ground.attempt(attack)
    assert (outcome.calls, outcome.leaks) == (0, []), "something outside was read or reached"
    assert outcome.verdict in ("refused", "harmless"), outcome.err
    assert attack.case["is"] in outcome.answers, outcome.err
    lacks = attack.case.get("lacks", [])
    assert [words for words in lacks for data in outcome.written.values() if words.encode() in data] == []


def test_attacks_are_many_and_of_all_kinds() -> None:
    assert len(ATTACKS) == len({attack.name for attack in ATTACKS}) >= 150
    assert len({attack.kind for attack in ATTACKS}) >= 10
