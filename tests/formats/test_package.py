import zipfile
from io import BytesIO

from procurement_kit.formats.package import zipped


def test_the_order_of_files_does_not_matter():
    assert zipped({"a.txt": b"1", "b.txt": b"2"}) == zipped({"b.txt": b"2", "a.txt": b"1"})


def test_dates_are_fixed_and_files_are_readable_by_their_owner_only_to_write():
    archive = zipfile.ZipFile(BytesIO(zipped({"16-smlouva.docx": b"data"})))
    entry = archive.infolist()[0]

    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert entry.external_attr >> 16 == 0o100644
    assert archive.read(entry) == b"data"
