"""What is taken out of pages, style sheets, scripts and drawings, and what stays."""
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trilateral.sphinxext import STATIC
from trilateral.sphinxext.lean import Static, first_script, mends, properties, scripts
from trilateral.sphinxext.lean.markup import Still
from trilateral.sphinxext.lean.originals import Originals
from trilateral.sphinxext.lean.styles import Sheets, prune
from trilateral.sphinxext.outline import steps
from trilateral.sphinxext.vector import lean


@pytest.mark.parametrize(("sheet", "left"), [
    (".used{color:red}", ".used{color:red}"),
    (".unused{color:red}", ""),
    (".used .unused{color:red}", ""),
    (".used,.unused{color:red}", ".used{color:red}"),
    ("p > .used:not(.unused){color:red}", "p > .used:not(.unused){color:red}"),
    (".used:is(.unused,.other){color:red}", ".used:is(.unused,.other){color:red}"),
    ("a[href$='.unused']{color:red}", 'a[href$=".unused"]{color:red}'),
    ("@media print{.used{color:red}.unused{color:red}}", "@media print{.used{color:red}}"),
    ("@media print{.unused{color:red}}", ""),
    ("@font-face{font-family:x;src:url(x.woff2)}", "@font-face{font-family:x;src:url(x.woff2)}"),
    (":root{--x:1}", ":root{--x:1}"),
    ("/* a remark */.used{content:'.unused'}", '.used{content:".unused"}'),
])
def test_prune(sheet, left):
    assert prune(sheet, {"used"}).replace("\n", "") == left


@pytest.mark.parametrize(("sheet", "left"), [
    (":root{--x:1}p{color:var(--x)}", ":root{--x:1}p{color:var(--x)}"),
    (":root{--x:1;--y:2}p{color:var( --x, red)}", ":root{--x:1;}p{color:var( --x, red)}"),
    (":root{--x:var(--y);--y:2}", ":root{}"),
    ("html[data-theme=dark]{color-scheme:dark;--x:1}", "html[data-theme=dark]{color-scheme:dark;}"),
    (":root{--page:1;--paper:url(data:x)}", ":root{--page:1;}"),
    (".a--x:hover{color:red}", ".a--x:hover{color:red}"),
    (""":root{--x:url("data:image/svg+xml;utf8,<svg fill='{}'/>");--y:1}p{--page:0}""", ":root{}p{--page:0}"),
    (":root{--x:url(data:image/png;base64,AA==);--y:','}p{--page:0}", ":root{}p{--page:0}"),
    (":root{--x:rgba(var(--y),1)}p{margin:0}", ":root{}p{margin:0}"),
])
def test_custom_properties_that_nothing_asks_for_go(sheet, left):
    assert properties.pruned(sheet, frozenset({"--page"})) == left


def test_names_are_found_in_pages_scripts_and_figures(tmp_path):
    (tmp_path / "_figures").mkdir()
    (tmp_path / "_figures" / "x.live.js").write_text('{"fill": "var(--c-JPN)"}')
    (tmp_path / "own.js").write_text("getPropertyValue('--c-ink')")
    assert properties.named(tmp_path, ['<p style="--s: 1">']) == {"--c-JPN", "--c-ink", "--s"}


PAGE = """<html lang="en"><head><meta charset="utf-8" />
<link rel="stylesheet" href="../_static/styles/a.css?v=1" /><link rel="stylesheet" href="../_static/b.css" />
<link rel="stylesheet" href="../_static/paper.css" media="print" />
<script src="../_static/documentation_options.js"></script><script src="../_static/searchtools.js"></script>
<script>DOCUMENTATION_OPTIONS.pagename = 'room/page';</script>{extra}</head><body class="used"></body></html>"""


@pytest.fixture
def static(tmp_path):
    """A folder of two sheets for screens, one for paper, and three scripts."""
    texts = {"styles/a.css": '@import "../base.css";.used{background:url("../pictures/x.png")}.idle{color:red}',
             "base.css": "p{margin:0}", "b.css": ".used{color:blue}", "paper.css": ".used{color:black}",
             "documentation_options.js": "const DOCUMENTATION_OPTIONS = {};\n//# sourceMappingURL=x.map",
             "searchtools.js": "search()", "own.js": "own()"}
    for name, text in texts.items():
        (tmp_path / "_static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_static" / name).write_text(text)
    return Static(tmp_path / "_static")


def test_sheets_are_joined_in_their_order_and_addresses_follow(static, tmp_path):
    page = Sheets(static, tmp_path, {"used"}, ".s-1{color:red}").joined(PAGE)
    links = re.findall(r'<link rel="stylesheet" href="\.\./_static/(book-\w+\.css)"( media="print")?', page)
    assert [media for _, media in links] == ["", ' media="print"']
    screen, paper = ((static.folder / name).read_text().replace("\n", "") for name, _ in links)
    assert screen == "p{margin:0}.used{background:url(pictures/x.png)}.used{color:blue}.s-1{color:red}"
    assert paper == ".used{color:black}"


