"""What the link checker wrote becomes a report that a person can act on."""
import json
import re

import pytest

from trilateral.cli import links as command
from trilateral.publishing import links

ASKED = [
    ("https://a.example/", "working", 0, ""),
    ("https://b.example/gone", "broken", 0, "404 Client Error: Not Found for url: https://b.example/gone"),
    ("https://b.example/gone", "broken", 0, "404 Client Error"),
    ("https://c.example/", "broken", 0, "403 Client Error: Forbidden for url"),
    ("https://d.example/", "redirected", 301, "https://d.example/new"),
    ("https://e.example/", "redirected", 302, "https://e.example/today"),
    ("https://f.example/", "timeout", 0, "`read`\ntimed <b>out</b>"),
    ("https://g.example/", "rate-limited", 0, ""),
    ("http://localhost/", "ignored", 0, ""),
    ("mailto:a@example.org", "unchecked", 0, ""),
]


@pytest.fixture
def output(tmp_path):
    lines = [{"filename": "book/a.md", "lineno": n, "status": status, "code": code, "uri": uri, "info": info}
             for n, (uri, status, code, info) in enumerate(ASKED, 1)]
    (tmp_path / "output.json").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return tmp_path / "output.json"


def test_kinds(output):
    found = {link.uri.split("/")[2][0]: link.kind for link in links.read(output)}
    assert found == {"a": "", "b": "gone", "c": "refused", "d": "moved", "e": "", "f": "slow", "g": "refused"}


def test_the_report(output):
    report = links.markdown(links.read(output))
    assert report.startswith("7 addresses were asked.\n")
    assert re.findall(r"^## (.*)$", report, re.M) == [
        "Lead nowhere (1)", "Lead on for good, to be exchanged (1)", "Did not answer in time (1)",
        "Refuse to be asked by a machine (2)"]
    assert "- book/a.md:2: <https://b.example/gone> `404 Client Error: Not Found for url" in report
    assert "`'read' timed <b>out</b>`" in report, "what a host answers is code, in one line"


@pytest.mark.parametrize(("kept", "status"), [(["a", "c", "f"], 0), (["a", "b"], 1)])
def test_the_command_fails_only_for_links_that_lead_nowhere(output, tmp_path, monkeypatch, capsys, kept, status):
    found = [link for link in links.read(output) if link.uri.split("/")[2][0] in kept]
    monkeypatch.setattr(links, "check", lambda *_: found)
    from trilateral.cli import main

    assert main(["links", "--report", str(tmp_path / "report.md")]) == status
    assert (tmp_path / "report.md").read_text("utf-8") == capsys.readouterr().out
    assert command.__doc__


def test_what_is_not_asked_has_a_reason():
    assert links.SETTINGS["linkcheck_ignore"] == list(links.IGNORED)
    for pattern, reason in links.IGNORED.items():
        assert re.compile(pattern) and len(reason) > 20
    assert re.match(links.SETTINGS["linkcheck_ignore"][0], "http://localhost:8000/")
    assert not re.match(links.SETTINGS["linkcheck_ignore"][0], "https://localhost.example.org/")
