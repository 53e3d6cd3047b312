"""Markdown of the blocks that the book's pages have."""
import pytest
from bs4 import BeautifulSoup

from trilateral.handouts import prose


def said(html):
    return prose.markdown(BeautifulSoup(html, "html.parser"))


@pytest.mark.parametrize(("html", "wanted"), [
    ("<p>from $3.7 to $5.0</p>", r"from \$3.7 to \$5.0"),
    ("<p>a ~5% to ~6% rise</p>", r"a \~5% to \~6% rise"),
    ("<p>1 &lt; 2 &amp; 3</p>", "1 &lt; 2 & 3"),
    ("<p>the name usa_gdp, not <code>usa_gdp</code></p>", "the name usa_gdp, not `usa_gdp`"),
    ("<p>*not* bold</p>", r"\*not\* bold"),
    ('<p>x <span class="claim claim-not-testable"><a class="claim-link"><span class="claim-id">C050</span> ? not '
     'testable</a></span>.</p>', "x [C050 (not testable)]."),
    ('<p><span class="claim claim-partly"><a href="https://e.org/c.html#c1"><span class="claim-id">C001</span>◐</a>'
     "</span></p>", "[C001 (partly)](https://e.org/c.html#c1)"),
    ('<div class="admonition warning"><p class="admonition-title">Warning</p><p>Take care.</p></div>',
     "> **Warning**\n>\n> Take care."),
    ('<div class="fold hint unfolded"><p class="unfolded-title">Hint</p><p>One step.</p></div>',
     "<details><summary>Hint</summary>\n\nOne step.\n\n</details>"),
    ('<dl class="unit-card"><div><dt>Level</dt><dd>beginner</dd></div></dl>', "- **Level:** beginner"),
    ("<table><caption class='heard'>x</caption><thead><tr><th><p>A</p></th></tr></thead>"
     "<tbody><tr><td><p>a | b</p></td></tr></tbody></table>", "| A |\n| --- |\n| a \\| b |"),
    ('<div class="highlight-console notranslate"><div class="highlight"><pre>make book\n</pre></div></div>',
     "```console\nmake book\n```"),
])
def test_blocks(html, wanted):
    assert said(html) == wanted


def test_options_have_the_letters_that_answers_name():
    assert said('<ol class="self-test-options"><li><label><span>one</span></label></li>'
                "<li><label><span>two</span></label></li></ol>") == "- A: one\n- B: two"


def test_a_notebook_says_where_its_questions_are_answered():
    assert said('<div class="self-test"><fieldset><legend>1. Why?</legend></fieldset></div>').startswith(prose.CHECKED)


def test_a_caption_with_its_credit():
    cell = BeautifulSoup(
        '<div class="cell"><figure class="block"><picture><img alt="x"/></picture><figcaption><p>'
        '<span class="caption-number">Figure 8 </span><span class="caption-text">Spending in US$.</span></p>'
        '<div class="legend"><p class="credit">Source: a <em>table</em>.</p></div></figcaption></figure></div>',
        "html.parser")
    assert prose.captions(cell) == "**Figure 8.** Spending in US\\$.  \n*Source: a table.*"
