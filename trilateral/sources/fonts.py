"""The font for Korean, Japanese and Chinese names: a subset of Noto Sans CJK with the characters that the tables hold.

matplotlib's own font has none of them, and a machine need not have another. The subset goes to
``trilateral/theme/fonts`` beside its credit and its licence; the theme registers it. Where Chinese
and Japanese write one character differently the Japanese form is taken, as most names are Japanese.
"""
from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from trilateral import paths, tables
from trilateral.sources.geo import archives

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MEMBER = "NotoSansCJKsc-Regular.otf"
FAMILY = "Noto Sans CJK Names"
FILE = "noto-sans-cjk-names.otf"
FOLDER = paths.PACKAGE / "theme" / "fonts"
# Kana, ideographs, Hangul, and the punctuation that goes with them.
CJK = re.compile("[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]")
ADDRESS = re.compile(r'https?://[^\s,"]+')
# Names that maps may print and no table holds: seas, lands, islands, the chain itself.
ALSO = ("日本海 동해 東海 黄海 黃海 서해 東シナ海 东海 南シナ海 南海 太平洋 フィリピン海 오호츠크해 オホーツク海 "
        "대한민국 한국 조선민주주의인민공화국 북한 日本国 中华人民共和国 中国 中國 中華民國 臺灣 台湾 台灣 "
        "北海道 本州 四国 九州 琉球諸島 南西諸島 先島諸島 沖縄本島 八重山列島 石垣島 宮古島 与那国島 奄美大島 "
        "種子島 屋久島 口之島 対馬 壱岐 제주도 울릉도 거제도 부산 平潭 海坛岛 蘭嶼 小蘭嶼 澎湖 金門 馬祖 "
        "第一列島線 第一岛链 第一島鏈 제1도련선 千島列島 国後島 択捉島 色丹島 歯舞群島")


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the subset and its credit.

    Parameters
    ----------
    inputs
        ``noto``: the wheel of the package mpl-font, which carries Noto Sans CJK.
    folder
        Where to write; the theme's own folder by default.

    Raises
    ------
    LookupError
        The font lacks a character of the tables.
    """
    from fontTools.ttLib import TTFont

    wanted = characters()
    font = TTFont(archives.as_stream(inputs["noto"], MEMBER), recalcTimestamp=False)
    absent = sorted(set(wanted) - {chr(code) for code in font.getBestCmap()})
    if absent:
        raise LookupError(f"{MEMBER} lacks {''.join(absent)}")
    _take_japanese_forms(font)
    _cut(font, wanted)
    _rename(font)
    target = (folder or FOLDER) / FILE
    font.save(target, reorderTables=True)
    target.with_suffix(".yml").write_text(_credit(target, inputs["noto"], wanted, retrieved), "utf-8")
    return [target]


def characters() -> str:
    """Every kana, ideograph and Hangul syllable of the tables and layers, and of ``ALSO``, in code order."""
    found = set(CJK.findall(ALSO))
    for name in tables.names():
        text = tables.manifest(name).data_path.read_text("utf-8")
        found.update(CJK.findall(ADDRESS.sub("", text)))  # no figure prints an address
    return "".join(sorted(found))


def _take_japanese_forms(font: TTFont) -> None:
    """Let each character name the glyph that the font's feature ``locl`` would give it in Japanese."""
    layout = font["GSUB"].table
    script = next(record.Script for record in layout.ScriptList.ScriptRecord if record.ScriptTag == "hani")
    japanese = next(record.LangSys for record in script.LangSysRecord if record.LangSysTag == "JAN ")
    features = [layout.FeatureList.FeatureRecord[index] for index in japanese.FeatureIndex]
    forms: dict[str, str] = {}
    for lookup in (k for record in features if record.FeatureTag == "locl" for k in record.Feature.LookupListIndex):
        for part in layout.LookupList.Lookup[lookup].SubTable:
            forms.update(getattr(part, "ExtSubTable", part).mapping)
    for table in (part for part in font["cmap"].tables if part.isUnicode() and part.format != 14):
        table.cmap = {code: forms.get(glyph, glyph) for code, glyph in table.cmap.items()}


def _cut(font: TTFont, wanted: str) -> None:
    from fontTools import subset

    options = subset.Options(hinting=False, desubroutinize=True, layout_features=[],
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=wanted)
    cutter.subset(font)


def _rename(font: TTFont) -> None:
    """A name of its own: it must not pass for the whole font where that is installed."""
    short = FAMILY.replace(" ", "")
    for record in font["name"].names:
        text = {1: FAMILY, 3: f"1.004;{short}-Regular", 4: f"{FAMILY} Regular", 6: f"{short}-Regular", 16: FAMILY}
        if record.nameID in text:
            record.string = text[record.nameID]
    font["CFF "].cff.fontNames = [f"{short}-Regular"]


def _credit(target: Path, package: Path, wanted: str, retrieved: str | None) -> str:
    credit = {
        "file": target.name,
        "title": f"{FAMILY}, a subset of Noto Sans CJK SC Regular with Japanese forms",
        "producer": "Adobe and Google",
        "edition": "1.004",
        "licence": "SIL Open Font License 1.1, see OFL.txt",
        "retrieved": retrieved or "2026-11-23",
        "route": "taken from the public registry package mpl-font, version 1.1.0",
        "builder": "trilateral.sources.fonts",
        "inputs": [{"file": package.name, "sha256": hashlib.sha256(package.read_bytes()).hexdigest()}],
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "characters": wanted,
    }
    return yaml.safe_dump(credit, sort_keys=False, allow_unicode=True, width=100)
