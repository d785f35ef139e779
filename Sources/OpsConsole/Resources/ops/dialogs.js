// Dialogs and passing notices.
import { bdi, el } from "./dom.js";
import { say } from "./words.js";

/** A modal dialog; resolves with `submit`'s value, or null when it was left. */
export function ask({ title, body, confirm, danger = false, value = () => true }) {
  return new Promise((resolve) => {
    let answer = null;
    const heading = el("h2", { id: "dialog-title" }, title);
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "dialog-title", close: () => { dialog.remove(); resolve(answer); } },
      el("form", { method: "dialog", submit: () => { answer = value(); } }, heading, body,
        el("div", { class: "dialog-buttons" },
          confirm && el("button", { type: "button", class: "button", click: () => dialog.close() }, say("cancel")),
          el("button", { class: `button ${danger ? "danger" : "primary"}` }, confirm || "OK"))));
    // Ctrl+Enter sends, as in the composer.
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form").requestSubmit();
    });
    document.body.append(dialog);
    dialog.showModal();
    const field = dialog.querySelector("textarea, select, input");
    if (field) field.focus();
  });
}

/** Asks for an optional text. Resolves with the text ("" is an answer) or null. */
export function askText({ title, hint, confirm }) {
  const field = el("textarea", { rows: "4", class: "field", maxlength: "4000", placeholder: hint, "aria-label": hint, dir: "auto" });
  return ask({ title, confirm, body: field, value: () => field.value.trim() });
}

export function conflict(refusal) {
  const text = refusal.holder ? say("conflictText", { name: refusal.holder.name }) : refusal.message;
  return ask({ title: say("conflict"), body: el("p", { class: "conflict", role: "alert" }, bdi(text)) });
}

/** Nothing was done, since the customer wrote something the operator had not read. */
export function wroteMeanwhile() {
  return ask({ title: say("wroteMeanwhile"), body: el("p", { class: "conflict", role: "alert" }, say("wroteMeanwhileText")) });
}

const KEYS = [
  ["j / k", "help_move"], ["c", "help_claim"], ["r", "help_reply"], ["n", "help_note"], ["e", "help_resolve"],
  ["h", "help_back"], ["i", "help_suggest"], ["/", "help_search"], ["Ctrl + Enter", "help_send"], ["Esc", "help_escape"], ["?", "help_help"],
];
export function help() {
  return ask({
    title: say("shortcuts"),
    body: el("dl", { class: "keys" }, KEYS.flatMap(([key, text]) => [
      el("dt", {}, key.split(" / ").flatMap((one, i) => [i ? " / " : "", el("kbd", {}, one)])), el("dd", {}, say(text)),
    ])),
  });
}

/** A line that passes; read out by screen readers. */
export function toast(text, kind = "") {
  let region = document.getElementById("toasts");
  if (!region) document.body.append((region = el("div", { id: "toasts", role: "status", "aria-live": "polite" })));
  const line = el("div", { class: `toast ${kind}` }, text);
  region.append(line);
  setTimeout(() => line.remove(), kind === "bad" ? 9000 : 4000);
}
