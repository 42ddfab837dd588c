"""Days of a changing market whose boards fail in every way: no advert is closed that is open, none left open."""

import pytest

from bench.ten_days import measure


@pytest.mark.slow
def test_ten_days_of_faults_close_only_what_was_closed_and_each_change_is_a_version() -> None:
    found = measure(firms=24, adverts=120)
    assert found["closings"] > 20
    assert found["changes"] > 5
    counted = {name: found[name] for name in found if name not in {"adverts", "closings", "changes"}}
    assert counted == dict.fromkeys(counted, 0)
