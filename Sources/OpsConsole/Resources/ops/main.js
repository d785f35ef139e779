// Starts the console: sign-in or desk, the address after `#`, live events, keyboard, settings.
import * as api from "./api.js";
import { catchUp, loadBrief, loadCases, loadSection, show, takeItems, explain } from "./actions.js";
import { commands, conversationPane, toScreen } from "./conversation.js";
import { help } from "./dialogs.js";
import { bdi, clean, el, icon, saved } from "./dom.js";
import { figuresPage } from "./figures.js";
import { channelsPage, countDead } from "./health.js";
import { address, queuePane } from "./queue.js";
import { loadQueues } from "./queues.js";
import { sidePane } from "./side.js";
import { signInPage } from "./signin.js";
import { changed, on, putCase, resetListeners, rows, state, waitingCount } from "./state.js";
import { language, say } from "./words.js";

const app = document.getElementById("app");
const TYPING_SHOWN_MS = 20000;
let stream = null;
let audio = null;

// ------------------------------------------------------------------ appearance

function paint() {
  const theme = saved.get("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

// ------------------------------------------------------------------ somebody waits

function title() {
  const n = state.operator ? waitingCount() : 0;
  document.title = n ? say("waitingTitle", { n }) : say("title");
}
function beep() {
  try {
    audio = audio || new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.08, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.4);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
  } catch { /* no sound, no harm */ }
}
function alertWaiting(item) {
  if (saved.get("sound")) beep();
  if (saved.get("notify") && "Notification" in window && Notification.permission === "granted" && document.hidden) {
    const notice = new Notification(say("somebodyWaits"), { tag: item.id, icon: "/ops/icon.svg" });
    notice.onclick = () => { window.focus(); location.hash = `#/c/${encodeURIComponent(item.conversation)}/${encodeURIComponent(item.id)}`; };
  }
}

// ------------------------------------------------------------------ live events

const typingTimers = new Map();
const events = {
  state(up) { state.connected = up; changed("connection"); },
  async ready(again) {
    if (!again) return;
    // What happened meanwhile was not told: look again.
    try {
      await loadCases();
      if (state.loaded.agent) await loadSection("agent");
      changed("lists");
      await catchUp();
      changed("current", "head");
      countDead();
    } catch { /* the next connection tries again */ }
  },
  case(item) {
    const before = putCase(item);
    if (item.state === "open" && (!before || before.state !== "open")) alertWaiting(item);
    changed("lists");
    changed("current", "head");
    // Events carry no brief.
    if (state.current?.case?.id === item.id && !state.current.case.brief) loadBrief(item.id);
  },
  conversation({ conversation, items }) {
    takeItems(conversation, items);
    if ((items || []).some((item) => item.kind === "delivery")) countDeadSoon();
    if ((items || []).some((item) => item.kind === "message")) setTyping(conversation.id, null);
    changed("lists");
  },
  queue() { title(); },
  reload() { events.ready(true); },
  typing({ conversation, author, on: begun }) {
    if (author && author.kind === "customer") setTyping(conversation, begun ? author.name || "" : null);
  },
};
let counting = 0;
/** Once for a run of changes. */
function countDeadSoon() {
  clearTimeout(counting);
  counting = setTimeout(() => { if (state.operator) countDead(); }, 1000);
}
function setTyping(id, name) {
  clearTimeout(typingTimers.get(id));
  if (name === null) state.typing.delete(id);
  else {
    state.typing.set(id, name);
    typingTimers.set(id, setTimeout(() => setTyping(id, null), TYPING_SHOWN_MS));
  }
  changed("typing");
}

// ------------------------------------------------------------------ frame and pages

function settings() {
  const choice = (key, label, options, after) => {
    const select = el("select", { class: "field", change: () => { saved.set(key, select.value); after(); } }, options.map(([value, text]) => el("option", { value }, text)));
    select.value = saved.get(key) || options[0][0];
    return el("label", {}, label, select);
  };
  const toggle = (key, label, before) => {
    const box = el("input", { type: "checkbox", change: async () => {
      if (box.checked && before && !(await before())) box.checked = false;
      saved.set(key, box.checked || null);
    } });
    box.checked = Boolean(saved.get(key));
    return el("label", { class: "check" }, box, label);
  };
  const languages = [["de", "Deutsch"], ["en", "English"]].sort(([value]) => (value === language ? -1 : 1));
  return el("details", { class: "menu" },
    el("summary", { class: "icon-button", "aria-label": say("settings"), title: say("settings") }, icon("settings")),
    el("div", { class: "menu-body" },
      el("p", { class: "menu-who" }, bdi(state.operator.name), el("span", { class: "tag" }, clean(state.operator.role))),
      choice("language", say("language"), languages, () => location.reload()),
      choice("theme", say("appearance"), [["auto", say("auto")], ["light", say("light")], ["dark", say("dark")]], paint),
      toggle("sound", say("sound"), () => { beep(); return true; }),
      "Notification" in window && toggle("notify", say("notify"), async () => (await Notification.requestPermission()) === "granted"),
      el("button", { type: "button", class: "button wide", click: help }, say("shortcuts")),
      el("button", { type: "button", class: "button wide", click: leave }, say("signOut"))));
}
async function leave() {
  await api.signOut();
  signedOut();
}

function frame() {
  const links = [["#/", "desk"], ["#/channels", "channels"], ["#/figures", "figures"]].map(([href, key]) =>
    el("a", { href, "data-page": key }, icon(key), el("span", {}, say(key))));
  const dead = el("span", { class: "count" });
  const drawDead = () => {
    dead.hidden = !state.dead;
    dead.textContent = state.dead;
    dead.setAttribute("aria-label", say("deadCount", { n: state.dead }));
    dead.title = say("deadCount", { n: state.dead });
  };
  on("dead", drawDead);
  drawDead();
  links[1].append(dead);
  const light = el("span", { class: "connection", role: "status" });
  const drawConnection = () => {
    light.classList.toggle("lost", !state.connected);
    light.textContent = state.connected ? say("live") : say("lost");
  };
  on("connection", drawConnection);
  drawConnection();
  const content = el("div", { class: "content" });
  app.replaceChildren(el("header", { class: "top" },
    el("a", { class: "brand", href: "#/" }, el("img", { src: "/ops/icon.svg", alt: "", width: "28", height: "28" }), el("span", {}, say("title"))),
    el("nav", { "aria-label": say("title") }, links), light, settings()), content);
  app.removeAttribute("aria-busy");
  return content;
}

let page = "";
function route(content) {
  const [kind, id, caseId] = location.hash.replace(/^#\/?/, "").split("/").map((part) => {
    try { return decodeURIComponent(part); } catch { return ""; }
  });
  const next = kind === "channels" || kind === "figures" ? kind : "desk";
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  if (next !== page || next !== "desk") {
    page = next;
    if (page === "channels") content.replaceChildren(channelsPage());
    else if (page === "figures") content.replaceChildren(figuresPage());
    else content.replaceChildren(deskPage());
  }
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === page) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (page !== "desk") return toScreen("list");
  if (kind === "c" && id) {
    toScreen("conversation");
    if (!state.current || state.current.id !== id || state.current.trouble) show(id, caseId);
  } else {
    toScreen("list");
    if (state.current) { state.current = null; changed("current"); }
  }
}
let desk = null;
/** Built once and kept: its panes listen for changes also while another page shows. */
function deskPage() {
  desk = desk || el("main", { class: "desk" }, el("h1", { class: "unseen" }, say("desk")), queuePane(), conversationPane(), sidePane());
  return desk;
}

