// Texts taken elsewhere.
import { toast } from "./dialogs.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const SHOWN_MAX = 60;

/** Copies and says so. Browsers keep the clipboard from pages without https: there the old way is tried. */
export async function copy(text) {
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)} …` : text;
  try {
    await navigator.clipboard.writeText(text);
    toast(say("copied", { text: shown }));
  } catch {
    toast(byHand(text) ? say("copied", { text: shown }) : text);
  }
}

function byHand(text) {
  const before = document.activeElement;
  const field = el("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  before?.focus?.();
  return isCopied;
}
