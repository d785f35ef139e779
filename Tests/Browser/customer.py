"""What a customer does: chat in German and English, reload, lose the network, ask for a person."""

import re

from playwright.sync_api import expect

GERMAN = "Habt ihr am Samstag geöffnet?"
ENGLISH = "Are you open on Saturday?"
GERMAN_WORDS = {"der", "die", "das", "und", "ist", "wir", "sie", "uhr", "haben", "von", "bis", "nicht", "ich", "für", "am"}
ENGLISH_WORDS = {"the", "and", "is", "we", "you", "are", "from", "to", "our", "at", "on", "not", "i", "for", "of"}


def language_of(text):
    """German or English, by the commonest words of either."""
    words = re.findall(r"[a-zäöüß]+", text.lower())
    german = sum(word in GERMAN_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    return "de" if german > english else "en"


def check_customer(report, widget, watch, screenshot):
    page, context = widget.page, widget.page.context

    def opens():
        widget.load()
        widget.open()
        expect(widget.input).to_be_focused()

    def notice():
        expect(widget.notice).to_contain_text(re.compile(r"\bKI\b|KI-"))
        return widget.notice.is_visible()

    def german():
        answer = widget.ask(GERMAN)
        expect(answer.locator(".cites li").first).to_be_visible()
        text = answer.locator(".body").inner_text()
        return language_of(text) == "de", text

    def not_twice():
        count = widget.agent.count()
        page.wait_for_timeout(1200)
        return widget.agent.count() == count and widget.mine.count() == 1

    def keyboard():
        widget.input.press("Escape")
        expect(widget.panel).to_be_hidden()
        expect(widget.launch).to_be_focused()
        page.keyboard.press("Enter")
        expect(widget.panel).to_be_visible()

    def shift_enter():
        widget.input.fill("a")
        widget.input.press("Shift+Enter")
        value = widget.input.input_value()
        widget.input.fill("")
        return value == "a\n"

    def reload():
        before = widget.bodies.all_inner_texts()
        page.reload()
        widget.launch.wait_for(state="attached")
        widget.open()
        expect(widget.bodies).to_have_count(len(before))
        page.wait_for_timeout(500)
        return widget.bodies.all_inner_texts() == before, "other messages after the reload"

    def offline():
        with watch.expecting_failures():
            context.set_offline(True)
            widget.say("Diese Nachricht wurde ohne Netz geschrieben.")
            expect(page.locator("#switchboard-chat .state.waiting")).to_be_visible()
            page.wait_for_timeout(800)
            context.set_offline(False)
            expect(page.locator("#switchboard-chat .state.waiting")).to_have_count(0)
        mine = [text for text in widget.mine.all_inner_texts() if "ohne Netz" in text]
        return len(mine) == 1, f"shown {len(mine)} times"

    def delivered_once():
        saved = widget.session()
        answer = page.request.get(f"{widget.base}/chat/sessions/{saved['session']}/messages?after=0",
                                  headers={"Authorization": f"Bearer {saved['token']}"}).json()
        texts = [item["text"] for item in answer["items"] if "ohne Netz" in item["text"]]
        return len(texts) == 1, f"stored {len(texts)} times"

    def human():
        page.wait_for_timeout(1000)
        widget.human.click()
        expect(widget.human).to_be_hidden()
        # What is said depends on whether the team is in at this hour.
        expect(widget.log).to_contain_text(re.compile("Menschen aus unserem Team weitergegeben|Ein Mensch meldet sich"))

    report.check("widget opens and puts the cursor where one writes", opens)
    report.check("the AI notice is visible from the start", notice)
    report.check("a German question gets a German answer with its source", german)
    report.check("one question, one answer", not_twice)
    screenshot(page, "widget-german")
    report.check("Esc closes, focus returns, Enter opens again", keyboard)
    report.check("Shift+Enter makes a line, Enter sends", shift_enter)
    report.check("a reload resumes the conversation", reload)
    report.check("what is typed offline is sent when the network is back", offline)
    report.check("and is stored once", delivered_once)
    report.check("asking for a person puts the conversation into the queue", human)
    screenshot(page, "widget-queue")


def check_english(report, widget, screenshot):
    def english():
        widget.load()
        widget.open()
        expect(widget.notice).to_contain_text(re.compile(r"\bAI\b"))
        answer = widget.ask(ENGLISH)
        expect(answer.locator(".cites li").first).to_be_visible()
        text = answer.locator(".body").inner_text()
        return language_of(text) == "en", text

    report.check("an English page gets an English notice, answer and source", english)
    screenshot(widget.page, "widget-english")
