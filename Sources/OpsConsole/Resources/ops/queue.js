// The left pane: sections, search, filters and the rows of a section.
import { callTag } from "./call.js";
import { loadSection, search } from "./actions.js";
import { bdi, clean, el, icon } from "./dom.js";
import { threadTitle } from "./letter.js";
import { nameOf } from "./people.js";
import { queueTitle } from "./queues.js";
import { reasonTag } from "./reasons.js";
import { isMine, on, changed, rows, state } from "./state.js";
import { renewTimes, say, when } from "./words.js";

export const SECTIONS = ["waiting", "mine", "open", "agent", "resolved"];

export const address = (row) => `#/c/${encodeURIComponent(row.conversation)}${row.case ? `/${encodeURIComponent(row.case.id)}` : ""}`;

export function queuePane() {
  const tabs = el("div", { class: "sections", role: "tablist", "aria-label": say("desk") });
  const tabButtons = SECTIONS.map((section) => {
    const count = el("span", { class: "count" });
    const button = el("button", {
      type: "button", role: "tab", class: "section", id: `tab-${section}`, "aria-controls": "queue-list",
      click: () => choose(section), keydown: moveTab,
    }, say(section), count);
    tabs.append(button);
    return { section, button, count };
  });
  const field = el("input", {
    type: "search", class: "field", id: "search", placeholder: say("search"), "aria-label": say("search"), autocomplete: "off",
    dir: "auto", input: () => { clearTimeout(timer); timer = setTimeout(() => search(field.value), 250); },
  });
  let timer = 0;
  const channel = filter("channel", say("allChannels"));
  const language = filter("language", say("allLanguages"));
  const priority = filter("priority", say("allPriorities"), ["urgent", "high", "normal", "low"].map((value) => [value, say(value)]));
  const queue = filter("queue", say("allQueues"));
  const titleOf = { queue: queueTitle };
  const list = el("ul", { class: "rows" });
  const message = el("div", { class: "empty" });
  const more = el("button", {
    type: "button", class: "button wide", hidden: true,
    click: () => (state.found ? search(state.query, true) : loadSection(state.section, true)),
  }, say("more"));
  const body = el("div", { class: "scroll", id: "queue-list", role: "tabpanel" }, list, message, more);

  function filter(key, all, values) {
    const select = el("select", {
      class: "filter", "aria-label": all, change: () => { state.filter[key] = select.value; changed("lists"); },
    }, el("option", { value: "" }, all), (values || []).map(([value, text]) => el("option", { value }, text)));
    select.value = state.filter[key];
    return select;
  }
  /** Channels, languages and queues are those that occur. */
  function fillFilter(select, key) {
    const values = new Set([...state.cases.values(), ...state.conversations.values()].map((item) => item[key]).filter(Boolean));
    const text = (value) => clean((titleOf[key] || String)(value));
    const present = new Map([...select.options].map((option) => [option.value, option]));
    for (const value of [...values].sort()) {
      if (present.has(value)) present.get(value).textContent = text(value);
      else select.append(el("option", { value }, text(value)));
    }
    select.hidden = select.options.length < 3 && !select.value;
  }
  function choose(section) {
    state.section = section;
    if (state.found) { field.value = ""; search(""); }
    if (!state.loaded[section]) loadSection(section);
    changed("lists");
  }
  function moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = SECTIONS[(SECTIONS.indexOf(state.section) + step + SECTIONS.length) % SECTIONS.length];
    choose(next);
    document.getElementById(`tab-${next}`).focus();
  }

  /** The subject of a letter; what the customer said last; of a case, what the customer wants, and what a person has said since. */
  function rowText({ case: kase, summary }) {
    const { last_message: last, last_customer_message: own } = summary;
    const line = (text, kind = "") => el("span", { class: `row-text ${kind}`, dir: "auto" }, clean(text).slice(0, 200).replace(/\*\*/g, ""));
    const title = threadTitle(summary);
    const subject = title && line(title, "subject");
    if (!kase) return [subject, line((own && own.text) || (last && last.text) || "…")];
    const reply = last && last.author.kind === "operator" && last;
    const newest = reply || own;
    const speaker = reply ? `${isMine(kase.holder) ? say("youSaid") : clean(reply.author.name)}: ` : "";
    return [subject, line(kase.wants || "…"), newest && newest.sent_at > kase.created_at && line(speaker + newest.text, "newest")];
  }
  function row(item) {
    const { summary } = item;
    const kase = item.case;
    const last = summary.last_message;
    const waits = kase && kase.waiting_since && kase.state !== "resolved";
    const selected = state.current && state.current.id === item.conversation;
    return el("li", {}, el("a", {
      class: `row priority-${kase ? kase.priority : "none"}`, href: address(item), "data-key": item.key,
      "aria-current": selected ? "true" : null,
    },
    el("span", { class: "row-top" }, el("span", { class: "row-who" }, bdi(nameOf(summary.customer), { class: "row-name" }), kase && el("small", {}, kase.id)),
      waits ? when(kase.waiting_since, "wait") : when(summary.updated_at || (last && last.sent_at) || summary.created_at)),
    rowText(item),
    el("span", { class: "row-tags" },
      kase && ["urgent", "high"].includes(kase.priority) && el("span", { class: `tag ${kase.priority}` }, say(kase.priority)),
      kase && el("span", { class: "tag" }, reasonTag(kase)),
      kase && kase.queue && el("span", { class: "tag queue-name" }, clean(queueTitle(kase.queue))),
      kase && kase.holder && el("span", { class: "tag holder" }, isMine(kase.holder) ? say("you") : bdi(kase.holder.name)),
      callTag(summary),
      el("span", { class: "tag plain" }, clean(summary.channel)),
      summary.language && el("span", { class: "tag plain" }, clean(summary.language).toUpperCase().slice(0, 5)))));
  }

  /** Rows that stay the same stay the same elements: a click that has begun on one must end on it. */
  function place(items) {
    const before = new Map([...list.children].map((node) => [node.firstChild.dataset.key, node]));
    const nodes = items.map((item) => {
      const known = before.get(item.key);
      const fresh = row(item);
      if (known) renewTimes(known);
      if (known && known.isEqualNode(fresh)) return known;
      if (known) known.replaceWith(fresh);
      return fresh;
    });
    const kept = new Set(nodes);
    for (const node of [...list.children]) if (!kept.has(node)) node.remove();
    nodes.forEach((node, i) => { if (list.children[i] !== node) list.insertBefore(node, list.children[i] || null); });
  }

  function draw() {
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
    const items = rows();
    for (const { section, button, count } of tabButtons) {
      const active = section === state.section && !state.found;
      button.setAttribute("aria-selected", String(active));
      button.tabIndex = section === state.section ? 0 : -1;
      const n = ["waiting", "mine", "open"].includes(section) ? rows(section).length : 0;
      count.textContent = n ? String(n) : "";
      count.hidden = !n;
    }
    body.setAttribute("aria-labelledby", `tab-${state.section}`);
    fillFilter(channel, "channel");
    fillFilter(language, "language");
    fillFilter(queue, "queue");
    place(items);
    if (focused && document.activeElement === document.body) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    const loading = !state.found && !state.loaded[state.section] && !state.trouble;
    list.classList.toggle("loading", loading && !items.length);
    message.hidden = items.length > 0;
    if (state.trouble) {
      message.hidden = false;
      message.replaceChildren(el("p", { role: "alert" }, state.trouble.status ? say("failed", { why: state.trouble.message }) : say("unreachable")),
        el("button", { type: "button", class: "button", click: () => (state.found ? search(state.query) : loadSection(state.section)) }, say("retry")));
    } else if (loading) {
      message.replaceChildren(el("p", { class: "loading-text" }, say("loading")));
    } else {
      const kind = state.found || Object.values(state.filter).some(Boolean) ? "search" : state.section;
      message.replaceChildren(el("p", {}, el("strong", {}, say(`${kind}Empty`))), el("p", {}, say(`${kind}EmptyMore`)));
    }
    more.hidden = !(state.found ? state.next.search : state.next[state.section]);
  }
  on("lists", draw);
  on("current", draw);
  draw();
  return el("section", { class: "pane queue", "aria-label": say("desk") },
    el("div", { class: "queue-head" },
      el("div", { class: "search" }, icon("search"), field), tabs,
      el("div", { class: "filters" }, queue, channel, priority, language)),
    body);
}
