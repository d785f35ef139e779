// The page of figures: what happened in the last hours.
import * as api from "./api.js";
import { clean, el } from "./dom.js";
import { number, say, sayOr, span, time } from "./words.js";

const SPANS = [[24, "hours24"], [168, "days7"], [720, "days30"]];
const SVG = "http://www.w3.org/2000/svg";

function tile(title, value, detail) {
  return el("div", { class: "card tile" }, el("h2", {}, title), el("p", { class: "big-number" }, value), detail && el("p", { class: "soft" }, detail));
}
const milliseconds = (value) => (value === null || value === undefined ? "–" : value < 1000 ? `${number(value)} ms` : `${number(value / 1000)} s`);
const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");

/** Bars drawn as SVG; the figures are also in the title of each and in the label of the whole. */
function bars(hours) {
  const highest = Math.max(1, ...hours.map((hour) => hour.messages));
  const svg = document.createElementNS(SVG, "svg");
  const step = 100 / hours.length;
  svg.setAttribute("viewBox", "0 0 100 40");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bars");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", hours.map((hour) => `${time(hour.start)}: ${hour.messages}`).join(", "));
  hours.forEach((hour, i) => {
    const bar = document.createElementNS(SVG, "rect");
    const height = (38 * hour.messages) / highest;
    bar.setAttribute("x", String(i * step + step * 0.12));
    bar.setAttribute("width", String(step * 0.76));
    bar.setAttribute("y", String(40 - height));
    bar.setAttribute("height", String(height));
    const title = document.createElementNS(SVG, "title");
    title.textContent = `${time(hour.start)}: ${say("messagesCount", { n: hour.messages })}`;
    bar.append(title);
    svg.append(bar);
  });
  return el("div", { class: "card" }, el("h2", {}, say("perHour")), svg,
    el("p", { class: "axis soft" }, el("span", {}, time(hours[0].start)), el("span", {}, time(hours[hours.length - 1].start))));
}
function reasons(items) {
  const highest = Math.max(1, ...items.map((item) => item.count));
  return el("div", { class: "card" }, el("h2", {}, say("byReason")), items.length ? el("ul", { class: "meters" }, items.map((item) => el("li", {},
    el("span", {}, clean(sayOr("reason_", item.reason))), el("meter", { min: "0", max: String(highest), value: String(item.count), "aria-hidden": "true" }),
    el("span", { class: "number" }, number(item.count))))) : el("p", { class: "soft" }, say("noneYet")));
}

export function figuresPage() {
  const page = el("main", { class: "page" });
  let hours = 24;
  async function load() {
    const head = [el("h1", {}, say("figures")), el("div", { class: "segments", role: "group", "aria-label": say("figures") }, SPANS.map(([value, key]) =>
      el("button", { type: "button", class: "segment", "aria-pressed": String(value === hours), click: () => { hours = value; load(); } }, say(key))))];
    page.replaceChildren(...head, el("p", { class: "loading-text" }, say("loading")));
    try {
      const m = await api.get("/metrics/summary", { hours });
      page.replaceChildren(...head,
        el("div", { class: "tiles" },
          tile(say("waiting"), number(m.cases.waiting), `${say("open")}: ${number(m.cases.waiting + m.cases.claimed)}`),
          tile(say("conversations"), number(m.conversations.started), `${say("started")} · ${number(m.conversations.open)} ${say("nowOpen")}`),
          tile(say("answered"), percent(m.agent.answered, m.agent.turns), say("ofTurns", { n: number(m.agent.turns) })),
          tile(say("escalated"), number(m.agent.escalated), `${say("clarified")}: ${number(m.agent.clarified)} · ${say("notKnown")}: ${number(m.agent.unknown)}`),
          tile(say("waitMedian"), span(m.cases.wait_s_p50), m.cases.wait_s_p90 != null ? say("p90", { time: span(m.cases.wait_s_p90) }) : null),
          tile(say("latency"), milliseconds(m.agent.latency_ms_p50), m.agent.latency_ms_p99 != null ? say("p99", { time: milliseconds(m.agent.latency_ms_p99) }) : null),
          tile(say("rating"), m.ratings.average == null ? "–" : `${number(m.ratings.average)} ★`, say("ratings", { n: number(m.ratings.count) }))),
        el("div", { class: "charts" }, (m.hours || []).length ? bars(m.hours) : null, reasons(m.cases.by_reason || [])));
    } catch (refusal) {
      page.replaceChildren(...head, el("p", { role: "alert" }, refusal.status ? say("failed", { why: refusal.message }) : say("unreachable")),
        el("button", { type: "button", class: "button", click: load }, say("retry")));
    }
  }
  load();
  return page;
}