// ------------------------------------------------------------------ keyboard

function move(step) {
  const list = rows();
  if (!list.length) return;
  const at = list.findIndex((row) => state.current && row.conversation === state.current.id);
  const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
  location.hash = address(next);
  document.querySelector(`[data-key="${CSS.escape(next.key)}"]`)?.scrollIntoView({ block: "nearest" });
}
function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !state.operator) return;
  if (event.target.closest("input, textarea, select, dialog")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const action = {
    j: () => move(1), k: () => move(-1), c: commands.claim, r: commands.reply, n: commands.note, e: commands.resolve,
    h: commands.handback, i: commands.suggest, "?": help, "/": () => document.getElementById("search")?.focus(),
  }[event.key];
  if (!action || (page !== "desk" && event.key !== "?")) return;
  event.preventDefault();
  action();
}

// ------------------------------------------------------------------ start

function signedOut() {
  if (stream) stream.stop();
  stream = null;
  state.operator = null;
  saved.set("signedIn", null);
  state.cases.clear();
  state.conversations.clear();
  state.current = state.found = null;
  state.loaded = {};
  state.dead = "";
  resetListeners();
  desk = null;
  page = "";
  title();
  app.replaceChildren(signInPage(enter));
  app.removeAttribute("aria-busy");
}
let content = null;
async function enter(session) {
  state.operator = session.operator;
  saved.set("signedIn", true);
  content = frame();
  on("lists", title);
  route(content);
  stream = api.live(events);
  await Promise.all([countDead(), loadQueues().then(() => changed("lists")), loadSection("waiting")]);
}
paint();
api.whenSignedOut(() => { if (state.operator) signedOut(); });
window.addEventListener("hashchange", () => { if (state.operator) route(content); });
document.addEventListener("keydown", keys);
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
// A file that is let go beside its place must not take the browser away from here.
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
}
async function begin() {
  // The cookie cannot be read here; asking without one would only be refused.
  if (!saved.get("signedIn")) return signedOut();
  let session;
  try {
    session = await api.session();
  } catch (refusal) {
    signedOut();
    return refusal.status === 401 ? undefined : explain(refusal);
  }
  await enter(session);
}
await begin();
