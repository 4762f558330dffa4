"""Without a network: the help pages and the first steps can still be read."""

from __future__ import annotations

from playwright.sync_api import Browser


def test_without_a_network_the_kept_pages_can_be_read(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/duties")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.match('/missing-from-care').then((held) => !!held)")
    page.reload()
    context.set_offline(True)

    page.goto(f"{site}/timeline")
    assert "There is no network" in page.inner_text("h1")
    page.click("text=A child is missing from care")
    assert "missing from care" in page.inner_text("h1")
    page.goto(f"{site}/help")
    assert page.locator("a[href='tel:911']").count()

    context.set_offline(False)
    page.goto(f"{site}/timeline")
    assert "Timeline" in page.inner_text("h1")
    context.close()
