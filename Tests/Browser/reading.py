"""Long answers and tables in the widget: read from their beginning, no word torn, at any width."""

from playwright.sync_api import expect

from looks import overflow
from pages import Widget

TABLES = {
    "German": ("/", "Was kosten die Inspektionspakete?"),
    "English": ("/en.html", "What do the inspection packages cost?"),
}
LONG = TABLES["German"][1]
WIDE = "Welche Rahmengröße passt zu mir?"

# Words of a table that stand on more than one line; a hyphen may end a line. Short cells count as one word.
TORN = r"""
(grid) => {
  const torn = [];
  for (const cell of grid.querySelectorAll("th, td")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (const word of text.data.matchAll(cell.textContent.length > 10 ? /[^\s-]+/g : /\S.*\S|\S/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) torn.push(word[0]);
      }
    }
  }
  return torn;
}
"""


def check_reading(report, browser, base, watch, wait_ms, screenshot):
    def open_widget(width, height, path="/"):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="de-DE", timezone_id="Europe/Berlin")
        page = context.new_page()
        page.set_default_timeout(wait_ms)
        watch.attach(page)
        widget = Widget(page, base, path)
        widget.load()
        widget.open()
        return widget

    def table(language, width):
        def run():
            path, question = TABLES[language]
            widget = open_widget(width, 900, path)
            grid = widget.ask(question).locator("table")
            expect(grid.locator("tr").first.locator("th")).to_have_count(3)
            screenshot(widget.page, f"table-{language.lower()}-{width}")
            torn = grid.evaluate(TORN)
            wide = max(overflow(widget.page), widget.log.evaluate("n => n.scrollWidth - n.clientWidth"))
            widget.page.context.close()
            return not torn and wide <= 0, f"torn {torn}, {wide} px too wide"
        return run

    def table_by_keyboard():
        widget = open_widget(320, 700)
        place = widget.ask(WIDE).locator("table").locator("..")
        place.focus()
        widget.page.keyboard.press("ArrowRight")
        widget.page.wait_for_function("n => n.scrollLeft > 0", arg=place.element_handle())
        widget.page.context.close()

    for language in TABLES:
        for width in (390, 1440):
            report.check(f"a {language} table of three columns can be read ({width} px)", table(language, width))
    report.check("a table wider than the chat scrolls by keyboard", table_by_keyboard)
    _check_long(report, open_widget, screenshot)


def _check_long(report, open_widget, screenshot):
    widget = open_widget(1440, 900)
    page, log = widget.page, widget.log
    below = page.locator("#switchboard-chat .below")

    def top(message):
        """Pixels from the upper edge of the log to the message's."""
        return message.evaluate("n => n.getBoundingClientRect().top - n.closest('.log').getBoundingClientRect().top")

    def at_end():
        return log.evaluate("n => n.scrollHeight - n.scrollTop - n.clientHeight < 60")

    def begins_at_top():
        answer = widget.ask(LONG)
        page.wait_for_timeout(300)
        tall = answer.bounding_box()["height"] > log.bounding_box()["height"]
        return tall and 0 <= top(answer) < 60, f"top at {top(answer)} px, taller than the log: {tall}"

    def waits_below():
        log.evaluate("n => { n.scrollTop = 0; }")
        page.wait_for_timeout(200)
        before = widget.agent.count()
        saved = widget.session()
        page.request.post(
            f"{widget.base}/chat/sessions/{saved['session']}/messages",
            headers={"Authorization": f"Bearer {saved['token']}"}, data={"id": "elsewhere", "text": WIDE})
        expect(below).to_be_visible()
        widget.agent.nth(before).wait_for()
        screenshot(page, "widget-new-below")
        return log.evaluate("n => n.scrollTop") == 0, "the log moved while somebody read"

    def leads_there():
        below.click()
        expect(below).to_be_hidden()
        return at_end() or 0 <= top(widget.agent.last) < 60

    def own_words():
        widget.say("Danke!")
        expect(widget.mine.last).to_have_text("Danke!")
        return widget.mine.last.evaluate(
            "n => n.getBoundingClientRect().bottom <= n.closest('.log').getBoundingClientRect().bottom")

    def reload():
        widget.agent.nth(2).wait_for()
        page.reload()
        expect(widget.agent).to_have_count(4)  # with the greeting
        page.wait_for_timeout(500)
        return at_end(), "a conversation that was read opens at its end"

    report.check("a long answer is shown from its first line", begins_at_top)
    report.check("what comes while one reads further up waits below", waits_below)
    report.check("the button leads there", leads_there)
    report.check("one's own words are always in sight", own_words)
    report.check("after a reload the conversation stands at its end", reload)
    page.context.close()
