"""Both pages at phone and desktop width, light and dark: no sideways scrolling, enough contrast."""

from playwright.sync_api import expect

from looks import is_dark, overflow, weak_contrast
from pages import Console, Widget

SIZES = {"390": {"width": 390, "height": 844}, "1440": {"width": 1440, "height": 900}}


def check_views(report, browser, base, watch, wait_ms, state, conversation, screenshot):
    """`state` is the storage of a signed-in context; `conversation` the address of one to show."""
    for width, size in SIZES.items():
        for scheme in ("light", "dark"):
            place = f"{width} px, {scheme}"
            context = browser.new_context(
                viewport=size, color_scheme=scheme, locale="de-DE", timezone_id="Europe/Berlin",
                has_touch=width == "390", storage_state=state)
            page = context.new_page()
            page.set_default_timeout(wait_ms)
            watch.attach(page)
            _widget(report, Widget(page, base), place, scheme, width, screenshot)
            _console(report, Console(page, base), place, scheme, width, conversation, screenshot)
            context.close()


def _fits(page):
    wide = overflow(page)
    weak = weak_contrast(page)
    return wide <= 0 and not weak, f"{wide} px too wide; {'; '.join(weak[:3])}"


def _widget(report, widget, place, scheme, width, screenshot):
    page = widget.page

    def fits():
        widget.load()
        # The demo page first, closed, then the chat over it.
        wide = overflow(page)
        widget.open()
        expect(widget.notice).to_be_visible()
        page.wait_for_timeout(600)
        screenshot(page, f"widget-{width}-{scheme}")
        wide = max(wide, overflow(page))
        return wide <= 0, f"{wide} px too wide"

    def covers():
        box = widget.panel.bounding_box()
        if width == "390":
            return box["width"] == 390 and box["height"] >= 800, str(box)
        return box["x"] + box["width"] <= 1440 and box["y"] >= 0, str(box)

    def contrast():
        weak = weak_contrast(page, "#switchboard-chat")
        return not weak, "; ".join(weak[:3])

    def themed():
        return is_dark(page, "#switchboard-chat .notice") == (scheme == "dark")

    report.check(f"demo page and widget fit ({place})", fits)
    report.check(f"the widget is where it belongs ({place})", covers)
    report.check(f"the widget's texts have contrast ({place})", contrast)
    report.check(f"the widget follows the colour scheme ({place})", themed)


def _console(report, console, place, scheme, width, conversation, screenshot):
    page = console.page

    def view(where, ready, label):
        def run():
            console.load(where)
            page.reload()  # an address that differs only after the # loads nothing
            page.locator(ready).first.wait_for()
            page.wait_for_timeout(400)
            screenshot(page, f"console-{label}-{width}-{scheme}")
            return _fits(page)
        return run

    report.check(f"the desk fits and has contrast ({place})", view("#/", ".queue", "desk"))
    report.check(f"a conversation fits and has contrast ({place})", view(f"#/c/{conversation}", ".bubble", "conversation"))
    report.check(f"the channels page fits and has contrast ({place})", view("#/channels", ".ledger", "channels"))
    report.check(f"the figures page fits and has contrast ({place})", view("#/figures", ".tiles", "figures"))
    report.check(f"the console follows the colour scheme ({place})", lambda: is_dark(page, ".top") == (scheme == "dark"))
