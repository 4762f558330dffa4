"""Citations as links: nothing else of the text changes."""

from __future__ import annotations

import html
import re

from compendium.citations import Citation, link, link_html


def address(one: Citation) -> str | None:
    return None if one.canonical == "ACL 99-99" else "/" + one.canonical.lower().replace(" ", "/")


def test_plain_text_becomes_html() -> None:
    assert link("See ACL 16-49 & <more>.", address) == (
        'See <a href="/acl/16-49">ACL 16-49</a> &amp; &lt;more&gt;.'
    )


def test_markdown() -> None:
    assert link("See ACL [16-49].", address, markup="markdown") == (
        r"See [ACL \[16-49\]](/acl/16-49)."
    )


def test_no_address_no_link() -> None:
    assert link("ACL 99-99", address) == "ACL 99-99"


def test_html_keeps_tags_links_and_code() -> None:
    source = (
        '<p title="ACL 16-49">ACL 16-49 <a href="/x">ACL 16-74</a> <code>ACL 15-48</code>'
        "<!-- ACL 14-62 --> W&amp;IC &sect; 300</p>"
    )

    assert link_html(source, address) == (
        '<p title="ACL 16-49"><a href="/acl/16-49">ACL 16-49</a> <a href="/x">ACL 16-74</a> '
        '<code>ACL 15-48</code><!-- ACL 14-62 --> <a href="/wic/300">W&amp;IC &sect; 300</a></p>'
    )


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    made = link("ACL 16-49", lambda _: '"><script>')

    assert made == '<a href="&quot;&gt;&lt;script&gt;">ACL 16-49</a>'


def test_taking_the_links_away_gives_the_text_back() -> None:
    text = "ACLs 14-62, 15-48 & W&IC § 300 <b> of “this” code"

    plain = html.unescape(re.sub("<[^>]*>", "", link(text, address)))

    assert plain == text
