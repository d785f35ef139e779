"""Text that wants to be more than text: in the widget, in the console, and against the API."""

from playwright.sync_api import expect

TEXTS = {
    "markup": '<img src=x onerror="window.owned=1"><script>window.owned=1</script><b>fett</b>',
    "an address that is a script": "[klick](javascript:window.owned=1) javascript:window.owned=1",
    "a foreign picture": '<img src="https://attacker.example/p.png"> ![x](https://attacker.example/q.png)',
    "right-to-left": "\u202egnp.exe\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 abc 123",
    "emoji families": "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F e\u0301\u0323",
    "control characters": "a\u0007b\u001b[31mc\u0000d",
    "a word without end": "x" * 3000,
    "template braces": "{{constructor.constructor('window.owned=1')()}} ${window.owned=1} %3Cscript%3E",
}
# What of each must be readable on the page.
MARKS = {
    "markup": "<b>fett</b>", "an address that is a script": "javascript:window.owned=1", "a foreign picture": "attacker.example/p.png",
    "right-to-left": "abc 123", "emoji families": "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "control characters": "[31mc",
    "a word without end": "x" * 200, "template braces": "{{constructor.constructor",
}


def harmless(page):
    return page.evaluate("window.owned === undefined")


def check_hostile(report, console, widget, watch, screenshot):
    page = console.page

    def begin():
        widget.load()
        widget.open()
        widget.say("Ich möchte mit einem Menschen sprechen.")
        expect(widget.human).to_be_hidden()
        console.load("#/")
        console.open_newest()
        console.primary.click()
        expect(page.locator(".owner.operator")).to_be_visible()

    def from_customer(kind):
        def run():
            widget.say(TEXTS[kind])
            expect(widget.mine.filter(has_text=MARKS[kind])).not_to_have_count(0)
            expect(page.locator(".bubble.customer").filter(has_text=MARKS[kind])).not_to_have_count(0)
            return harmless(page) and harmless(widget.page)
        return run

    def from_operator(kind):
        def run():
            console.reply(TEXTS[kind])
            expect(widget.operator.filter(has_text=MARKS[kind])).not_to_have_count(0)
            scripts = widget.page.locator("#switchboard-chat .log a[href^='javascript']").count()
            return harmless(page) and harmless(widget.page) and scripts == 0
        return run

    def contained(of):
        """A right-to-left mark in one bubble turns nothing outside of it around."""
        return of.evaluate("n => getComputedStyle(n).unicodeBidi") in ("isolate", "plaintext")

    def too_long():
        widget.input.fill("y" * 5000)
        count = widget.page.locator("#switchboard-chat .count")
        expect(count).to_be_visible()
        before = widget.mine.count()
        widget.input.press("Enter")
        widget.page.wait_for_timeout(300)
        widget.input.fill("")
        return widget.mine.count() == before

    def megabyte():
        saved = widget.session()
        answer = widget.page.request.post(
            f"{widget.base}/chat/sessions/{saved['session']}/messages",
            headers={"Authorization": f"Bearer {saved['token']}", "Content-Type": "application/json"},
            data='{"id":"big","text":"' + "z" * 1_000_000 + '"}')
        return (answer.status in (400, 413) and "problem+json" in answer.headers.get("content-type", ""),
                f"{answer.status} {answer.headers.get('content-type')}")

    def quiet():
        return not watch.dialogs and not watch.foreign, f"dialogs {watch.dialogs} requests {watch.foreign}"

    report.check("a conversation for hostile texts is claimed", begin)
    for kind in TEXTS:
        report.check(f"{kind}, written by a customer, is only text", from_customer(kind))
    for kind in ("markup", "an address that is a script", "right-to-left", "emoji families"):
        report.check(f"{kind}, written by an operator, is only text", from_operator(kind))
    report.check("directions are isolated in the widget", lambda: contained(widget.bodies.last))
    report.check("directions are isolated in the console", lambda: contained(page.locator(".bubble .prose").last))
    report.check("too long a text is held back with a count", too_long)
    report.check("a megabyte is refused with a problem that says why", megabyte)
    screenshot(widget.page, "widget-hostile")
    screenshot(page, "console-hostile")
    report.check("no dialogs, no requests to other hosts", quiet)
