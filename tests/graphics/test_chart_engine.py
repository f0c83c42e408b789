"""The engine that draws charts is a process of its own: what it ends of is known, and the next chart is drawn."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from conftest import ROOT

from briefpress.confined import service
from briefpress.confined.ends import End
from briefpress.graphics.charts import engine
from briefpress.graphics.charts.schema import VEGA_LITE

SETTINGS = {"vl_version": VEGA_LITE, "config": {}, "format_locale": None, "time_format_locale": None}
BARS = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
#: It goes back 2^40 times (reading refuses it: graphics/charts/expressions.py).
ENDLESS = BARS | {"transform": [{"calculate": f"test(/^(a+)+$/, '{'a' * 40}b')", "as": "b"}]}


def test_a_chart_without_end_is_stopped_and_the_next_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_own", {})
    monkeypatch.setattr(engine, "LIMITS", replace(engine.LIMITS, processor=1))
    assert str(engine.svg_of(BARS, SETTINGS)).startswith("<svg")
    end = engine.svg_of(ENDLESS, SETTINGS)
    assert isinstance(end, End)
    assert end.limit == "processor"
    assert str(engine.svg_of(BARS, SETTINGS)).startswith("<svg")


def test_what_vega_refuses_is_told() -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        engine.svg_of({"mark": "none"}, SETTINGS)


def test_who_draws_a_chart_does_not_load_the_engine() -> None:
    script = f"""
import os, sys
from briefpress.graphics.charts import engine
assert engine.svg_of({BARS!r}, {SETTINGS!r}).startswith("<svg")
assert len(os.listdir("/proc/self/task")) == 1 if sys.platform == "linux" else True
assert "vl_convert" not in sys.modules
"""
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_what_a_press_has_in_memory_is_not_counted_for_its_children() -> None:
    script = f"""
from briefpress.confined.children import run
from briefpress.confined.limits import USUAL
from briefpress.confined.reply import Reply
from briefpress.graphics.charts import engine
large = bytearray(3_000_000_000)
drawn = lambda progress: Reply({{"svg": engine.svg_of({BARS!r}, {SETTINGS!r})}})
assert run(drawn, limits=USUAL, reads=(), name="bars").values["svg"].startswith("<svg")
"""
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
