"""Pages that show calls, in a real browser: what was noted, suggested and promised, and what can be done about it."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from finished import post, vcon
from listening import QUESTION, Stream, find
from platform_side import GREETING, Call

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))
from looks import overflow, weak_contrast  # noqa: E402
from pages import Console, Watch  # noqa: E402

PASSWORD = "nur fuer diesen Test"
WIDTHS = (1440, 390)


def pages(company, report):
    company.gateway.operator("Pia", PASSWORD)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        watch = Watch(company.gateway.base)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE",
                                      timezone_id="Europe/Berlin", color_scheme="light")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=company.gateway.base)
        page = context.new_page()
        page.set_default_timeout(20000)
        expect.set_options(timeout=20000)
        watch.attach(page)
        desk = Console(page, company.gateway.base)
        desk.load()
        desk.sign_in("Pia", PASSWORD)
        expect(page.locator(".connection:not(.lost)")).to_be_visible()
        shown = {"listened": listened(company, report, page), "finished": finished(company, report, page),
                 "ended": ended(company, report, page)}
        shown["live"], call = live(company, page)
        session = context.storage_state()
        for language in ("de", "en"):
            for colours in ("light", "dark"):
                looks(company, report, browser, watch, session, shown, language, colours)
        call.socket.close()
        call.after(CallStatus="completed")
        report.fact("no errors in the browser's console on pages of calls", not watch.errors, watch.errors[:5])
        browser.close()


def go(company, page, conversation):
    page.goto(f"{company.gateway.base}/ops#/c/{conversation}")
    page.locator(".conversation-head").wait_for()


def listened(company, report, page):
    stream = Stream(company, call="P1", **{"from": "+4915112350001"}, operator="Rosa").open()
    stream.deepgram("Velohaus, Rosa am Apparat.", channel=1)
    stream.deepgram(QUESTION + " Sieben")
    conversation = find(company, QUESTION + " Sieben")
    go(company, page, conversation)
    suggestion = page.locator(".bubble.suggestion")
    expect(suggestion).to_have_count(1)
    expect(suggestion.locator("button")).to_have_text("Kopieren")
    report.fact("a suggestion is shown as one, beside what was said", True)
    expect(page.locator(".call-panel")).to_contain_text("Ein Mensch führt diesen Anruf.")
    report.fact("where the caller hears only a person there is no field for a reply, and it says why",
                not page.locator(".composer textarea").is_visible())
    text = suggestion.locator(".prose").inner_text()
    suggestion.locator("button").click()
    expect(page.locator(".toast").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    report.fact("one click copies it", copied.split() == text.split(), (copied, text))
    page.evaluate("navigator.clipboard.writeText('')")
    page.keyboard.press("i")
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 0)")
    report.fact("and so does one key", True)
    stream.deepgram("Und meine Bremse greift nicht mehr, ich hatte fast einen Unfall!")
    stream.socket.close()
    expect(page.locator(".event.listening_ended")).to_contain_text("Der Anruf ist beendet")
    expect(page.locator(".call-panel")).to_contain_text("Dieser Anruf ist beendet.")
    report.fact("what the system notes is German where the page is", True)
    return conversation


def finished(company, report, page):
    call = vcon(950, "+4915112350002", more=6)
    # Both speak at once; and something is wrong with the file.
    call["dialog"][2]["start"] = call["dialog"][1]["start"]
    call["dialog"][5]["start"] = call["dialog"][4]["start"]
    call["dialog"].append({"type": "recording", "start": call["dialog"][0]["start"], "parties": [0, 1],
                           "url": "https://recordings.example.test/1.wav", "mediatype": "audio/wav"})
    answer = post(company, call, token=company.gateway.token("chat", "pages"))[1]
    go(company, page, answer["conversation"])
    panel = page.locator(".call-panel")
    expect(panel).to_contain_text("Dieser Anruf ist beendet.")
    expect(panel.locator("a[href='tel:+4915112350002']")).to_be_visible()
    report.fact("a finished call says why nothing can be sent, and whom to call back",
                not page.locator(".composer textarea").is_visible())
    panel.get_by_role("button", name="Interne Notiz").click()
    expect(page.locator(".composer textarea")).to_be_focused()
    report.fact("a note can be written", True)
    page.locator(".composer .tab").first.click()
    note = page.locator(".bubble.note.transcript_problems")
    if note.count():
        report.fact("what was wrong with the transcript is told in German", "Am Transkript fiel auf" in note.inner_text(),
                    note.inner_text())
    return answer["conversation"]


def ended(company, report, page):
    call = Call(company.platform("phone"), "+4915112350003", "CA" + "b7" * 16).dial()
    call.hears(GREETING)
    call.played()
    mark = len(call.frames)
    call.say("Was kostet der Versand?")
    call.listen(lambda frames: "Versand" in call.heard(mark), "an answer")
    conversation = company.conversation(call)
    go(company, page, conversation)
    expect(page.locator(".conversation-head .call.led")).to_be_visible()
    expect(page.locator(".composer textarea")).to_be_visible()
    call.socket.close()
    call.after(CallStatus="completed")
    expect(page.locator(".event.call_ended")).to_contain_text("Der Anrufer hat aufgelegt")
    expect(page.locator(".conversation-head .call.over")).to_have_text("Anruf beendet")
    expect(page.locator(".composer textarea")).not_to_be_visible()
    report.fact("when the caller hangs up, the field for a reply goes and the end is told in German", True)
    page.locator(".call-panel").get_by_role("button", name="Nachfassen").click()
    page.get_by_role("dialog").locator("textarea").fill("Wegen des Versands noch einmal anrufen")
    page.get_by_role("dialog").locator("button.primary").click()
    expect(page.locator(".owner.queue")).to_be_visible()
    said = [item for item in company.items(conversation) if item["kind"] == "message" and item["author"]["kind"] == "system"]
    report.fact("a follow-up is a case, and nothing is said to nobody", not said, said)
    return conversation


def live(company, page):
    call = Call(company.platform("phone"), "+4915112350004", "CA" + "b8" * 16).dial()
    call.hears(GREETING)
    call.played()
    mark = len(call.frames)
    call.say("Was kostet eine Inspektion?")
    call.listen(lambda frames: "Inspektion" in call.heard(mark), "an answer")
    call.quiet(0.5)
    call.interrupt(" ".join(call.heard(mark).split()[:6]))
    return company.conversation(call), call


def looks(company, report, browser, watch, session, shown, language, colours):
    """Every page of a call at both widths: nothing is wider than the window, every text can be read."""
    bad = []
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900 if width > 800 else 844},
                                      locale=language, timezone_id="Europe/Berlin", color_scheme=colours,
                                      storage_state=session)
        page = context.new_page()
        page.set_default_timeout(20000)
        watch.attach(page)
        for name, conversation in shown.items():
            go(company, page, conversation)
            page.locator(".timeline .bubble").first.wait_for()
            page.wait_for_function("document.querySelector('.side .customer-name')")
            if company.screenshots:
                company.screenshots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(company.screenshots / f"{name}-{width}-{language}-{colours}.png"))
            if overflow(page) > 0:
                bad.append((name, width, "wider than the window", overflow(page)))
            bad += [(name, width, text) for text in weak_contrast(page)]
            german = ["call over", "Call back", "utterance", "Suggested answer"] if language == "de" else [
                "Anruf beendet", "Zurückrufen", "Äußerung", "Vorgeschlagen"]
            words = page.locator(".conversation").inner_text()
            bad += [(name, width, f"{text} in {language}") for text in german if text in words]
        context.close()
    report.fact(f"pages of calls fit, can be read and speak one language ({language}, {colours})", not bad, bad[:6])


SCENARIOS = {"call-pages": pages}
