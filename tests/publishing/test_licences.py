"""The table of licences agrees with the locks and with what is installed; what shares alike is named with a reason."""
import re
from importlib import metadata

import pytest

from trilateral import paths
from trilateral.publishing import licences

ROOT = paths.book_dir()
ROWS = licences.read(ROOT)
COPYLEFT = re.compile(r"\b([AL]?GPL|MPL|EPL|CDDL|EUPL|OSL|GNU)\b")


def test_every_pin_has_its_row():
    rows = {row["package"]: (row["version"].split(), row["for"].split()) for row in ROWS}
    assert rows == licences.pinned(ROOT), "write the table anew: python -m trilateral.publishing.licences"


def test_every_licence_is_what_the_package_says():
    """Of all that is installed here."""
    seen = 0
    for row in ROWS:
        try:
            package = metadata.metadata(row["package"])
        except metadata.PackageNotFoundError:
            continue  # of another system, or of the lab or the audit
        assert licences.stated(package) == row["licence"], row["package"]
        seen += 1
    assert seen > 100


def test_what_shares_alike_is_named_with_a_reason():
    text = (ROOT / "THIRD-PARTY.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z][a-z0-9, -]+) \|.*\|.*\|.*\|$", text, re.M)
    listed = {name for row in rows for name in row.split(", ")}
    found = {row["package"] for row in ROWS if COPYLEFT.search(row["licence"])}
    assert found == listed - {"package"}


@pytest.mark.parametrize(("fields", "licence"), [
    ({"License-Expression": "MIT OR Apache-2.0", "License": "other"}, "MIT OR Apache-2.0"),
    ({"License": "BSD 3-Clause License\n\nCopyright (c) ..."}, "BSD-3-Clause"),
    ({"License": "Apache License                         Version 2.0, January 2004\n"}, "Apache-2.0"),
    ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: ISC License (ISCL)"}, "ISC"),
    ({"Classifier": "License :: OSI Approved :: BSD License"}, "BSD License"),
    ({"License": "MPL-2.0 AND MIT"}, "MPL-2.0 AND MIT"),
])
def test_ways_of_saying_it(fields, licence):
    from email.message import Message

    package = Message()
    for name, value in {"Name": "some", **fields}.items():
        package[name] = value
    assert licences.stated(package) == licence


def test_silence_is_an_error():
    from email.message import Message

    package = Message()
    package["Name"], package["License"] = "some", "see the file"
    with pytest.raises(ValueError, match="some: its metadata state no licence"):
        licences.stated(package)


def test_a_package_that_is_nowhere_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="in none of the folders"):
        licences.table([tmp_path], ROOT)
