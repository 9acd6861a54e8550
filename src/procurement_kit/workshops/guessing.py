"""How fast codes may be tried: only failures count, and they slow down, they never lock out."""

from datetime import timedelta
from math import ceil

WINDOW = timedelta(minutes=1)
FROM_ONE_ADDRESS = 40
IN_TOTAL = 200


def wait_seconds(ages: tuple[float, ...], most: int) -> int:
    """How long to wait before the next try, given the *ages* in seconds of the last failures.

    Zero while fewer than *most* failures are younger than the window; success is never counted.
    """
    window = WINDOW.total_seconds()
    recent = sorted(age for age in ages if age < window)
    if len(recent) < most:
        return 0
    return max(1, ceil(window - recent[most - 1]))
