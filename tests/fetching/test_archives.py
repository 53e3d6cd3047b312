"""Archives from elsewhere: what is refused, with which words, before anything is unpacked."""
import io
import stat
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.fetching import archives
from trilateral.tables import DataError

SAMPLE = [("notes/readme.txt", b"read me"), ("figures.csv", b"iso3,value\nKOR,1\n" * 20)]


def zipped(members, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of ``(name or ZipInfo, content)``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted(content: bytes) -> bytes:
    """The same archive with the flag "encrypted" on its first member."""
    changed = bytearray(content)
    changed[content.index(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def resized(content: bytes, size: int) -> bytes:
    """The same archive with another size announced for its first member."""
    changed, start = bytearray(content), content.index(b"PK\1\2")
    changed[start + 24:start + 28] = size.to_bytes(4, "little")
    return bytes(changed)


@pytest.fixture
def saved(tmp_path):
    """Write bytes as ``sample.zip``."""
    def save(content: bytes) -> Path:
        path = tmp_path / "sample.zip"
        path.write_bytes(content)
        return path
    return save


def test_a_plain_archive_opens_and_every_member_reads(saved):
    with archives.opened(saved(zipped([("notes/", b""), *SAMPLE]))) as archive:
        assert {name: archives.read(archive, name) for name, _ in SAMPLE} == dict(SAMPLE)


OUTSIDE = "leads outside the archive; a plain relative name is expected"


@pytest.mark.parametrize(("members", "message"), [
    ([], "sample.zip: an archive without a file; at least one is expected"),
    ([("empty/", b"")], "sample.zip: an archive without a file; at least one is expected"),
    ([("../evil.csv", b"x")], f"sample.zip, member '../evil.csv': {OUTSIDE}"),
    ([("a/../../evil.csv", b"x")], f"sample.zip, member 'a/../../evil.csv': {OUTSIDE}"),
    ([("/etc/evil.csv", b"x")], f"sample.zip, member '/etc/evil.csv': {OUTSIDE}"),
    ([("..\\evil.csv", b"x")], f"sample.zip, member '..\\\\evil.csv': {OUTSIDE}"),
    ([("\\\\host\\evil.csv", b"x")], f"sample.zip, member '\\\\\\\\host\\\\evil.csv': {OUTSIDE}"),
    ([("C:evil.csv", b"x")], f"sample.zip, member 'C:evil.csv': {OUTSIDE}"),
    ([(".", b"x")], f"sample.zip, member '.': {OUTSIDE}"),
    ([(link("figures.csv"), b"/etc/hosts")], "sample.zip, member 'figures.csv': is a link; a plain file is expected"),
    ([*SAMPLE, SAMPLE[1]], "sample.zip, member 'figures.csv': is there twice; every member is expected once"),
    ([*SAMPLE, ("./Figures.csv", b"x")],
     "sample.zip, member './Figures.csv': is there twice; every member is expected once"),
    ([(f"{n}.csv", b"") for n in range(501)], "sample.zip: 501 members; at most 500 are expected"),
])
def test_members_are_refused(saved, members, message):
    with pytest.raises(DataError) as caught:
        archives.opened(saved(zipped(members)))
    assert str(caught.value) == message


def test_a_member_of_zeros_is_a_bomb(saved):
    path = saved(zipped([("zeros.csv", bytes(3_000_000))]))
    assert path.stat().st_size < 5000
    found = r"^sample\.zip, member 'zeros\.csv': unpacks from \d,\d{3} to 3,000,000 bytes; at most 200 times as much"
    with pytest.raises(DataError, match=f"{found} is expected$"):
        archives.opened(path)


def test_many_small_members_are_a_bomb_too(saved):
    path = saved(zipped([(f"{n}.csv", bytes(1000)) for n in range(9)]))
    with pytest.raises(DataError, match=r"^sample\.zip: unpacks to 9,000 bytes; at most 8,000 are expected$"):
        archives.opened(path, total=8000)
    with pytest.raises(DataError, match=r"^sample\.zip: 9 members; at most 8 are expected$"):
        archives.opened(path, members=8)
    archives.opened(path, members=9, total=9000).close()


@pytest.mark.parametrize("content", [b"", b"<html>sign in</html>", zipped(SAMPLE)[:-1], zipped(SAMPLE)[:60]],
                         ids=["empty", "page", "last byte cut", "cut"])  # a zip holds the time; an id may not
def test_what_is_no_zip_is_refused(saved, content):
    with pytest.raises(DataError, match=r"^sample\.zip: not a whole zip archive: [^\n]+$"):
        archives.opened(saved(content))


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(DataError, match="not a whole zip archive: Is a directory$"):
        archives.opened(tmp_path)
    with pytest.raises(DataError, match=r"^none\.zip: not a whole zip archive: No such file or directory$"):
        archives.opened(tmp_path / "none.zip")


def test_a_member_without_a_name_is_refused(saved):
    content = zipped([("a", b"x"), ("b", b"y")])
    start = content.index(b"PK\1\2")
    nameless = content[:start + 28] + b"\0\0\1\0" + content[start + 32:]  # the name's letter becomes an extra field
    with pytest.raises(DataError, match=f"^sample\\.zip, member '': {OUTSIDE}$"):
        archives.opened(saved(nameless))


def test_an_encrypted_member_is_refused(saved):
    with pytest.raises(DataError, match=r"member 'notes/readme\.txt': is encrypted; a plain file is expected$"):
        archives.opened(saved(encrypted(zipped(SAMPLE))))


STORED = zipped(SAMPLE, zipfile.ZIP_STORED)


@pytest.mark.parametrize(("content", "message"), [
    (STORED.replace(b"read me", b"red meat"[:7]), "damaged: Bad CRC-32 for file 'notes/readme.txt'"),
    (resized(STORED, 5), "damaged: Bad CRC-32 for file 'notes/readme.txt'"),
    (resized(zipped(SAMPLE), 9), "damaged: 7 bytes; 9 are announced"),
    (STORED[:30] + b"x" + STORED[31:], "damaged: File name in directory 'notes/readme.txt' and header "
                                       "b'xotes/readme.txt' differ."),
])
def test_a_damaged_member_is_no_other_error(saved, content, message):
    with archives.opened(saved(content)) as archive, pytest.raises(DataError) as caught:
        archives.read(archive, "notes/readme.txt")
    assert str(caught.value) == f"sample.zip, member 'notes/readme.txt': {message}"


def test_a_member_that_is_missing_or_too_large(saved):
    with archives.opened(saved(zipped(SAMPLE))) as archive:
        with pytest.raises(DataError, match=r"member 'none\.csv': not there; found notes/readme\.txt, figures\.csv$"):
            archives.read(archive, "none.csv")
        with pytest.raises(DataError, match=r"unpacks to 340 bytes; at most 339 are expected$"):
            archives.read(archive, "figures.csv", limit=339)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_no_alteration_gives_another_error(tmp_path_factory, data):
    """Cut anywhere and with any bytes changed, an archive reads as it was made or gives the one error."""
    content = bytearray(zipped(SAMPLE)[:data.draw(st.integers(0, 10_000))])
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255)), max_size=4)):
        if content:
            content[place % len(content)] = value
    path = tmp_path_factory.mktemp("altered") / "sample.zip"
    path.write_bytes(content)
    try:
        with archives.opened(path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    archives.read(archive, entry.filename)
        archives.refuse_entities(path)
    except DataError as error:
        assert str(error).startswith("sample.zip") and "\n" not in str(error)


BOMB = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTER = '<!DOCTYPE x SYSTEM "file:///etc/hosts">'


def workbook(change, target: str) -> bytes:
    """A workbook with one part passed through ``change``."""
    stream, book = io.BytesIO(), openpyxl.Workbook()
    book.active["A1"] = "Country"
    book.save(stream)
    parts = zipfile.ZipFile(stream)
    return zipped([(n, change(parts.read(n)) if n == target else parts.read(n)) for n in parts.namelist()])


def typed(content: bytes, declaration: str = BOMB) -> bytes:
    """The document with a document type before its root."""
    text = content.decode("utf-8").removeprefix("\ufeff")
    head, mark, rest = text.rpartition("?>")
    return f"{head}{mark}{declaration}{rest}".encode()


PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/theme/theme1.xml", "xl/styles.xml", "_rels/.rels",
         "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/core.xml"]


