// One conversation's history: bubbles, notes, events between them, and why the agent said what it said.
import { drawDelivery, setDelivery } from "./delivery.js";
import { isOutOfEarshot } from "./call.js";
import { bdi, citations, clean, el, prose } from "./dom.js";
import { setHeard } from "./heard.js";
import { callTitle, files, handlingBadge, isLetter, isOpening, letterBody } from "./letter.js";
import { queueTitle } from "./queues.js";
import { isLine, noteText } from "./notes.js";
import { promisesText } from "./promises.js";
import { factText, reasonTag, why } from "./reasons.js";
import { state } from "./state.js";
import { day, dayKey, number, say, sayOr, when } from "./words.js";

const COMMANDS = ["escalated", "claimed", "released", "transferred", "handed_back", "resolved", "reopened"];

function trace(item) {
  const t = item.trace;
  if (!t) return null;
  const pairs = [
    ["decision", t.decision && String(t.decision).replace(/_/g, " ")], ["intent", t.intent],
    ["confidence", typeof t.confidence === "number" ? `${Math.round(t.confidence * 100)} %` : null],
    ["rule", t.rule], ["because", t.reason], ["language", t.language],
    ["duration", typeof t.duration_ms === "number" ? `${number(t.duration_ms)} ms` : null],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  const articles = (t.articles || []).map((article) => el("li", {}, bdi(article.title || article.id),
    typeof article.score === "number" ? el("span", { class: "score" }, ` ${Math.round(article.score * 100)} %`) : null));
  return el("details", { class: "trace" },
    el("summary", {}, say(item.kind === "escalated" ? "whyEscalated" : "why")),
    el("dl", {},
      pairs.flatMap(([key, value]) => [el("dt", {}, say(key)), el("dd", { dir: "auto" }, clean(value))]),
      articles.length ? [el("dt", {}, say("articles")), el("dd", {}, el("ul", {}, articles))] : null,
      (t.steps || []).length ? [el("dt", {}, say("steps")), el("dd", {}, el("ol", {}, t.steps.map((step) =>
        el("li", {}, el("b", {}, clean(step.stage)), " ", bdi(step.text)))))] : null));
}

/** In a call seconds count. */
const moment = (item) => when(item.at, state.current?.conversation?.call ? "second" : "clock");

/** An answer the agent would give, for the operator alone. */
function suggestion(item, commands) {
  const button = el("button", { type: "button", class: "button small", click: () => commands.insert(clean(item.text)) });
  const node = el("article", { class: "bubble suggestion", "data-id": item.id },
    el("header", {}, bdi(item.author.name || say("agentSaid"), { class: "author" }), el("span", { class: "tag" }, say("suggested")), moment(item)),
    el("div", { class: "bubble-body" }, prose(item.text, { rich: true, more: say("showAll") }),
      el("p", { class: "suggestion-foot" }, citations(item.citations, say("sources")), button)));
  labels.set(node, () => { button.textContent = say(isOutOfEarshot(state.current?.conversation) ? "copyText" : "insert"); });
  labels.get(node)();
  return node;
}
const labels = new WeakMap(); // suggestion -> names its button anew

/** How sure it is that the customer wrote this message; a chat of somebody unknown needs no such word. */
const proof = (item) => item.verification && !(state.current?.conversation?.call && item.verification === "claimed") && item.verification !== "anonymous"
  && el("span", { class: `tag verification ${item.verification}` }, sayOr("verification_", item.verification));

function bubble(item) {
  const kind = item.kind === "note" ? "note" : item.author.kind;
  const name = item.author.name || (kind === "customer" ? say("customer") : "");
  const label = { agent: say("agentSaid"), operator: null, note: say("note"), customer: null, system: null }[kind];
  const delivery = el("span", { class: "delivery" });
  const node = el("article", { class: `bubble ${[kind, item.remark?.code].filter(Boolean).join(" ")}`, "data-id": item.id },
    el("header", {}, bdi(name, { class: "author" }), label && el("span", { class: "tag" }, label),
      item.from && el("span", { class: "from" }, say("fromAddress"), " ", bdi(item.from)), proof(item), moment(item), delivery),
    isLetter(item) ? letterBody(item)
      : el("div", { class: "bubble-body" }, prose(kind === "note" ? noteText(item) : item.text, { rich: kind === "agent" || kind === "operator", more: say("showAll") })),
    files(item.attachments), handlingBadge(item.handling), citations(item.citations, say("sources")),
    kind === "agent" ? trace(item) : null);
  setDelivery(node, item, item);
  setHeard(node, item.heard);
  return node;
}

function event(item) {
  const name = item.author && item.author.name ? clean(item.author.name) : "";
  const values = {
    name, to: clean(queueTitle(item.to)), score: item.score, text: (item.kind === "fact" ? factText(item) : clean(item.text)).slice(0, 300),
    reason: reasonTag(item), verification: sayOr("verification_", item.verification),
  };
  if (isLine(item)) return el("div", { class: `event remark ${item.remark.code}` }, el("p", {}, bdi(noteText(item)), " ", moment(item)));
  if (item.kind === "message") return el("div", { class: "event call_began" }, el("p", {}, bdi(callTitle(item.subject) || say("callBegan")), " ", moment(item)));
  const key = item.kind === "owner" ? `system_owner_${item.owner}` : `system_${item.kind}`;
  let text = say(key, values);
  if (text === key) text = clean(item.text || item.kind).slice(0, 300); // a kind newer than this page
  const more = ["escalated", "handed_back", "resolved", "rated", "disclosed", "transferred", "reopened"].includes(item.kind) && item.text;
  const words = item.promised?.length ? promisesText(item.promised) : more && (item.kind === "escalated" ? why(item) : clean(item.text));
  return el("div", { class: `event ${item.kind}` },
    el("p", {}, bdi(text), " ", moment(item)),
    words ? el("p", { class: "event-text", dir: "auto" }, words.slice(0, 2000)) : null,
    item.trace ? trace(item) : null);
}

/** A live list of a conversation's items; `add` takes new ones, in order; `refresh` follows a change of owner. */
export function timelineView(conversation, commands) {
  const node = el("div", { class: "timeline", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  let lastDay = "";
  let lastCommand = null;

  function add(items) {
    for (const item of items) {
      if (item.kind === "delivery") {
        const of = node.querySelector(`[data-id="${CSS.escape(item.id || "")}"]`);
        if (of) setDelivery(of, item);
        continue;
      }
      if (item.kind === "heard") {
        const of = node.querySelector(`[data-id="${CSS.escape(item.id || "")}"]`);
        if (of) setHeard(of, item.heard);
        continue;
      }
      // A change of owner that a command has just told of needs no second line.
      if (item.kind === "owner" && lastCommand) { lastCommand = null; continue; }
      lastCommand = COMMANDS.includes(item.kind) ? item : null;
      if (dayKey(item.at) !== lastDay) {
        lastDay = dayKey(item.at);
        node.append(el("div", { class: "day" }, day(item.at)));
      }
      if (item.kind === "suggestion") node.append(suggestion(item, commands));
      else node.append((item.kind === "message" || item.kind === "note") && item.author && !isLine(item) && !isOpening(item) ? bubble({ ...item, conversation }) : event(item));
    }
  }
  function refresh() {
    for (const one of node.querySelectorAll(".bubble")) {
      drawDelivery(one);
      labels.get(one)?.();
    }
  }
  return { node, add, refresh };
}

