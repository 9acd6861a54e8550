"""The NOTICE file."""

from tests.licensing.data import DATA
from tests.licensing.reviews import reviewed

from procurement_kit.formats import notice_file
from procurement_kit.licensing.components import Component
from procurement_kit.licensing.notices import notices


def test_each_component_has_its_holder_terms_and_address():
    found = notices(
        reviewed(
            Component("a", "1", "GPL-2.0-only OR MIT", copyright="Copyright Eva\nand others",
                      source="https://example.org/a"),
            Component("b", "2", "Apache-2.0", purl="pkg:npm/b@2"),
        ),
        DATA,
    )  # fmt: skip

    text = notice_file.write("Evidence", found, DATA.words).decode()

    assert text.split("\n\n")[2:] == [
        "a 1\nAutorská práva: Copyright Eva and others\nLicence: MIT\nZdroj: https://example.org/a",
        "b 2\nAutorská práva: držitel není v soupisu uveden\nLicence: Apache-2.0\n"
        "Zdroj: pkg:npm/b@2\n",
    ]


def test_equal_notices_give_equal_bytes():
    found = notices(reviewed(Component("a", "1", "MIT")), DATA)

    first, second = (notice_file.write("Evidence", found, DATA.words) for _ in range(2))

    assert first == second
    assert first.endswith(b"\n")
