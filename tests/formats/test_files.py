"""The content as files: one hash for one content, and a line for every word."""

from procurement_kit.formats.files import ContentFiles

FILES = ContentFiles({"a/x.yaml": b"id: one\nname: one-two\n", "a/y.yaml": b"id: two\n"})


def test_the_hash_tells_contents_apart_and_not_the_order_of_reading():
    turned = ContentFiles(dict(reversed(list(FILES.files.items()))))
    renamed = ContentFiles({"a/z.yaml": FILES.files["a/x.yaml"], "a/y.yaml": b"id: two\n"})
    changed = ContentFiles({**FILES.files, "a/y.yaml": b"id: owt\n"})

    assert turned.hash == FILES.hash
    assert len({FILES.hash, renamed.hash, changed.hash}) == 3


def test_a_word_is_found_whole_and_an_unknown_one_is_on_the_first_line():
    assert FILES.line_of("a/x.yaml", "one-two") == 2
    assert FILES.line_of("a/x.yaml", "two") == 1
    assert FILES.line_of("a/none.yaml", "one") == 1