def test_a_workbook_without_entities_passes(saved):
    archives.refuse_entities(saved(workbook(lambda c: c, "")))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("declaration", [BOMB, OUTER])
def test_entities_are_refused_in_every_part(saved, part, declaration):
    path = saved(workbook(lambda c: typed(c, declaration), part))
    with pytest.raises(DataError) as caught:
        archives.refuse_entities(path)
    name = "lolz" if declaration == BOMB else "x"
    assert str(caught.value) == (f"sample.zip, member {part!r}: declares the document type {name!r}; no document type "
                                 "and no entity is expected")


@pytest.mark.parametrize("encode", [
    lambda t: b"\xef\xbb\xbf" + t.encode(), lambda t: t.encode("utf-16"), lambda t: b"\n" + t.encode(),
    lambda t: (f"<!-- {'x' * 20_000} -->" + t).encode(),
])
def test_no_encoding_and_no_comment_hides_them(saved, encode):
    for name in ("xl/drawing.vml", "xl/part.bin"):
        with pytest.raises(DataError, match=f"member '{name}': declares the document type 'lolz'"):
            archives.refuse_entities(saved(zipped([(name, encode(BOMB + "<x>&b;</x>"))])))


@pytest.mark.parametrize(("content", "message"), [
    (b"PK", "not XML: syntax error: line 1, column 0"),
    (b'<?xml version="1.0" encoding="utf-7"?><x/>', "not XML: multi-byte encodings are not supported"),
    (b'<?xml version="1.0" encoding="klingon"?><x/>', "not XML: unknown encoding: klingon"),
    (b"", "not XML: no element found: line 1, column 0"),
    (b"<!--" + b"x" * 110_000 + b"--><x/>", "not XML: no element in its first 100,000 bytes"),
])
def test_a_part_that_is_no_xml_is_refused_and_another_file_is_not(saved, content, message):
    with pytest.raises(DataError) as caught:
        archives.refuse_entities(saved(zipped([("xl/workbook.xml", content)], zipfile.ZIP_STORED)))
    assert str(caught.value) == f"sample.zip, member 'xl/workbook.xml': {message}"
    archives.refuse_entities(saved(zipped([("xl/media/image1.png", content)], zipfile.ZIP_STORED)))


def test_a_damaged_part_is_named(saved):
    whole = zipped([("xl/part.bin", b"<x>whole</x>")], zipfile.ZIP_STORED)
    with pytest.raises(DataError, match=r"^sample\.zip, member 'xl/part\.bin': damaged: Bad CRC-32 for file"):
        archives.refuse_entities(saved(whole.replace(b"<x>whole</x>", b"not of this ")))


def test_openpyxl_alone_would_let_some_through(saved):
    """Why :func:`archives.refuse_entities` exists; when this fails, openpyxl has learnt it.

    With lxml installed, openpyxl 3.1 reads everything but cells and shared strings through it, document types too.
    """
    if not openpyxl.LXML:
        pytest.skip("without lxml defusedxml refuses them")
    path = saved(workbook(typed, "xl/workbook.xml"))
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames == ["Sheet"]


def test_openpyxl_refuses_entities_among_cells(saved):
    """The second line of defence: defusedxml, which openpyxl uses for cells when it is installed."""
    path = saved(workbook(typed, "xl/worksheets/sheet1.xml"))
    with pytest.raises(ValueError, match="could not read worksheets"):
        openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
