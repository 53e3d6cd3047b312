"""The face of the text: small, whole, licensed, and with every letter that pages set in it."""
import hashlib
import io
import tarfile

import pytest
import yaml
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from tests.book.contents import PAGES
from trilateral.sources import text_face

FONTS = text_face.STATIC / "fonts"
CREDIT = yaml.safe_load((FONTS / text_face.CREDIT).read_text("utf-8"))
FILES = [name for name, *_ in text_face.FACES]
ELSEWHERE = {"≠"}  # a sign that the face lacks; every system has it


def test_committed_files_are_those_that_the_credit_describes():
    assert {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in FILES} == CREDIT["files"]
    assert sum((FONTS / name).stat().st_size for name in FILES) < 36_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / text_face.LICENCE).read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_its_letters_and_a_name_of_its_own(name):
    font = TTFont(FONTS / name)
    held = {chr(code) for code in font.getBestCmap()}
    assert held == set(CREDIT["characters"][name]) == set(text_face.characters(name))
    names = {record.nameID: str(record) for record in font["name"].names}
    assert "Reserved Font Name" in names[0] and not any("Source" in names.get(k, "") for k in (1, 3, 4, 6, 16))


def test_the_committed_style_sheet_is_the_one_that_the_builder_writes():
    assert (text_face.STATIC / text_face.SHEET).read_text("utf-8") == text_face.sheet()


def test_the_text_s_mean_letter_is_as_wide_as_the_stand_ins_are_made_to_be():
    """Another count of English letters than the one that the metrics come from: they agree within two in a hundred."""
    often = dict(zip(" etaoinsrhldcumfpgwybvkxjqz", (1800, 1020, 750, 655, 620, 570, 570, 530, 500, 500, 330, 330, 230,
                     230, 200, 200, 165, 160, 150, 140, 125, 80, 60, 15, 12, 8, 8), strict=True))
    font = TTFont(FONTS / "text-roman.woff2")
    across = {sign: font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in often}
    mean = sum(across[sign] * times for sign, times in often.items()) / sum(often.values())
    assert mean / font["head"].unitsPerEm == pytest.approx(text_face.TEXT.across, rel=0.06)
    line = font["hhea"]
    assert (line.ascent, -line.descent, line.lineGap) == (1036, 335, 0)


def test_a_build_gives_the_same_files_from_the_same_package(tmp_path):
    """From a package with the committed faces in it: nothing is left to cut, so the letters are the same again."""
    package = tmp_path / "face.tgz"
    with tarfile.open(package, "w:gz") as archive:
        for file, member, _, _ in text_face.FACES:
            content = (FONTS / file).read_bytes()
            entry = tarfile.TarInfo(f"package/{text_face.MEMBER.format(member)}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        licence = (FONTS / text_face.LICENCE).read_bytes()
        entry = tarfile.TarInfo("package/LICENSE")
        entry.size = len(licence)
        archive.addfile(entry, io.BytesIO(licence))
    made = []
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        text_face.build({"face": package}, tmp_path / turn)
        made.append({path.name: path.read_bytes() for path in sorted((tmp_path / turn).rglob("*")) if path.is_file()})
    assert made[0] == made[1]
    assert {text_face.SHEET, text_face.CREDIT, text_face.LICENCE, *FILES} == set(made[0])


@pytest.mark.slow
def test_pages_use_no_letter_that_the_face_lacks(built):
    """But in badges, tables, captions and code, which are set in the reader's own sans-serif."""
    absent = {}
    for page in PAGES:
        soup = BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "html.parser").select_one("article")
        for other in soup.select(".claim, table, figure, pre, code, script, svg, .verdict, .block-table, details"):
            other.decompose()
        for name, where in (("text-italic.woff2", "em, i, cite"), ("text-semibold.woff2", "h1, h2, h3, h4, strong"),
                            ("text-roman.woff2", None)):
            found = soup.select(where) if where else [soup]
            letters = {*"".join(one.get_text() for one in found)} - ELSEWHERE - {*"\n\t"}
            lacking = letters - {*text_face.characters(name)}
            absent |= {(page, name): lacking} if lacking else {}
            for one in found:
                one.extract()
    assert absent == {}
