// What a letter has beside its new words, read from the original when one gets to see it: to whom it went, what it
// quotes, its signature, what its files are about, and its formatted version.
import { addressLine } from "./addresses.js";
import * as api from "./api.js";
import { bdi, el, prose } from "./dom.js";
import { enclosedText } from "./enclosed.js";
import { say } from "./words.js";

const NEAR = "600px 0px"; // letters so near to what one sees are read already, where the browser knows `scrollMargin`
const reads = new WeakMap();
const watch = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    watch.unobserve(target);
    reads.get(target)?.();
  }
}, { scrollMargin: NEAR });

const messagePath = (item) => `/conversations/${api.segment(item.conversation)}/messages/${api.segment(item.seq)}`;
const fold = (kind, title, text) => el("details", { class: `quoted ${kind}` }, el("summary", {}, title), prose(text, { more: say("showAll") }));

/** Completes a letter's body, whose words are `text`, once it comes into sight. */
export function complete(item, body, text) {
  const path = messagePath(item);
  const line = el("p", { class: "letter-tools" }, el("a", { href: `/api/v1${path}/original`, download: true }, say("original")));
  body.append(line);
  async function read() {
    let letter;
    try {
      letter = await api.get(`${path}/letter`);
    } catch (refusal) {
      if (refusal.status === 404) return; // gone meanwhile: there is no more to it
      const again = el("button", { type: "button", class: "quiet-button", click: () => { again.remove(); read(); } }, say("readWhole"));
      line.append(again);
      return;
    }
    show(letter);
  }
  function show(letter) {
    const to = addressLine(letter);
    if (to.length) body.prepend(el("p", { class: "letter-to" }, to));
    if (letter.signature) text.append(fold("signature", say("signature"), letter.signature));
    if (letter.quoted) text.append(fold("earlier-mail", say("quotedLines", { n: letter.quoted.split("\n").length }), letter.quoted));
    if (letter.formatted) line.prepend(formatted(path, text, [item.text, letter.quoted, letter.signature].join("\n"), (item.attachments || []).filter((file) => file.inline).length));
    const files = body.parentElement?.querySelectorAll(".files > li") ?? [];
    for (const one of letter.enclosed) name(files[one.index], one);
  }
  reads.set(body, read);
  watch.observe(body);
}

function name(row, one) {
  const about = row && enclosedText(one);
  if (!about) return;
  (row.querySelector("a") || row.firstElementChild).replaceChildren(bdi(about.name));
  if (about.when) row.querySelector("small").before(el("span", { class: "event-time" }, about.when));
}

function formatted(path, text, words, pictures) {
  let frame = null;
  const button = el("button", { type: "button", class: "quiet-button", "aria-pressed": "false", click: toggle }, say("showFormatted"));
  const note = el("span", { class: "soft", role: "status" });
  function toggle() {
    if (!frame) {
      // No script, no window, no form, no origin of its own: the policy of the page says the same.
      frame = el("iframe", { class: "formatted", sandbox: "", referrerpolicy: "no-referrer", title: say("formatted"), src: `/api/v1${path}/html` });
      text.after(frame);
      note.textContent = say("formattedHint");
    }
    const shows = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shows));
    button.textContent = say(shows ? "showPlain" : "showFormatted");
    frame.hidden = note.hidden = !shows;
    text.hidden = shows;
    if (shows) frame.style.height = `${frameHeight(words, pictures, frame.clientWidth)}px`;
  }
  return el("span", { class: "formatted-tools" }, button, note);
}

const LINE_PX = 22.5;
const CHARACTER_PX = 7.4;
const PICTURE_PX = 140;
/** Nobody may look into the frame: its height is that of its words as text; what is higher scrolls in it. */
function frameHeight(words, pictures, width) {
  const columns = Math.max(20, Math.floor((width - 24) / CHARACTER_PX));
  const lines = words.trim().split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
  return Math.round(Math.min(Math.max(96, 48 + lines * LINE_PX + pictures * PICTURE_PX), Math.max(320, window.innerHeight * 0.6)));
}
