"""What is taken out of style sheets, and what stays."""
import pytest

from trilateral.sphinxext.lean.styles import prune


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
