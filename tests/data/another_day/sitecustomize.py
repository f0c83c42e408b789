"""The clock of another day. Python runs this module as it starts, where its folder stands in PYTHONPATH."""

import datetime
import time
from typing import Any

LATER = 400 * 86_400
_time, _time_ns, _gmtime, _localtime, _strftime = time.time, time.time_ns, time.gmtime, time.localtime, time.strftime

time.time = lambda: _time() + LATER
time.time_ns = lambda: _time_ns() + LATER * 10**9
# Without an argument, these read the clock as well.
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.strftime = lambda form, moment=None: _strftime(form, moment or time.localtime())


def _later(kind: Any) -> Any:
    """A class of dates whose clock is that of another day."""

    class Kind(type):
        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, kind)

    class Later(kind, metaclass=Kind):  # type: ignore[misc]
        today = classmethod(lambda _: kind.fromtimestamp(time.time()))
        now = classmethod(lambda _, zone=None: kind.fromtimestamp(time.time(), zone))
        utcnow = classmethod(lambda _: kind.utcfromtimestamp(time.time()))

    return Later


datetime.date, datetime.datetime = _later(datetime.date), _later(datetime.datetime)  # type: ignore[misc]
