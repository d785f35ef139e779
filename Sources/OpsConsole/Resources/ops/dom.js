// Building the page: elements from data, never markup from data.

const SVG = "http://www.w3.org/2000/svg";

/** An element; functions among the attributes become listeners, strings among the children text nodes. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Names and other short foreign text: on one line, isolated from the direction of what stands around it. */
export const bdi = (text, attributes) => el("bdi", attributes, clean(text).replace(/\s+/g, " "));

const PATHS = {
  desk: "M4 6.500A2.500 2.500 0 0 1 6.500 4h11A2.500 2.500 0 0 1 20 6.500v7a2.500 2.500 0 0 1-2.500 2.500H12l-5 4v-4h-.500A2.500 2.500 0 0 1 4 13.500z",
  channels: "M5 12h3m8 0h3M12 5v3m0 8v3m-4-7a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
  figures: "M5 19V11m7 8V5m7 14v-5",
  settings: "M4 7h9m5 0h2M4 17h2m5 0h9M13 4.500v5M6 14.500v5",
  back: "M14 6l-6 6 6 6",
  side: "M4 5h16v14H4zM14 5v14",
  close: "M6 6l12 12M18 6L6 18",
  clip: "M20 11.500l-8.200 8.200a5 5 0 0 1-7.100-7.100l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.800-7.800",
  file: "M13.500 3.500H7A1.500 1.500 0 0 0 5.500 5v14A1.500 1.500 0 0 0 7 20.500h10a1.500 1.500 0 0 0 1.500-1.500V8.500zM13.500 3.500v5h5",
  phone: "M6.200 3.500h2.600l1.700 4.600-2.200 1.600a12.500 12.500 0 0 0 6 6l1.600-2.200 4.600 1.700v2.600a2.200 2.200 0 0 1-2.400 2.200A16.500 16.500 0 0 1 4 5.900a2.200 2.200 0 0 1 2.200-2.400z",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20",
};
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e]/g;
/** Text without control characters, which have no picture, and direction overrides, which only disguise. */
export const clean = (text) => String(text ?? "").replace(/\r\n?/g, "\n").replace(CONTROL, "");

const SHOWN_CHARACTERS_MAX = 4000; // longer texts are folded
const CELL_UNBROKEN_MAX = 14; // characters: a price or a number in a table stays on one line

/**
 * The body of a message or note. `rich` reads the small part of Markdown that the agent writes: bold,
 * lists, links; customers' words show exactly as written.
 */
export function prose(text, { rich = false, more = "…" } = {}) {
  const whole = clean(text);
  const node = el("div", { class: "prose", dir: "auto" });
  const write = (part) => (rich ? markdown(part, node) : node.append(el("p", { dir: "auto" }, part)));
  if (whole.length <= SHOWN_CHARACTERS_MAX) {
    write(whole);
    return node;
  }
  let cut = SHOWN_CHARACTERS_MAX;
  if (/[\ud800-\udbff]/.test(whole[cut - 1])) cut -= 1;
  write(`${whole.slice(0, cut)} …`);
  node.append(el("button", {
    type: "button", class: "quiet-button",
    click: () => node.replaceChildren(el("p", { dir: "auto" }, whole)),
  }, more));
  return node;
}

function safeAddress(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
export function link(address, label) {
  const href = safeAddress(address);
  if (!href) return document.createTextNode(clean(label));
  return el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, clean(label).replace(BIDI, ""));
}

const INLINE = new RegExp([
  /\*\*([^*\n]{1,500})\*\*/,
  /\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)/,
  /(https?:\/\/[^\s<>"'\u201c\u201d]{1,2000})/,
].map((part) => part.source).join("|"), "g");

function inline(text, into) {
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    into.append(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1]) into.append(el("strong", {}, match[1]));
    else if (match[3]) into.append(link(match[3], match[2]));
    else {
      const tail = (match[4].match(/[.,;:!?)\]]+$/) || [""])[0];
      const address = tail ? match[4].slice(0, -tail.length) : match[4];
      into.append(link(address, address), tail);
    }
  }
  into.append(text.slice(from));
}

/** The rows of a table, written with bars: the first is its head. */
function table(lines) {
  const rows = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map((line) => line.trim().replace(/^\||\|$/g, "").split("|"));
  const grid = el("table", {}, ...rows.map((cells, i) => el("tr", {}, ...cells.map((cell) => {
    const text = cell.trim();
    const node = el(i ? "td" : "th", { dir: "auto", class: text.length > CELL_UNBROKEN_MAX ? null : "short" });
    inline(text, node);
    return node;
  }))));
  // Wider than its place it scrolls by itself; the focus is for the arrow keys.
  return el("div", { class: "table", role: "group", tabindex: "0" }, grid);
}

function markdown(text, into) {
  let list = null;
  let paragraph = null;
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const heading = lines[i].match(/^#{1,4}\s+(.*)$/);
    const line = heading ? `**${heading[1].replace(/\*/g, "")}**` : lines[i];
    if (line.startsWith("|") && (lines[i + 1] || "").startsWith("|")) {
      let end = i;
      while (end < lines.length && lines[end].startsWith("|")) end++;
      into.append(table(lines.slice(i, end)));
      i = end - 1;
      paragraph = list = null;
      continue;
    }
    const item = line.match(/^\s{0,3}(?:([-*•])|(\d{1,3})[.)])\s+(.*)$/);
    if (item) {
      const tag = item[2] ? "ol" : "ul";
      if (!list || list.localName !== tag) into.append((list = el(tag, item[2] ? { start: item[2] } : {})));
      const entry = el("li", { dir: "auto" });
      inline(item[3], entry);
      list.append(entry);
      paragraph = null;
    } else if (line.trim() === "") {
      paragraph = list = null;
    } else {
      if (paragraph) paragraph.append(el("br"));
      else into.append((paragraph = el("p", { dir: "auto" })));
      list = null;
      inline(line, paragraph);
    }
  }
}

export function citations(items, label) {
  if (!items || !items.length) return null;
  return el("ul", { class: "chips", "aria-label": label }, items.slice(0, 12).map((item) => {
    const title = clean(item.title || item.id);
    const href = item.url ? safeAddress(item.url) : null;
    return el("li", {}, href
      ? el("a", { class: "chip", href, target: "_blank", rel: "noopener noreferrer", title }, title)
      : el("span", { class: "chip", title, dir: "auto" }, title));
  }));
}

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only in secure contexts
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** localStorage that may be forbidden, full or holding nonsense. */
export const saved = {
  get(key) {
    try { return JSON.parse(localStorage.getItem(`switchboard.ops.${key}`)); } catch { return null; }
  },
  set(key, value) {
    try {
      if (value === null || value === "") localStorage.removeItem(`switchboard.ops.${key}`);
      else localStorage.setItem(`switchboard.ops.${key}`, JSON.stringify(value));
    } catch { /* it is only forgotten at reload */ }
  },
};
