"""What a policy names, and where it is put."""
import pytest
from sphinx.errors import ExtensionError

from trilateral.sphinxext import policy

HEAD = '<html><head><meta charset="utf-8" /><title>t</title>'


def test_a_script_in_the_page_is_named_by_its_hash():
    import base64
    import hashlib

    digest = base64.b64encode(hashlib.sha256(b"a = 1").digest()).decode()
    text = policy.stamped(f"{HEAD}<script>a = 1</script>", "p")
    assert f"script-src &#x27;self&#x27; &#x27;sha256-{digest}&#x27;;" in text
    assert text.index("Content-Security-Policy") < text.index("<title>")


def test_data_and_files_need_no_hash():
    for block in ('<script type="application/ld+json">{}</script>', '<script src="x.js"></script>'):
        assert "script-src 'self';" in policy.policy([HEAD + block])


def test_stamping_twice_gives_one_policy():
    once = policy.stamped(f"{HEAD}<style>p{{}}</style>", "p")
    assert policy.stamped(once, "p") == once and once.count("Content-Security-Policy") == 1


def test_the_union_holds_for_every_page():
    pages = [f"{HEAD}<script>{code}</script>" for code in ("a", "b")]
    named = {word for word in policy.policy(pages).replace(";", "").split() if "sha" in word}
    assert named == policy.scripts(pages[0]) | policy.scripts(pages[1]) and len(named) == 2


def test_a_handler_in_an_attribute_ends_the_build():
    with pytest.raises(ExtensionError, match="some/page.html: the policy forbids onclick"):
        policy.stamped(f'{HEAD}<button class="x" onclick="go()">', "some/page.html")


def test_a_page_without_a_head_stays_as_it_is():
    assert policy.stamped('<meta http-equiv="Refresh" content="0; url=x" />', "index.html").count("meta") == 1
