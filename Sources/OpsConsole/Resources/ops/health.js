// The page of channels: their ledger, and what was left behind.
import * as api from "./api.js";
import { explain } from "./actions.js";
import { toast } from "./dialogs.js";
import { bdi, clean, el } from "./dom.js";
import { maySupervise } from "./state.js";
import { number, say, sayOr, when } from "./words.js";

const COLUMNS = [
  ["received", "received"], ["processed", "processed"], ["waiting", "inFlight"], ["parked", "parked"],
  ["sent", "sent"], ["failed", "failedCount"], ["unknown", "unknown"],
];

function ledger(channels) {
  const bad = new Set(["parked", "failed", "unknown"]);
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": say("channels") }, el("table", { class: "ledger" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("channel")),
      COLUMNS.map(([, key]) => el("th", { scope: "col", class: "number" }, say(key))),
      el("th", { scope: "col" }, say("lastIn")), el("th", { scope: "col" }, say("lastOut")))),
    el("tbody", {}, channels.map((channel) => el("tr", {},
      el("th", { scope: "row" }, el("span", { class: `light ${channel.state || "up"}`, "aria-hidden": "true" }), bdi(channel.name),
        el("small", {}, channel.state && channel.state !== "up" ? `${sayOr("state_", channel.state)}: ${clean(channel.detail)}` : sayOr("state_", channel.state || "up"))),
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
    el("div", {}, el("p", {}, el("strong", {}, bdi(letter.channel)), ` · ${say(letter.direction)} · `, bdi(String(letter.reason).replace(/_/g, " ")), " · ", when(letter.at), ` · ${say("attempts", { n: letter.attempts })}`),
      letter.detail && el("p", { class: "soft", dir: "auto" }, clean(letter.detail).slice(0, 500)),
      letter.text && el("blockquote", { dir: "auto" }, clean(letter.text).slice(0, 300)),
      letter.conversation && el("a", { href: `#/c/${encodeURIComponent(letter.conversation)}` }, say("openConversation"))),
    button);
}

export function channelsPage() {
  const page = el("main", { class: "page" });
  async function load() {
    page.replaceChildren(el("h1", {}, say("channels")), el("p", { class: "loading-text" }, say("loading")));
    try {
      const [channels, dead] = await Promise.all([api.get("/channels"), api.get("/deadletters", { limit: 100 })]);
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
