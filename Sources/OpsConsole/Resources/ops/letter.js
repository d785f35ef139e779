// What a letter has beside its words: subject, files, quoted mails, its formatted version, how it is treated.
import { bdi, clean, el, prose } from "./dom.js";
import { complete } from "./original.js";
import { fileSize, say, sayOr } from "./words.js";

const QUOTE_LINES_MAX = 3; // longer quotations are folded
const REPLY_MARKS = /^(?:\s*(?:re|aw|antw|antwort|sv|vs|wg|fwd?|tr|odp|rif)(?:\[\d+\])?\s*:)+\s*/i;

/** A subject without "Re:" and the like before it: what the thread is about. */
export const bareSubject = (subject) => clean(subject).replace(/\s+/g, " ").replace(REPLY_MARKS, "").trim();
/** The title of a conversation or case that is a thread of letters; "" for others. */
export function threadTitle(summary) {
  const subject = bareSubject(summary?.last_customer_message?.subject ?? "");
  return callTitle(subject) || subject;
}
/** The title of a finished call in the reader's language; "" for any other. */
export function callTitle(subject) {
  const [, time] = /^(?:Telefonat|Phone call), (\d+ (?:s|min))$/.exec(subject ?? "") || [];
  return time ? say("callTitle", { time }) : "";
}
/** The first entry of a call, in which nobody says anything. */
export const isOpening = (item) => item.kind === "message" && isCall(item.handling) && !clean(item.text).trim();

export const isLetter = (item) => Boolean(item.subject || (!isCall(item.handling) && (item.has_original || item.handling)));
/** Words of a phone call: that nobody answers a call that is over needs no saying. */
const isCall = (handling) => ["finished_call", "call_began", "session_began", "overheard"].includes(handling?.reason);

/** Only addresses of our own API become links. */
const ours = (url) => (typeof url === "string" && url.startsWith("/api/v1/") ? url : null);

/** The words of a letter in runs: [{quoted, lines}]. A line that introduces a quotation belongs to it. */
export function runs(text) {
  const found = [];
  const lines = clean(text).split("\n");
  const isQuoted = (line) => /^\s{0,2}>/.test(line);
  for (let i = 0; i < lines.length; i++) {
    const quoted = isQuoted(lines[i]) || (lines[i].trim().endsWith(":") && isQuoted(lines[i + 1] ?? ""));
    const last = found[found.length - 1];
    if (last && (last.quoted === quoted || (last.quoted && lines[i].trim() === "" && isQuoted(lines[i + 1] ?? "")))) last.lines.push(lines[i]);
    else found.push({ quoted, lines: [lines[i]] });
  }
  return found;
}
/** The words as written, long quotations folded. */
function words(text) {
  const node = el("div", { class: "letter-text" });
  for (const { quoted, lines } of runs(text)) {
    const part = prose(lines.join("\n").replace(/^\n+|\n+$/g, ""), { more: say("showAll") });
    if (quoted && lines.length > QUOTE_LINES_MAX) node.append(el("details", { class: "quoted" }, el("summary", {}, say("quotedLines", { n: lines.length })), part));
    else if (lines.some((line) => line.trim())) node.append(quoted ? el("div", { class: "quoted" }, part) : part);
  }
  return node;
}

/** The subject and the words; what else the original has comes when one gets to see it. */
export function letterBody(item) {
  const text = words(item.text);
  const body = el("div", { class: "bubble-body letter" }, item.subject && el("h3", { class: "subject", dir: "auto" }, clean(item.subject)), text);
  if (item.has_original && !isCall(item.handling)) complete(item, body, text);
  return body;
}

/** The files of a message as links to download, each with its size. */
export function files(items) {
  if (!items || !items.length) return null;
  return el("ul", { class: "files", "aria-label": say("attachments") }, items.map((file) => {
    const name = clean(file.name).trim() || say("unnamedFile");
    const url = ours(file.url);
    return el("li", {}, url ? el("a", { href: url, download: file.name ? name : true }, bdi(name)) : bdi(name),
      el("small", {}, [fileSize(file.size_bytes), file.inline ? say("inlineFile") : ""].filter(Boolean).join(" · ")));
  }));
}

/** How a message is treated that the agent must not simply answer: a quiet word about it. */
export function handlingBadge(handling) {
  if (!handling || isCall(handling)) return null;
  const reason = sayOr("handling_", handling.reason);
  return el("span", { class: `tag handling ${handling.kind === "human" ? "human" : "silent"}` }, say(handling.kind === "human" ? "handlingHuman" : "handlingSilent", { reason: clean(reason) }));
}