def test_scripts_are_joined_and_what_only_one_page_runs_stands_apart(static, tmp_path):
    extra = '<script src="../_static/own.js"></script><script src="../other.js"></script>'
    plain, more = (tmp_path / name for name in ("plain.html", "more.html"))
    made = scripts.joined({plain: PAGE.replace("{extra}", ""), more: PAGE.replace("{extra}", extra)}, static)
    named = {path: re.findall(r'<script defer="defer" src="\.\./(\S+)"', text) for path, text in made.items()}
    assert named[plain] == named[more][:1] and len(named[more]) == 3 and named[more][2] == "other.js"
    shared, own = ((static.folder.parent / name).read_text() for name in named[more][:2])
    assert "search()" not in shared and "sourceMapping" not in shared and own == "own()\n"
    assert shared.index("const DOCUMENTATION_OPTIONS") < shared.index("dataset.pagename")
    assert '<html data-pagename="room/page"' in made[plain] and "<script>" not in made[plain]


def test_styles_in_attributes_become_classes_that_outrank_others():
    still = Still()
    page = still.page('<td style="width: 33%; color: red;"><col class="a" style="width: 33%;color: red">')
    name, = still.rules
    assert page == f'<td class="{name}"><col class="{name} a">'
    assert still.sheet == f".{name}{{width: 33%!important;color: red!important}}\n"


def test_buttons_lose_their_handlers():
    assert Still().page('<button onclick="window.print()" class="x">') == '<button data-does="print" class="x">'


def test_a_page_that_was_not_written_anew_comes_back_as_sphinx_wrote_it(tmp_path):
    out, cache = tmp_path / "html", tmp_path / "cache"
    (out / "a").mkdir(parents=True)
    page = out / "a" / "b.html"
    page.write_text("first")
    kept = Originals(out, cache)
    assert kept.read() == {page: "first"}
    kept.write({page: "lean"})
    assert page.read_text() == "lean" and Originals(out, cache).read() == {page: "first"}
    page.write_text("second")  # Sphinx has been here
    assert Originals(out, cache).read() == {page: "second"}


places = st.floats(-900, 900).map(lambda value: round(value, 1))
points = st.tuples(places, places)
commands = st.one_of(st.tuples(st.sampled_from("ML"), st.lists(points, min_size=1, max_size=3)),
                     st.tuples(st.just("Q"), st.lists(points, min_size=2, max_size=2)),
                     st.tuples(st.just("C"), st.lists(points, min_size=3, max_size=3)), st.just(("z", [])))


@given(st.lists(commands, max_size=8), points)
def test_an_outline_in_steps_goes_the_same_way(drawn, start):
    """Walked again from its relative commands, every point is where it was."""
    drawn = [("M", [start]), *drawn]
    told = steps("".join(f"{name}{' '.join(f'{x} {y}' for x, y in ends)}" for name, ends in drawn))
    wanted = [point for _, ends in drawn for point in ends]
    assert walked(told) == [pytest.approx(point, abs=1e-6) for point in wanted]


def walked(outline):
    """Absolute points of a path in relative commands."""
    spans, found, place, begun = {"m": 1, "l": 1, "q": 2, "c": 3}, [], (0.0, 0.0), (0.0, 0.0)
    for name, rest in re.findall(r"([mlqcz])([^mlqcz]*)", outline):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", rest)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "z":
            place = begun
        for at in range(0, len(pairs), spans.get(name, 1)):
            ends = [(place[0] + x, place[1] + y) for x, y in pairs[at: at + spans[name]]]
            found += ends
            place = ends[-1]
            if name == "m" and at == 0:
                begun = place
    return found


@pytest.mark.parametrize("outline", ["M1 1A2 2 0 0 1 3 3", "M1 1h3v2", "M1 1L2", "l1 1"])
def test_an_outline_of_another_kind_stays(outline):
    assert steps(outline) == outline


def test_a_drawing_needs_no_style():
    drawn = """<svg width="9pt"><defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
 <g id="patch_1"><path d="M0 0L.5 1" fill="blue" style="fill: #fff; stroke: none"/><!-- said -->
 <use xlink:href="#m1" x="38.078313" y="-0.004"/></g></svg>"""
    assert lean(drawn) == (
        '<svg stroke-linejoin="round" width="9pt"><path d="m0 0 .5 1" fill="#fff" stroke="none"/>'
        '<use xlink:href="#m1" x="38.08" y="-0"/></svg>')


@pytest.mark.parametrize("text, asked", [("<p>plain</p>", ["roman", "semibold"]),
                                         ("<p><em>so</em></p>", ["roman", "semibold", "italic"])])
def test_the_first_script_asks_for_the_faces_that_a_page_begins_with(text, asked):
    page = f'<head><script data-cfasync="false">\n  mode();\n  </script></head>{text}'
    made = first_script.filled(page)
    assert f"const face of {json.dumps(asked)}" in made and made.count("</script>") == 1
    order = [made.index(words) for words in ("mode();", "prefers-color-scheme", "location.protocol", "</script>")]
    assert order == sorted(order)
    assert all((STATIC / "fonts" / f"text-{face}.woff2").is_file() for face in asked)


def test_a_page_without_that_script_stays():
    assert first_script.filled("<head><script>other()</script></head>") == "<head><script>other()</script></head>"


def test_the_themes_script_has_what_is_mended_in_it():
    import pydata_sphinx_theme

    for name, (pattern, _) in mends.MENDS.items():
        text = next(Path(pydata_sphinx_theme.__file__).parent.rglob(f"static/scripts/{name}")).read_text("utf-8")
        assert len(pattern.findall(text)) == 1, name
        assert mends.mended(f"scripts/{name}", text).count("if(e.checkVisibility())e.tabIndex=e.scrollWidth>") == 1
    assert mends.mended("other.js", "e.tabIndex=e.scrollWidth>1") == "e.tabIndex=e.scrollWidth>1"
