#!/usr/bin/env python3
"""End-to-end checks in a real browser against a running gateway that serves the demo configuration.

    Tests/Browser/run.py --base http://127.0.0.1:8080 --operator NAME --password-file FILE --chat-token-file FILE
        [--screenshots DIR]

The operator must exist, with the role supervisor or admin, and the token, with the scope chat. One line for every
check; the last line counts; the exit code is 0 when none failed. The browser is Debian's chromium, or the one that
CHROMIUM names.
"""

import argparse
import os
import pathlib
import shutil
import sys
import urllib.request

from playwright.sync_api import Error, expect, sync_playwright

from customer import check_customer, check_english
from desk import check_desk
from edges import check_edges
from files import check_files
from hostile import check_hostile
from letters import check_letters
from pages import Console, Watch, Widget
from reading import check_reading
from report import Report
from rows import check_rows
from views import check_views


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8080", help="address of the gateway")
    parser.add_argument("--operator", required=True, help="name of an operator's account")
    parser.add_argument("--password-file", required=True, type=pathlib.Path)
    parser.add_argument("--chat-token-file", required=True, type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for pictures")
    parser.add_argument("--english", default="/en.html", help="path of the English demo page")
    parser.add_argument("--patience", type=float, default=1, help="factor for waiting times on a busy machine")
    parser.add_argument("--verbose", action="store_true", help="stack traces of failures")
    return parser.parse_args()


def browser_path():
    for candidate in (os.environ.get("CHROMIUM"), shutil.which("chromium"), shutil.which("chromium-browser")):
        if candidate:
            return candidate
    sys.exit("no chromium found: apt-get install chromium, or set CHROMIUM")


def new_page(browser, watch, wait_ms, locale="de-DE"):
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale=locale, timezone_id="Europe/Berlin", color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(wait_ms)
    watch.attach(page)
    return page


def main():
    options = arguments()
    base = options.base.rstrip("/")
    password = options.password_file.read_text().strip()
    chat_token = options.chat_token_file.read_text().strip()
    report = Report(options.verbose)
    wait_ms = 10000 * options.patience
    expect.set_options(timeout=wait_ms)
    try:
        urllib.request.urlopen(f"{base}/readyz", timeout=10).close()
    except OSError as error:
        sys.exit(f"no gateway takes messages at {base}: {error}")

    def screenshot(page, name):
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            try:
                page.screenshot(path=str(options.screenshots / f"{name}.png"), timeout=60000)
            except Error as error:  # a picture is a help, not a check
                print(f"no picture {name}: {str(error).splitlines()[0]}", file=sys.stderr)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        watch = Watch(base)
        customer = new_page(browser, watch, wait_ms)
        operator = new_page(browser, watch, wait_ms)
        widget, console = Widget(customer, base), Console(operator, base)

        check_customer(report, widget, watch, screenshot)
        check_english(report, Widget(new_page(browser, watch, wait_ms, "en-GB"), base, options.english), screenshot)
        check_reading(report, browser, base, watch, wait_ms, screenshot)
        check_desk(report, console, widget, watch, options.operator, password, screenshot)
        customers = [Widget(new_page(browser, watch, wait_ms), base) for _ in range(2)]
        check_rows(report, console, *customers, chat_token, watch, screenshot)
        check_letters(report, console, screenshot)
        check_files(report, console, watch, screenshot)
        check_hostile(report, console, Widget(new_page(browser, watch, wait_ms), base), watch, screenshot)
        check_edges(report, Widget(new_page(browser, watch, wait_ms), base))

        conversation = operator.evaluate("location.hash").split("/")[2] if "/c/" in operator.url else ""
        state = operator.context.storage_state()
        check_views(report, browser, base, watch, wait_ms, state, conversation, screenshot)
        report.check("no errors or warnings in any console", lambda: (not watch.errors, str(watch.errors[:5])))
        browser.close()
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
