"""What an operator sees of a live call in a real browser: it grows while it is led, and one click takes it over."""

import json
import os
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from platform_side import GREETING, Call

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))
from pages import Console, Watch  # noqa: E402

QUESTION = "Was kostet der Versand?"
PASSWORD = "nur fuer diesen Test"


def console(company, report):
    company.gateway.operator("Jana", PASSWORD)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE",
                                      timezone_id="Europe/Berlin", color_scheme="light")
        page = context.new_page()
        page.set_default_timeout(20000)
        expect.set_options(timeout=20000)
        watch = Watch(company.gateway.base)
        watch.attach(page)
        desk = Console(page, company.gateway.base)
        desk.load()
        desk.sign_in("Jana", PASSWORD)
        expect(page.locator(".connection:not(.lost)")).to_be_visible()
        live_call(company, report, page, desk)
        report.fact("no errors in the browser's console", not watch.errors, watch.errors[:5])
        browser.close()


def live_call(company, report, page, desk):
    call = Call(company.platform("desk"), "+4915112348001", "CA" + "ef" * 16).dial()
    call.hears(GREETING)
    call.played()
    conversation = company.conversation(call)
    page.goto(f"{company.gateway.base}/ops#/c/{conversation}")
    expect(desk.bubbles.filter(has_text=GREETING)).to_have_count(1)
    report.fact("the live call is in the console with what was said", True)
    mark = len(call.frames)
    call.say(QUESTION)
    call.listen(lambda frames: len(frames) > mark, "an answer")
    expect(desk.bubbles.filter(has_text=QUESTION)).to_have_count(1)
    answer = page.locator(".bubble.agent").last
    expect(answer).to_contain_text("4,90")
    report.fact("question and answer appear while the call is led", True)
    call.quiet(0.5)
    heard = " ".join(call.heard(mark).split()[:5])
    call.interrupt(heard)
    expect(answer.locator("s.unheard").first).to_be_visible()
    expect(answer.locator(".tag.cut")).to_have_text("unterbrochen")
    left = answer.locator(".bubble-body").evaluate(
        "node => { const copy = node.cloneNode(true); copy.querySelectorAll('s').forEach((s) => s.remove()); "
        "return copy.textContent; }")
    report.fact("what was not heard is struck through at once, what was heard is not",
                re.sub(r"\W+", " ", left).strip() == re.sub(r"\W+", " ", heard).strip(), (left, heard))
    picture(company, page, "call-live")
    page.reload()
    expect(page.locator(".bubble.agent").last.locator("s.unheard").first).to_be_visible()
    report.fact("and still is after a reload", True)
    begin = len(call.frames)
    desk.primary.click()
    expect(page.locator(".owner.operator")).to_be_visible()
    call.listen(lambda frames: frames[-1]["type"] == "end", "the end of the session")
    handoff = json.loads(call.frames[-1]["handoffData"])
    report.fact("one click takes it over; the caller is told", "verbinde" in call.heard(begin), call.heard(begin))
    report.fact("the platform gets the brief", handoff["conversation"] == conversation and handoff["summary"] != "",
                handoff)
    _, body = call.after(HandoffData=call.frames[-1]["handoffData"], SessionStatus="ended")
    dial = ElementTree.fromstring(body).find("Dial")
    report.fact("and puts the caller through to the operator's telephone",
                dial is not None and dial.findtext("Number") == "+49721555001", body)
    expect(page.locator(".brief")).to_be_visible()
    picture(company, page, "call-taken-over")
    call.after(CallStatus="completed")


def picture(company, page, name):
    if company.screenshots:
        company.screenshots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(company.screenshots / f"{name}.png"))


SCENARIOS = {"console": console}
