// The page of channels: their ledger, and what was left behind.
import * as api from "./api.js";
import { explain } from "./actions.js";
import { toast } from "./dialogs.js";
import { bdi, clean, el } from "./dom.js";
import { detail } from "./reasons.js";
import { changed, maySupervise, state } from "./state.js";
import { number, say, sayOr, when } from "./words.js";

const COLUMNS = [
  ["received", "received"], ["processed", "processed"], ["waiting", "inFlight"], ["parked", "parked"],
  ["sent", "sent"], ["failed", "failedCount"], ["unknown", "unknown"],
];

/** "impaired: 3 failed": what is wrong, from the figures where they say it. */
function condition(channel) {
  const word = sayOr("state_", channel.state || "up");
  if (!channel.state || channel.state === "up") return word;
  const wrong = ["parked", "failed", "unknown"].filter((key) => channel[key]).map((key) => say(`count_${key}`, { n: number(channel[key]) }));
  return `${word}: ${wrong.length ? wrong.join(", ") : detail(channel.detail)}`;
}

function ledger(channels) {
  const bad = new Set(["parked", "failed", "unknown"]);
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": say("channels") }, el("table", { class: "ledger" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("channel")),
      COLUMNS.map(([, key]) => el("th", { scope: "col", class: "number" }, say(key))),
      el("th", { scope: "col" }, say("lastIn")), el("th", { scope: "col" }, say("lastOut")))),
    el("tbody", {}, channels.map((channel) => el("tr", {},
      el("th", { scope: "row" }, el("span", { class: `light ${channel.state || "up"}`, "aria-hidden": "true" }), bdi(channel.name),
        el("small", {}, condition(channel))),
      COLUMNS.map(([name]) => {
        const value = name === "waiting" ? (channel.waiting ?? 0) + (channel.pending ?? 0) : channel[name];
        return el("td", { class: `number ${bad.has(name) && value ? "bad" : ""}` }, number(value));
      }),
      el("td", {}, when(channel.last_received_at)), el("td", {}, when(channel.last_sent_at)))))));
}

function deadLetter(letter, gone) {
  const button = maySupervise() && el("button", {
    type: "button", class: "button small",
    click: async () => {
      button.disabled = true;
      try {
        await api.post(`/deadletters/${api.segment(letter.id)}/retry`);
        toast(say("retried"));
        gone();
      } catch (refusal) {
        button.disabled = false;
        explain(refusal);
      }
    },
  }, say("retry"));
  return el("li", { class: "card dead" },
    el("div", {}, el("p", {}, el("strong", {}, bdi(letter.channel)), ` · ${say(letter.direction)} · `, bdi(sayOr("delivery_", letter.reason)), " · ", when(letter.at), ` · ${say(letter.attempts === 1 ? "attempt" : "attempts", { n: letter.attempts })}`),
      letter.detail && el("p", { class: "soft", dir: "auto" }, detail(letter.detail).slice(0, 500)),
      letter.text && el("blockquote", { dir: "auto" }, clean(letter.text).slice(0, 300)),
      letter.conversation && el("a", { href: `#/c/${encodeURIComponent(letter.conversation)}` }, say("openConversation"))),
    button);
}

const DEAD_MAX = 100;
const deadCount = (page) => `${page.items.length || ""}${page.next ? "+" : ""}`;
/** Learns how much lies undelivered; what cannot be learned now stays as it was. */
export async function countDead() {
  try {
    state.dead = deadCount(await api.get("/deadletters", { limit: DEAD_MAX }));
    changed("dead");
  } catch { /* the next change asks again */ }
}

export function channelsPage() {
  const page = el("main", { class: "page" });
  async function load() {
    page.replaceChildren(el("h1", {}, say("channels")), el("p", { class: "loading-text" }, say("loading")));
    try {
      const [channels, dead] = await Promise.all([api.get("/channels"), api.get("/deadletters", { limit: DEAD_MAX })]);
      state.dead = deadCount(dead);
      changed("dead");
      page.replaceChildren(el("h1", {}, say("channels")), el("p", { class: "soft" }, say("ledger")),
        channels.items.length ? ledger(channels.items) : el("p", { class: "soft" }, say("noneYet")),
        el("h2", {}, say("deadletters")),
        dead.items.length ? el("ul", { class: "plain-list" }, dead.items.map((letter) => deadLetter(letter, load))) : el("p", { class: "soft" }, say("noDead")));
    } catch (refusal) {
      page.replaceChildren(el("h1", {}, say("channels")), el("p", { role: "alert" }, refusal.status ? say("failed", { why: refusal.message }) : say("unreachable")),
        el("button", { type: "button", class: "button", click: load }, say("retry")));
    }
  }
  load();
  return page;
}
