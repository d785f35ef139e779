/*
 * Switchboard chat widget: one script, no dependencies, no build step.
 *
 *   <script src="https://chat.example/chat/widget.js" data-channel="web" async></script>
 *
 * Options: data-channel, data-lang (de|en), data-theme (auto|light|dark), data-position (right|left),
 * data-identity (a JWT signed by the site, for a verified customer), data-open (open at once).
 * The site may set the CSS custom property --switchboard-accent. From code: window.Switchboard
 * {open(), close(), identify(jwt)}.
 *
 * Everything lies in a shadow root with a constructed style sheet, so that the site's styles and a strict
 * Content-Security-Policy do not matter. Text from outside becomes text nodes only, never markup.
 */
(() => {
  "use strict";
  if (window.Switchboard) return;

  // ---------------------------------------------------------------- options and texts

  const script = document.currentScript || document.querySelector('script[src*="/chat/widget.js"]');
  const data = script ? script.dataset : {};
  const base = new URL("..", script ? script.src : location.href).href.replace(/\/$/, "");
  const channel = data.channel || "web";
  const wanted = data.lang || document.documentElement.lang || navigator.language || "en";
  const lang = wanted.toLowerCase().startsWith("de") ? "de" : "en";

  const TEXT_CHARACTERS_MAX = 4000; // as channel.yaml says
  const SHOWN_CHARACTERS_MAX = 6000; // longer texts are folded
  const SHOWN_MESSAGES_MAX = 400; // older ones leave the page
  const CELL_UNBROKEN_MAX = 14; // characters: a price or a number in a table stays on one line
  const OUTBOX_MAX = 50; // unsent messages kept
  const ACCEPT_WAIT_MS = 15000; // then a message is sent again with its id
  const TYPING_SHOWN_MS = 12000;

  const T = {
    en: {
      launch: "Open chat", close: "Close chat", dialog: "Chat", log: "Messages", input: "Your message",
      hint: "Write a message …", send: "Send", ai: "AI", person: "Person", you: "You",
      notice: "You are chatting with an AI assistant.", human: "Talk to a person",
      humanAsked: "A person has been asked for …", queue: "Waiting for a person. You can keep writing.",
      joined: "You are now talking with {name}, a person.", back: "{name}, the AI assistant, is back.",
      ended: "This conversation has ended. Write to continue.", typing: "{name} is typing …",
      sending: "Sending …", sent: "Sent", failed: "Not sent.", retry: "Try again", waiting: "Will be sent when connected",
      offline: "No connection. What you write is sent as soon as it is back.", connecting: "Connecting …",
      later: "Much is going on right now. Trying again in {s} s.", start: "The chat cannot be reached right now.",
      sources: "Sources", long: "{n} of {max} characters", more: "Show all", unread: "{n} unread messages",
      rate: "How was this conversation?", star: "{n} of 5", comment: "Comment (optional)", rateSend: "Send rating",
      thanks: "Thank you for your rating.", fresh: "New conversation", newTab: "opens in a new tab",
      below: "New messages", table: "Table",
    },
    de: {
      launch: "Chat öffnen", close: "Chat schließen", dialog: "Chat", log: "Nachrichten", input: "Ihre Nachricht",
      hint: "Nachricht schreiben …", send: "Senden", ai: "KI", person: "Mensch", you: "Sie",
      notice: "Sie schreiben mit einem KI-Assistenten.", human: "Mit einem Menschen sprechen",
      humanAsked: "Ein Mensch wird gerufen …", queue: "Ein Mensch wird gesucht. Sie können weiterschreiben.",
      joined: "Sie sprechen jetzt mit {name}, einem Menschen.", back: "{name}, die KI, ist wieder da.",
      ended: "Das Gespräch ist beendet. Schreiben Sie, um es fortzusetzen.", typing: "{name} schreibt …",
      sending: "Wird gesendet …", sent: "Gesendet", failed: "Nicht gesendet.", retry: "Erneut versuchen",
      waiting: "Wird gesendet, sobald die Verbindung steht",
      offline: "Keine Verbindung. Was Sie schreiben, wird gesendet, sobald sie wieder da ist.",
      connecting: "Verbindung wird aufgebaut …",
      later: "Gerade ist viel los. Neuer Versuch in {s} s.", start: "Der Chat ist gerade nicht erreichbar.",
      sources: "Quellen", long: "{n} von {max} Zeichen", more: "Alles anzeigen", unread: "{n} ungelesene Nachrichten",
      rate: "Wie war dieses Gespräch?", star: "{n} von 5", comment: "Anmerkung (freiwillig)",
      rateSend: "Bewertung senden", thanks: "Danke für Ihre Bewertung.", fresh: "Neues Gespräch",
      newTab: "öffnet in neuem Tab", below: "Neue Nachrichten", table: "Tabelle",
    },
  }[lang];
  const say = (key, values) => T[key].replace(/\{(\w+)\}/g, (_, name) => (values || {})[name] ?? "");

  // ---------------------------------------------------------------- small tools

  const SVG = "http://www.w3.org/2000/svg";
  /** An element with attributes; functions become listeners, strings among the children text nodes. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") node.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }
  function icon(path) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    svg.append(shape);
    return svg;
  }
  const ICONS = {
    chat: "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 3.7c-.6.4-1.4 0-1.4-.7V16A2.5 2.5 0 0 1 4 13.500z",
    close: "M6 6l12 12M18 6L6 18",
    send: "M4 12l16-8-5 16-3.500-6.500z",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-8 8c.6-3.600 3.900-6 8-6s7.400 2.400 8 6z",
  };
  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID(); // only in secure contexts
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }
  /** localStorage that may be forbidden, full or holding nonsense. */
  const store = {
    key: (name) => `switchboard:${base}:${channel}:${name}`,
    get(name) { try { return JSON.parse(localStorage.getItem(this.key(name))); } catch { return null; } },
    set(name, value) {
      try {
        if (value === null) localStorage.removeItem(this.key(name));
        else localStorage.setItem(this.key(name), JSON.stringify(value));
      } catch { /* the chat works without, it only forgets at reload */ }
    },
  };
  /** The subject of a JWT, only to notice that another customer signed in; the server checks it. */
  function subjectOf(jwt) {
    try { return JSON.parse(atob(jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub || null; } catch { return null; }
  }

  // ---------------------------------------------------------------- text to nodes

  const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
  // Control characters have no picture, direction overrides only disguise ("exe.png"); tabs and line feeds stay.
  const clean = (text) => String(text ?? "").replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e]/g, "");

  /** The address, when it is one a link may lead to; else null. */
  function safeAddress(text, relativeTo) {
    try {
      const url = new URL(text, relativeTo);
      return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
    } catch { return null; }
  }
  function link(address, label) {
    const href = safeAddress(address);
    if (!href) return document.createTextNode(label);
    const node = el("a", { href, rel: "noopener noreferrer nofollow" }, label.replace(BIDI, ""));
    if (!href.startsWith("mailto:")) {
      node.target = "_blank";
      node.append(el("span", { class: "quiet" }, ` (${T.newTab})`));
    }
    return node;
  }
  const INLINE = new RegExp(
    [
      /\*\*([^*\n]{1,500})\*\*/, // bold
      /\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)/, // [label](address)
      /(https?:\/\/[^\s<>"'\u201c\u201d]{1,2000})/,
      /([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24})/,
    ].map((r) => r.source).join("|"), "g");
  function inline(text, into) {
    let from = 0;
    for (const m of text.matchAll(INLINE)) {
      into.append(text.slice(from, m.index));
      from = m.index + m[0].length;
      if (m[1]) into.append(el("strong", {}, m[1]));
      else if (m[3]) into.append(link(m[3], m[2]));
      else if (m[4]) {
        // Punctuation that ends the sentence is not part of the address.
        const tail = (m[4].match(/[.,;:!?)\]]+$/) || [""])[0];
        const address = tail ? m[4].slice(0, -tail.length) : m[4];
        into.append(link(address, address), tail);
      } else into.append(link(`mailto:${m[5]}`, m[5]));
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
    // Wider than the bubble it scrolls by itself; the focus is for the arrow keys.
    return el("div", { class: "table", role: "region", tabindex: "0", "aria-label": T.table }, grid);
  }
  /** Bold, lists, tables, headings, links and line breaks; anything else shows as it was written. */
  function rich(text, into) {
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
        if (!list || list.localName !== tag) {
          list = el(tag, item[2] ? { start: item[2] } : {});
          into.append(list);
        }
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
  function plain(text, into) { into.append(el("p", { dir: "auto", class: "plain" }, text)); }
  function fill(body, text, asRich) {
    body.replaceChildren();
    const whole = clean(text);
    const write = asRich ? rich : plain;
    if (whole.length <= SHOWN_CHARACTERS_MAX) return write(whole, body);
    let cut = SHOWN_CHARACTERS_MAX;
    if (/[\ud800-\udbff]/.test(whole[cut - 1])) cut -= 1;
    write(whole.slice(0, cut) + " …", body);
    body.append(el("button", {
      class: "text", type: "button",
      click: () => { body.replaceChildren(); plain(whole, body); body.firstChild.tabIndex = -1; body.firstChild.focus(); },
    }, T.more));
  }

  // ---------------------------------------------------------------- connection

  /**
   * Brings frames to and from one session: a WebSocket, else server-sent events with POST, else polling.
   * Lost connections come back by themselves, with growing, jittered pauses.
   */
  class Connection {
    constructor(session, token, handlers) {
      Object.assign(this, { session, token, handlers, failures: 0, way: "socket", live: false, stopped: false });
      this.connect();
    }
    url(path) { return `${base}/chat/sessions/${encodeURIComponent(this.session)}/${path}`; }
    stop() {
      this.stopped = true;
      this.drop();
    }
    drop() {
      clearTimeout(this.timer);
      this.live = false;
      const { socket, abort } = this;
      this.socket = this.abort = null;
      if (socket) socket.close();
      if (abort) abort.abort();
    }
    /** The network has gone, as the browser says: a socket would notice only minutes later. */
    offline() { this.drop(); this.handlers.state("offline"); }
    /** Now is a good moment to try. */
    nudge() { if (!this.live && !this.socket && !this.abort && !this.stopped) this.connect(); }

    connect() {
      clearTimeout(this.timer);
      if (this.stopped) return;
      this.handlers.state("connecting");
      if (this.way === "socket" && "WebSocket" in window) this.openSocket();
      else this.openStream();
    }
    up() { this.live = true; this.failures = 0; this.handlers.state("online"); }
    lost(pauseMs, nextWay) {
      if (this.stopped) return;
      this.live = false;
      this.way = nextWay;
      this.handlers.state("offline");
      const backoff = Math.min(30000, 500 * 2 ** this.failures++) * (0.5 + Math.random() / 2);
      this.timer = setTimeout(() => this.connect(), Math.max(pauseMs, backoff));
    }
    take(frame) {
      if (frame && frame.type === "ready") this.up();
      if (frame && typeof frame.type === "string") this.handlers.frame(frame);
    }

    openSocket() {
      const address = this.url(`socket?after=${this.handlers.after()}`).replace(/^http/, "ws");
      let socket;
      let opened = false;
      try {
        socket = new WebSocket(address, ["switchboard.v1", `token.${this.token}`]);
      } catch { return this.lost(0, "stream"); }
      this.socket = socket;
      const patience = setTimeout(() => socket.close(), 10000); // a proxy may swallow the upgrade
      socket.onopen = () => { opened = true; };
      socket.onmessage = (event) => {
        if (this.socket !== socket || typeof event.data !== "string") return;
        clearTimeout(patience);
        let frame = null;
        try { frame = JSON.parse(event.data); } catch { return; }
        this.take(frame);
      };
      socket.onclose = (event) => {
        clearTimeout(patience);
        if (this.socket !== socket) return;
        this.socket = null;
        if (event.code === 4401) return this.handlers.invalid();
        this.lost(event.code === 1013 ? 5000 : 0, opened ? "socket" : "stream");
      };
    }

    async request(path, options) {
      const response = await fetch(this.url(path), {
        ...options, cache: "no-store", credentials: "omit",
        headers: {
          Authorization: `Bearer ${this.token}`,
          ...(options && options.body ? { "Content-Type": "application/json" } : {}),
          ...((options && options.headers) || {}),
        },
      });
      if (response.status === 401 || response.status === 404) {
        this.handlers.invalid();
        throw new Error("session ended");
      }
      return response;
    }
    async openStream() {
      const abort = (this.abort = new AbortController());
      let pauseMs = 0;
      let next = "socket";
      try {
        if (this.way === "poll") await this.poll(abort.signal);
        const response = await this.request(`events?after=${this.handlers.after()}`, {
          signal: abort.signal, headers: { Accept: "text/event-stream" },
        });
        if (!response.ok) {
          pauseMs = 1000 * (Number(response.headers.get("Retry-After")) || 2);
          if (response.status === 429) next = "poll"; // as many windows as this chat may hold open
        } else {
          const reader = response.body.getReader();
          const decoder = new TextDecoder();
          // The server speaks at once; silence means that something on the way collects the stream.
          const patience = setTimeout(() => { next = "poll"; reader.cancel(); }, 10000);
          let rest = "";
          for (;;) {
            const { done, value } = await reader.read();
            if (done) break;
            clearTimeout(patience);
            rest += decoder.decode(value, { stream: true });
            const blocks = rest.split(/\r?\n\r?\n/);
            rest = blocks.pop();
            if (this.abort !== abort) return;
            if (!this.live) this.up();
            for (const block of blocks) this.takeEvent(block);
          }
        }
      } catch { /* lost, as below */ }
      if (this.abort !== abort) return;
      this.abort = null;
      this.lost(pauseMs, next);
    }
    takeEvent(block) {
      let name = "message";
      const lines = [];
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) name = line.slice(6).trim();
        else if (line.startsWith("data:")) lines.push(line.slice(5).replace(/^ /, ""));
      }
      if (!lines.length) return;
      try {
        const value = JSON.parse(lines.join("\n"));
        this.take(value.type ? value : name === "message" ? { type: name, message: value } : { ...value, type: name });
      } catch { /* not ours */ }
    }
    async poll(signal) {
      for (let round = 0; round < 40 && this.way === "poll"; round++) {
        const response = await this.request(`messages?after=${this.handlers.after()}`, { signal });
        if (!response.ok) throw new Error("poll");
        const answer = await response.json();
        if (!this.live) this.up();
        for (const message of answer.items || answer.messages || []) this.take({ type: "message", message });
        if (answer.owner) this.take({ type: "owner", owner: answer.owner, name: answer.name });
        await new Promise((wake) => setTimeout(wake, 3000));
      }
    }

    /** True when the frame has left; a message counts as arrived only once it is accepted. */
    send(frame) {
      if (!this.live) return false;
      if (this.socket) {
        if (this.socket.readyState !== WebSocket.OPEN) return false;
        this.socket.send(JSON.stringify(frame));
        return true;
      }
      if (frame.type === "typing") return true;
      this.post(frame);
      return true;
    }
    post(frame) {
      const { type, ...body } = frame;
      const path = type === "message" ? "messages" : type;
      // One after the other, so that messages keep their order.
      this.queue = (this.queue || Promise.resolve()).then(async () => {
        const response = await this.request(path, { method: "POST", body: JSON.stringify(body) });
        const answer = await response.json().catch(() => ({}));
        if (!response.ok) {
          const wait = Number(response.headers.get("Retry-After")) || undefined;
          this.take({ type: "error", id: frame.id, status: response.status, detail: answer.detail, retry_after_s: wait });
        } else if (type === "message") {
          this.take({ type: "accepted", id: frame.id, ...(answer.accepted || answer) });
          for (const message of answer.messages || []) this.take({ type: "message", message });
        }
      }).catch(() => { /* it is sent again: see ACCEPT_WAIT_MS */ });
    }
  }

  // ---------------------------------------------------------------- the conversation

  let saved = store.get("session"); // {session, token, persona, notice, subject, seen, rated}
  let identity = data.identity || null;
  let connection = null;
  let starting = null;
  let lastSeq = 0; // of the newest message shown
  let knownSeq = 0; // of the newest the server spoke of
  const endSeq = () => Math.max(lastSeq, knownSeq);
  let humanWanted = false;
  let owner = "agent";
  let ownerName = null;
  const bySeq = new Map();
  const byId = new Map();
  let outbox = store.get("outbox");
  if (!Array.isArray(outbox)) outbox = [];

  const agentName = () => (saved && saved.persona && saved.persona.name) || "";
  const remember = () => store.set("session", saved);
  const keepOutbox = () => store.set("outbox", outbox.length ? outbox.map(({ id, text, at }) => ({ id, text, at })) : null);

  const handlers = {
    after: () => lastSeq,
    state: (state) => {
      view.state(state);
      if (state !== "online") {
        view.dropStream();
        view.typing(null);
        for (const item of outbox) if (item.state === "sending") item.state = "waiting";
        view.states();
      } else {
        flush();
        if (humanWanted && connection.send({ type: "human" })) humanWanted = false;
      }
    },
    invalid: () => { forget(); start(); },
    frame: (frame) => {
      switch (frame.type) {
        case "ready": knownSeq = Number(frame.seq) || 0; changeOwner(frame.owner, frame.name, true); break;
        case "owner": changeOwner(frame.owner, frame.name, false); break;
        case "message": takeMessage(frame.message); break;
        case "accepted": accepted(frame.id, frame.seq); break;
        case "delta": if (owner === "agent") view.stream(String(frame.turn), String(frame.text ?? "")); break;
        case "typing":
          if (frame.author && frame.author.kind !== "customer") view.typing(frame.on ? frame.author : null);
          break;
        case "error": refused(frame); break;
        default: break; // newer servers may say more
      }
    },
  };

  /** Voids the token of a chat that is left for good. Without a network it stays good until it was unused for days. */
  function leave({ session, token }) {
    fetch(`${base}/chat/sessions/${encodeURIComponent(session)}`, {
      method: "DELETE", credentials: "omit", keepalive: true, headers: { Authorization: `Bearer ${token}` },
    }).catch(() => { /* see above */ });
  }
  /** A signed-in customer's chat must not stay open for the next person at this browser. */
  const stranger = () => saved && (saved.subject || null) !== (identity ? subjectOf(identity) : null);
  function forget(everything) {
    if (everything) {
      outbox = [];
      keepOutbox();
      store.set("draft", null);
      if (saved) leave(saved);
    }
    if (connection) connection.stop();
    connection = null;
    saved = null;
    lastSeq = knownSeq = 0;
    owner = "agent";
    remember();
    bySeq.clear();
    byId.clear();
    view.clear();
    for (const item of outbox) { item.state = "waiting"; item.node = null; show(item); }
  }

  /** Begins or resumes the session. What is typed meanwhile waits in the outbox. */
  function start() {
    if (connection) return;
    if (stranger()) forget(true);
    if (saved) {
      view.session();
      connection = new Connection(saved.session, saved.token, handlers);
    } else if (!starting) {
      starting = begin(0, identity).finally(() => { starting = null; });
    }
  }
  async function begin(failures, proof) {
    view.state("connecting");
    let pauseMs = Math.min(30000, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);
    try {
      const response = await fetch(`${base}/chat/sessions`, {
        method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ channel, locale: lang, ...(proof ? { identity: proof } : {}) }),
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.session) {
        const { session, token, persona, notice, greeting } = answer;
        saved = { session, token, persona, notice, greeting, subject: identity ? subjectOf(identity) : null, seen: 0, rated: false };
        remember();
        view.session();
        for (const message of answer.messages || []) takeMessage(message);
        connection = new Connection(session, token, handlers);
        return;
      }
      // An expired sign-in, or a chat that takes none, should not keep anyone from help: go on without it, unverified.
      if ((response.status === 401 || response.status === 400) && proof) return begin(failures, null);
      pauseMs = Math.max(pauseMs, 1000 * (Number(response.headers.get("Retry-After")) || 0));
    } catch { /* no network: as any failure */ }
    view.state("unreachable");
    await new Promise((wake) => {
      const timer = setTimeout(wake, pauseMs);
      window.addEventListener("online", () => { clearTimeout(timer); wake(); }, { once: true });
    });
    return begin(failures + 1, proof);
  }

  function takeMessage(message) {
    if (!message || typeof message !== "object" || !message.author) return;
    const seq = Number(message.seq) || 0;
    if (seq > lastSeq) lastSeq = seq;
    const mine = message.author.kind === "customer";
    if (mine && byId.has(message.id)) return accepted(message.id, seq);
    if (bySeq.has(seq)) return;
    const item = {
      id: message.id, seq, author: message.author, text: message.text, state: "sent",
      citations: [...(message.citations || []), ...(message.attachments || []).map((a) => ({ title: a.name, url: a.url }))],
      at: message.sent_at,
    };
    if (!mine) {
      if (message.author.kind === "agent") view.dropStream();
      view.typing(null);
      if (message.author.kind !== "system") view.speaker(message.author.kind, message.author.name, seq);
    }
    show(item);
    if (!mine) view.unread();
  }
  function show(item) {
    if (item.seq) bySeq.set(item.seq, item);
    if (item.id) byId.set(item.id, item);
    view.insert(item);
  }
  function accepted(id, seq) {
    const item = byId.get(id);
    if (!item) return;
    outbox = outbox.filter((other) => other !== item);
    keepOutbox();
    clearTimeout(item.timer);
    const twin = bySeq.get(seq);
    if (twin && twin !== item) { // it came back under the server's own id
      view.remove(item);
      return void byId.set(id, twin);
    }
    item.state = "sent";
    item.seq = seq || item.seq;
    if (item.seq) bySeq.set(item.seq, item);
    view.insert(item);
  }
  function refused(frame) {
    const item = frame.id ? byId.get(frame.id) : outbox.find((other) => other.state === "sending");
    const later = frame.status === 429 || frame.status === 503;
    const seconds = Math.min(60, Math.max(1, Number(frame.retry_after_s) || 3));
    if (later) view.tell(say("later", { s: seconds }), seconds * 1000);
    else if (!item && frame.detail) view.tell(String(frame.detail), 8000);
    if (!item || item.state === "sent") return;
    clearTimeout(item.timer);
    item.state = later ? "waiting" : "failed";
    item.why = later ? null : frame.detail;
    if (later) setTimeout(flush, seconds * 1000);
    view.states();
  }

  function submit(text) {
    const item = { id: uuid(), text, at: new Date().toISOString(), author: { kind: "customer" }, state: "waiting", tries: 0 };
    outbox.push(item);
    if (outbox.length > OUTBOX_MAX) outbox.shift().state = "failed";
    keepOutbox();
    show(item);
    start();
    flush();
  }
  function flush() {
    if (!connection) return;
    for (const item of outbox) {
      if (item.state !== "waiting") continue;
      if (!connection.send({ type: "message", id: item.id, text: item.text })) break;
      item.state = "sending";
      item.tries = (item.tries || 0) + 1;
      clearTimeout(item.timer);
      item.timer = setTimeout(() => {
        if (item.state !== "sending") return;
        item.state = item.tries < 3 ? "waiting" : "failed";
        flush();
        view.states();
      }, ACCEPT_WAIT_MS);
    }
    view.states();
  }
  function changeOwner(next, name, first) {
    if (!["agent", "queue", "operator", "nobody"].includes(next)) return;
    const changed = next !== owner || (name || null) !== ownerName;
    owner = next;
    ownerName = name || null;
    if (next !== "agent") view.dropStream();
    if (changed) view.typing(null);
    if (changed || first) view.owner(first && (!changed || !lastSeq));
  }
  function askHuman() {
    start();
    humanWanted = !(connection && connection.send({ type: "human" }));
    view.humanAsked();
  }
  function rate(score, comment) {
    if (connection) connection.send({ type: "rating", score, ...(comment ? { comment } : {}) });
    if (saved) { saved.rated = true; remember(); }
  }

  // ---------------------------------------------------------------- the view

  const CSS = `
:host { all: initial; --accent: var(--switchboard-accent, #0b6170); --on: #fff; --person: #75399b; --ground: #fff; --page: #f5f7f8;
  --ink: #17242a; --soft: #55646b; --line: #dfe5e8; --bubble: #fff; --link: var(--accent); --bad: #b3261e; --warm: #fff6df; --warmInk: #5b4300;
  --shadow: 0 12px 40px rgba(16, 32, 40, .22), 0 2px 8px rgba(16, 32, 40, .12);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); color-scheme: light; }
:host([data-theme=dark]) { --ground: #172025; --page: #10171b; --ink: #e8eef1; --soft: #a3b2b9; --line: #2d3a41; --bubble: #202b31;
  --link: #74cfdf; --bad: #ff9d94; --warm: #352c14; --warmInk: #f4dfa7; --person: #84479f; --shadow: 0 12px 40px rgba(0, 0, 0, .55); color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
button, textarea, input { font: inherit; color: inherit; }
button { cursor: pointer; border: 0; background: none; padding: 0; border-radius: 8px; }
:focus { outline: none; } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; display: block; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.launch { position: fixed; z-index: 2147483000; bottom: max(20px, env(safe-area-inset-bottom)); inset-inline-end: 20px; width: 60px; height: 60px;
  border-radius: 50%; background: var(--accent); color: var(--on); display: grid; place-items: center; box-shadow: var(--shadow); transition: transform .15s; }
.launch:hover { transform: scale(1.05); } .launch svg { width: 28px; height: 28px; }
.launch:focus-visible { outline-color: var(--ink); outline-offset: 3px; }
.left .launch, .left .panel { inset-inline: 20px auto; }
.badge { position: absolute; top: -3px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff;
  font-size: 13px; font-weight: 700; line-height: 22px; text-align: center; }
.panel { position: fixed; z-index: 2147483001; inset-inline-end: 20px; bottom: 92px; width: 392px; height: min(660px, calc(100vh - 116px)); display: flex; flex-direction: column;
  background: var(--page); border-radius: 18px; box-shadow: var(--shadow); overflow: hidden; animation: rise .18s ease-out; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
header { display: flex; align-items: center; gap: 12px; padding: 14px 12px 14px 16px; background: var(--accent); color: var(--on); transition: background .3s; }
.is-operator header { background: var(--person); }
.face { width: 40px; height: 40px; border-radius: 50%; background: rgba(255, 255, 255, .2); display: grid; place-items: center; font-weight: 700; overflow: hidden; flex: none; }
.face img { width: 100%; height: 100%; object-fit: cover; }
.who { flex: 1; min-width: 0; } .who h2 { margin: 0; font-size: 16px; line-height: 1.3; display: flex; align-items: center; gap: 8px; }
.who h2 bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .who p { margin: 1px 0 0; font-size: 13px; opacity: .95; }
.tag { flex: none; font-size: 11px; font-weight: 700; letter-spacing: .03em; line-height: 1; padding: 3px 6px; border-radius: 6px; border: 1px solid currentColor; }
.icon { width: 44px; height: 44px; display: grid; place-items: center; flex: none; } header .icon:hover { background: rgba(255, 255, 255, .16); } header :focus-visible { outline-color: #fff; outline-offset: -3px; }
.notice { margin: 0; padding: 8px 16px; font-size: 13px; line-height: 1.4; background: var(--ground); color: var(--soft); border-bottom: 1px solid var(--line); }
.bar { margin: 0; padding: 8px 16px; font-size: 13px; background: var(--warm); color: var(--warmInk); }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; display: flex; flex-direction: column; gap: 4px; }
.log::before { content: ""; margin-top: auto; }
.msg { max-width: 86%; align-self: flex-start; display: flex; flex-direction: column; align-items: flex-start; min-width: 0; }
.msg.mine { align-self: flex-end; align-items: flex-end; } .msg.first { margin-top: 12px; }
.by { display: none; font-size: 12px; color: var(--soft); margin: 0 4px 3px; gap: 6px; align-items: center; } .first > .by { display: flex; }
.by bdi { font-weight: 600; overflow-wrap: anywhere; } .operator > .by .tag { color: var(--link); } :host(:not([data-theme=dark])) .operator > .by .tag { color: var(--person); }
.body { background: var(--bubble); border: 1px solid var(--line); border-radius: 6px 16px 16px 16px; padding: 9px 13px; max-width: 100%; overflow-wrap: anywhere; unicode-bidi: isolate; }
.mine .body { background: var(--accent); border-color: transparent; color: var(--on); border-radius: 16px 6px 16px 16px; } .operator .body { border-color: var(--person); border-inline-start-width: 4px; }
.body p { margin: 0; unicode-bidi: isolate; } .body p + p, .body * + ul, .body * + ol, .body ul + *, .body ol + * { margin-top: 8px; }
.body ul, .body ol { margin: 0; padding-inline-start: 22px; } .plain { white-space: pre-wrap; } .body a { color: var(--link); text-underline-offset: 2px; } .mine a { color: inherit; }
.msg:has(table) { max-width: 100%; } .table { overflow-x: auto; margin: 8px 0; } .table:focus-visible { outline-offset: 1px; }
.body table { border-collapse: collapse; font-size: 14px; line-height: 1.4; overflow-wrap: break-word; } .body th, .body td { min-width: 5em; max-width: 15em; padding: 4px 10px 4px 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
.body .short { min-width: 0; white-space: nowrap; } .body tr > :last-child { padding-inline-end: 0; } .body tr:last-child > * { border: 0; }
.text { text-decoration: underline; text-underline-offset: 2px; min-height: 24px; }
.cites { display: flex; flex-wrap: wrap; gap: 6px; margin: 6px 0 2px; padding: 0; list-style: none; max-width: 100%; }
.cites li { min-width: 0; max-width: 100%; } .cites a, .cites span.chip { display: block; font-size: 12.500px; line-height: 1.3; padding: 5px 10px; border: 1px solid var(--line); border-radius: 14px; background: var(--ground);
  color: var(--soft); text-decoration: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .cites a { color: var(--link); } .cites a:hover { text-decoration: underline; }
.state { font-size: 12px; color: var(--soft); margin: 3px 4px 0; } .state.failed { color: var(--bad); } .state:empty { display: none; }
.mid { align-self: stretch; text-align: center; font-size: 13px; color: var(--soft); margin: 14px 0 4px; display: flex; gap: 10px; align-items: center; overflow-wrap: anywhere; }
.mid::before, .mid::after { content: ""; flex: 1; min-width: 12px; height: 1px; background: var(--line); } .mid.person { color: var(--ink); font-weight: 600; }
.dots { display: flex; gap: 4px; padding: 6px 2px; } .dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--soft); animation: blink 1.2s infinite; } .dots i:nth-child(2) { animation-delay: .2s; } .dots i:nth-child(3) { animation-delay: .4s; }
@keyframes blink { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
.card { align-self: stretch; background: var(--ground); border: 1px solid var(--line); border-radius: 14px; padding: 14px; margin-top: 14px; display: grid; gap: 10px; }
fieldset { border: 0; margin: 0; padding: 0; } legend { font-weight: 600; padding: 0; margin-bottom: 6px; } .stars { display: flex; gap: 4px; }
.stars label { position: relative; width: 44px; height: 44px; display: grid; place-items: center; font-size: 28px; line-height: 1; color: var(--line); cursor: pointer; border-radius: 8px; -webkit-text-stroke: 1px var(--soft); }
.stars label.on { color: #e0a100; -webkit-text-stroke: 1px #8a6200; } .stars input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; } .stars label:focus-within { outline: 3px solid var(--link); }
.card textarea { width: 100%; border: 1px solid var(--soft); border-radius: 10px; padding: 8px 10px; background: var(--page); resize: vertical; }
.solid { background: var(--accent); color: var(--on); font-weight: 600; padding: 10px 16px; min-height: 44px; border-radius: 10px; } .solid:disabled { opacity: .5; cursor: default; }
footer { position: relative; background: var(--ground); border-top: 1px solid var(--line); padding: 8px 12px max(10px, env(safe-area-inset-bottom)); }
.below { position: absolute; inset-inline: 0; bottom: calc(100% + 10px); margin: auto; width: max-content; min-height: 36px; padding: 6px 16px; border-radius: 18px; background: var(--accent); color: var(--on); font-size: 14px; font-weight: 600; box-shadow: var(--shadow); }
.ways { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; justify-content: space-between; margin-bottom: 6px; } .ways:has(> [hidden]:only-child) { display: none; }
.way { display: inline-flex; align-items: center; gap: 6px; font-size: 13px; font-weight: 600; color: var(--link); padding: 5px 10px; min-height: 32px; border: 1px solid var(--line); border-radius: 16px; } .way:hover { background: var(--page); } .way:disabled { color: var(--soft); cursor: default; }
.way svg { width: 16px; height: 16px; } .count { font-size: 12px; color: var(--soft); margin-inline-start: auto; } .count.over { color: var(--bad); font-weight: 600; }
.write { display: flex; gap: 8px; align-items: flex-end; } .write textarea { flex: 1; min-width: 0; resize: none; max-height: 140px; min-height: 44px; padding: 10px 12px; border: 1px solid var(--soft); border-radius: 12px; background: var(--ground); line-height: 1.45; }
.write textarea::placeholder { color: var(--soft); opacity: 1; } .write textarea:focus-visible { outline-offset: 0; outline-width: 2px; } .go { width: 44px; height: 44px; border-radius: 12px; background: var(--accent); color: var(--on); display: grid; place-items: center; flex: none; } .go:disabled { background: var(--line); color: var(--soft); cursor: default; } .go svg { fill: currentColor; stroke: none; }
@media (max-width: 480px) { .panel, .left .panel { inset: var(--top, 0) 0 auto 0; width: 100%; height: var(--height, 100dvh); border-radius: 0; animation: none; padding-top: env(safe-area-inset-top); background: var(--ground); }
  .log { background: var(--page); } .open .launch { display: none; } .write textarea { font-size: 16px; } header { padding-inline: max(16px, env(safe-area-inset-left)) max(8px, env(safe-area-inset-right)); } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } .dots i { opacity: .7; } }
@media (forced-colors: active) { .body, .launch, .go, .solid { border: 1px solid; } }
`;

  const view = (() => {
    const host = el("div", { id: "switchboard-chat" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];

    let isOpen = false;
    let unread = 0;
    let stuck = true; // the reader is at the newest message
    let missed = null; // the first message that came while the reader was further up
    let movedTo = 0; // where the log was last scrolled by the widget
    let spoken = "agent:"; // who spoke last, to announce a change once
    let told = false; // the server has announced the next speaker
    let streaming = null;
    let typingTimer = 0;
    let tellTimer = 0;
    let troubleTimer = 0;
    let connectionState = "online";

    const badge = el("span", { class: "badge", hidden: true, "aria-hidden": "true" });
    const launch = el("button", { class: "launch", type: "button", "aria-label": T.launch, "aria-expanded": "false", click: () => (isOpen ? close() : open()) }, icon(ICONS.chat), badge);
    const face = el("span", { class: "face", "aria-hidden": "true" });
    const name = el("bdi");
    const tag = el("span", { class: "tag" }, T.ai);
    const subtitle = el("p");
    const notice = el("p", { class: "notice", dir: "auto" }, T.notice);
    const bar = el("p", { class: "bar", role: "status", hidden: true });
    const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": T.log, tabindex: "0" });
    const typingText = el("span", { class: "quiet" });
    const typing = el("div", { class: "msg first", hidden: true, "aria-hidden": "true" }, el("div", { class: "body" }, el("div", { class: "dots" }, el("i"), el("i"), el("i"))));
    const typingStatus = el("div", { class: "quiet", role: "status" }, typingText);
    const input = el("textarea", { rows: "1", "aria-label": T.input, placeholder: T.hint, dir: "auto", enterkeyhint: "send", autocomplete: "off" });
    const go = el("button", { class: "go", type: "submit", "aria-label": T.send, disabled: true }, icon(ICONS.send));
    const human = el("button", { class: "way human", type: "button", click: askHuman }, icon(ICONS.person), T.human);
    const fresh = el("button", { class: "way", type: "button", hidden: true, click: () => { forget(); start(); input.focus(); } }, T.fresh);
    const count = el("span", { class: "count", role: "status", hidden: true });
    const below = el("button", { class: "below", type: "button", hidden: true, click: () => { log.focus({ preventScroll: true }); reveal(missed); } }, `${T.below} ↓`);
    const form = el("form", { class: "write", submit: (event) => { event.preventDefault(); sendInput(); } }, input, go);
    const panel = el("section", { class: "panel", role: "dialog", "aria-label": T.dialog, hidden: true, tabindex: "-1" },
      el("header", {}, face, el("div", { class: "who" }, el("h2", {}, name, tag), subtitle),
        el("button", { class: "icon", type: "button", "aria-label": T.close, click: () => close() }, icon(ICONS.close))),
      notice, bar, log, typingStatus,
      el("footer", {}, below, el("div", { class: "ways" }, human, fresh, count), form));
    const frame = el("div", { class: data.position === "left" ? "left" : "right", lang }, panel, launch);
    log.append(typing);
    root.append(frame);

    // --- theme and phones
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const paint = () => host.setAttribute("data-theme", ["light", "dark"].includes(data.theme) ? data.theme : dark.matches ? "dark" : "light");
    dark.addEventListener("change", paint);
    paint();
    const phone = matchMedia("(max-width: 480px)");
    const fit = () => {
      const v = window.visualViewport; // the part the on-screen keyboard leaves free
      if (!v) return;
      panel.style.setProperty("--height", `${v.height}px`);
      panel.style.setProperty("--top", `${v.offsetTop}px`);
      if (stuck) bottom();
    };
    const modal = () => panel.setAttribute("aria-modal", String(phone.matches));
    phone.addEventListener("change", modal);
    modal();
    if (window.visualViewport) for (const kind of ["resize", "scroll"]) visualViewport.addEventListener(kind, () => isOpen && fit());

    // --- opening and closing
    function open(options) {
      if (isOpen) return;
      isOpen = true;
      panel.hidden = false;
      frame.classList.add("open");
      launch.setAttribute("aria-expanded", "true");
      launch.setAttribute("aria-label", T.close);
      store.set("open", true);
      fit();
      const first = saved && [...log.children].find((node) => node.seq > saved.seen && node.matches(".agent, .operator"));
      seen();
      start();
      if (first) reveal(first);
      else bottom();
      if (!options || options.focus !== false) (matchMedia("(pointer: coarse)").matches ? panel : input).focus({ preventScroll: true });
    }
    function close() {
      if (!isOpen) return;
      isOpen = false;
      panel.hidden = true;
      frame.classList.remove("open");
      launch.setAttribute("aria-expanded", "false");
      launch.setAttribute("aria-label", T.launch);
      store.set("open", null);
      launch.focus({ preventScroll: true });
    }
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen && !event.isComposing) { event.stopPropagation(); close(); }
      if (event.key !== "Tab" || !isOpen || !phone.matches) return;
      // On a phone the chat covers the page: focus stays inside.
      const all = [...panel.querySelectorAll("button, a[href], textarea, input, [tabindex='0']")].filter((n) => !n.disabled && n.offsetParent);
      const [first, last] = [all[0], all[all.length - 1]];
      if (event.shiftKey && (root.activeElement === first || root.activeElement === panel)) { event.preventDefault(); last.focus(); }
      else if (!event.shiftKey && root.activeElement === last) { event.preventDefault(); first.focus(); }
    });

    // --- scrolling and reading
    function moveTo(top) {
      log.scrollTop = top;
      movedTo = log.scrollTop;
      scrolled();
    }
    function bottom() { moveTo(log.scrollHeight); }
    const topOf = (node) => node.getBoundingClientRect().top - log.getBoundingClientRect().top;
    /** Scrolls to the end, but no further than the top of a message: a long one is read from there. */
    function reveal(node) { moveTo(Math.min(log.scrollHeight - log.clientHeight, log.scrollTop + topOf(node) - 8)); }
    function scrolled() {
      if (!isOpen) return;
      stuck = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
      if (streaming && Math.abs(log.scrollTop - movedTo) > 1) streaming.followed = false;
      if (missed && (stuck || topOf(missed) < log.clientHeight - 40)) news(null);
    }
    function news(node) {
      missed = node;
      below.hidden = !node;
    }
    log.addEventListener("scroll", scrolled);
    function seen() {
      unread = 0;
      badge.hidden = true;
      if (saved && lastSeq > saved.seen) { saved.seen = lastSeq; remember(); }
    }

    // --- writing
    const length = (text) => [...text].length;
    let typingSent = 0;
    let idle = 0;
    function stopTyping() {
      clearTimeout(idle);
      if (typingSent && connection) connection.send({ type: "typing", on: false });
      typingSent = 0;
    }
    function measure() {
      const n = length(input.value);
      go.disabled = input.value.trim() === "" || n > TEXT_CHARACTERS_MAX;
      count.hidden = n < TEXT_CHARACTERS_MAX * 0.9;
      count.textContent = count.hidden ? "" : say("long", { n, max: TEXT_CHARACTERS_MAX });
      count.classList.toggle("over", n > TEXT_CHARACTERS_MAX);
      input.style.height = "auto";
      input.style.height = `${Math.min(140, input.scrollHeight + 2)}px`;
    }
    input.addEventListener("input", () => {
      measure();
      store.set("draft", input.value || null);
      if (!connection || !input.value) return stopTyping();
      if (Date.now() - typingSent > 4000 && connection.send({ type: "typing", on: true })) typingSent = Date.now();
      clearTimeout(idle);
      idle = setTimeout(stopTyping, 5000);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); sendInput(); }
    });
    function sendInput() {
      const text = input.value.replaceAll("\0", "").trim(); // the one character no text may hold
      if (!text || length(text) > TEXT_CHARACTERS_MAX) return;
      input.value = "";
      store.set("draft", null);
      measure();
      stopTyping();
      stuck = true;
      submit(text);
      bottom();
    }

    // --- messages
    const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" });
    const date = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" });
    function build(item) {
      const kind = item.author.kind;
      if (kind === "system") return el("div", { class: "mid", "data-from": "server" }, el("bdi", { dir: "auto" }, clean(item.text)));
      const mine = kind === "customer";
      const when = new Date(item.at);
      const body = el("div", { class: "body" });
      fill(body, item.text, !mine);
      item.status = el("div", { class: "state" });
      const by = el("div", { class: "by" }, el("bdi", {}, mine ? T.you : clean(item.author.name || agentName()).replace(BIDI, "")));
      if (!mine) by.append(el("span", { class: "tag" }, kind === "agent" ? T.ai : T.person));
      if (!isNaN(when)) by.append(el("time", { datetime: when.toISOString(), title: date.format(when) }, clock.format(when)));
      const node = el("div", { class: `msg ${mine ? "mine" : kind === "operator" ? "operator" : "agent"}` }, by, body);
      if (item.citations && item.citations.length) {
        node.append(el("ul", { class: "cites", "aria-label": T.sources }, ...item.citations.slice(0, 8).map((citation) => {
          const title = clean(citation.title || citation.id);
          const href = citation.url ? safeAddress(citation.url, base) : null;
          return el("li", {}, href
            ? el("a", { href, target: "_blank", rel: "noopener noreferrer", title }, title)
            : el("span", { class: "chip", title, dir: "auto" }, title));
        })));
      }
      if (mine) node.append(item.status);
      return node;
    }
    /** Puts a node where its sequence number belongs; without one, at the end. */
    function place(node, seq) {
      node.seq = seq || Infinity;
      let before = streaming ? streaming.node : typing;
      // Messages nearly always come in order: look from the end.
      for (let other = (streaming ? streaming.node : typing).previousElementSibling; other; other = other.previousElementSibling) {
        if (other === node) continue;
        if (other.seq <= node.seq) break;
        before = other;
      }
      if (node.nextSibling !== before) log.insertBefore(node, before);
      while (log.childElementCount > SHOWN_MESSAGES_MAX) log.firstElementChild.remove();
      group();
      if (stuck) bottom();
    }
    function insert(item) {
      const unseen = !item.node && item.author.kind !== "customer" && saved && item.seq > saved.seen;
      const followed = stuck;
      place(item.node || (item.node = build(item)), item.seq);
      states();
      if (item.author.kind === "system") told = true;
      spare();
      if (!unseen || !isOpen) return;
      if (followed) reveal(item.node);
      else if (!missed) news(item.node);
    }
    /** A name stands above the first of several messages by the same author. */
    function group() {
      let last = "";
      for (const node of log.children) {
        if (node === typing) continue;
        const by = node.querySelector(".by bdi");
        const now = by ? node.className.replace(/ first/, "") + by.textContent : "";
        if (by) node.classList.toggle("first", now !== last);
        last = now;
      }
    }
    function states() {
      let newest = null;
      for (const item of byId.values()) {
        if (!item.status || item.author.kind !== "customer") continue;
        if (!newest || (item.seq || Infinity) >= (newest.seq || Infinity)) newest = item;
        const now = item.state + (item.why || "");
        if (item.shownState === now) continue;
        item.shownState = now;
        item.status.className = `state ${item.state}`;
        item.status.replaceChildren(T[item.state]);
        if (item.state === "failed") {
          if (item.why) item.status.append(" ", el("bdi", {}, clean(item.why)));
          item.status.append(" ", el("button", { class: "text", type: "button", click: () => { Object.assign(item, { state: "waiting", tries: 0, why: null }); if (!outbox.includes(item)) outbox.push(item); keepOutbox(); flush(); states(); } }, T.retry));
        }
      }
      // "Sent" is worth saying once, under the newest.
      for (const item of byId.values()) if (item.status) item.status.hidden = item.state === "sent" && item !== newest;
    }
    function divider(text, kind, seq) {
      place(el("div", { class: `mid ${kind || ""}`, "data-from": kind ? "widget" : null }, el("span", { dir: "auto" }, text)), seq || endSeq() + 0.5);
      spare();
    }
    /** Where the server itself says that the conversation changes hands or ends, the widget need not say it too. */
    function spare() {
      for (const own of log.querySelectorAll("[data-from=widget]")) {
        if ([own.previousElementSibling, own.nextElementSibling].some((node) => node && node.dataset.from === "server")) own.remove();
      }
    }
    function dropStream() {
      if (!streaming) return;
      stuck = stuck || streaming.followed;
      streaming.node.remove();
      streaming = null;
    }

    function head(kind, who) {
      const shown = clean(who || agentName()).replace(BIDI, "");
      frame.className = `${data.position === "left" ? "left" : "right"} is-${kind}${isOpen ? " open" : ""}`;
      name.textContent = shown || T.dialog;
      tag.hidden = !shown;
      tag.textContent = kind === "operator" ? T.person : T.ai;
      const letters = el("span", {}, [...(shown || "?")][0].toUpperCase());
      const picture = kind !== "operator" && saved && saved.persona && saved.persona.avatar_url;
      face.replaceChildren(letters);
      if (picture) {
        const address = new URL(picture, base + "/");
        // The gateway's own picture comes from where the widget came from, however the gateway calls itself.
        const own = address.pathname.indexOf("/chat/");
        const src = own < 0 ? address.href : base + address.pathname.slice(own);
        const image = el("img", { alt: "", load: () => face.replaceChildren(image), src });
      }
    }
    function speaker(kind, who, seq) {
      const now = `${kind}:${kind === "operator" ? who || "" : ""}`;
      const known = seq && told;
      if (seq) told = false;
      if (now === spoken) return;
      spoken = now;
      if (known) return;
      const shown = clean(who || agentName()).replace(BIDI, "");
      divider(say(kind === "operator" ? "joined" : "back", { name: shown }), kind === "operator" ? "person" : "back", seq && seq - 0.5);
    }
    let greeting = null;
    let card = null;
    function rating() {
      if (card || !saved || saved.rated) return;
      let score = 0;
      const stars = [1, 2, 3, 4, 5].map((n) => el("label", {}, el("input", { type: "radio", name: "score", value: n, "aria-label": say("star", { n }), change: () => {
        score = n;
        stars.forEach((star, i) => star.classList.toggle("on", i < n));
        button.disabled = false;
      } }), el("span", { "aria-hidden": "true" }, "★")));
      const comment = el("textarea", { rows: "2", maxlength: "1000", "aria-label": T.comment, placeholder: T.comment, dir: "auto" });
      const button = el("button", { class: "solid", type: "submit", disabled: true }, T.rateSend);
      card = el("form", { class: "card", submit: (event) => {
        event.preventDefault();
        rate(score, comment.value.trim());
        card.remove();
        card = null;
        divider(T.thanks);
        input.focus();
      } }, el("fieldset", {}, el("legend", {}, T.rate), el("div", { class: "stars" }, ...stars)), comment, button);
      place(card); // stays the last, also behind what the server still says
    }

    const api = {
      host, open, close, insert, states, dropStream, speaker,
      clear() { log.replaceChildren(typing); card = greeting = null; spoken = "agent:"; told = false; news(null); stuck = true; unread = 0; badge.hidden = true; streaming = null; head("agent"); human.disabled = false; human.hidden = false; fresh.hidden = true; },
      remove(item) { if (item.node) item.node.remove(); group(); },
      session() {
        notice.textContent = clean(saved.notice) || T.notice;
        head(owner === "operator" ? "operator" : "agent", owner === "operator" ? ownerName : null);
        // The greeting stands above the conversation; it is not part of it.
        if (saved.greeting && !greeting) {
          greeting = build({ author: { kind: "agent", name: agentName() }, text: saved.greeting });
          place(greeting, 0.1);
        }
      },
      state(state) {
        connectionState = state;
        subtitle.textContent = state === "connecting" ? T.connecting : "";
        subtitle.hidden = !subtitle.textContent;
        const trouble = { offline: T.offline, unreachable: T.start }[state];
        if (state === "online") {
          clearTimeout(troubleTimer);
          troubleTimer = 0;
          bar.hidden = true;
        } else if (trouble && (!troubleTimer || !navigator.onLine)) {
          // A connection that comes back at once is not worth a word.
          clearTimeout(troubleTimer);
          troubleTimer = setTimeout(() => { bar.textContent = trouble; bar.hidden = false; }, navigator.onLine ? 1500 : 0);
        }
      },
      tell(text, forMs) {
        bar.textContent = clean(text);
        bar.hidden = false;
        clearTimeout(tellTimer);
        tellTimer = setTimeout(() => { bar.hidden = connectionState === "online"; }, forMs);
      },
      owner(first) {
        head(owner === "operator" ? "operator" : "agent", owner === "operator" ? ownerName : null);
        notice.textContent = owner === "operator" ? say("joined", { name: clean(ownerName).replace(BIDI, "") }) : clean(saved && saved.notice) || T.notice;
        human.hidden = owner === "operator" || owner === "queue";
        human.disabled = false;
        human.lastChild.textContent = T.human;
        fresh.hidden = owner !== "nobody";
        if (card && owner !== "nobody") { card.remove(); card = null; }
        if (owner === "nobody" && endSeq()) rating();
        if (first) return; // it was said before
        if (owner === "operator") speaker("operator", ownerName);
        else if (owner === "agent") speaker("agent", agentName());
        else if (owner === "queue") divider(T.queue, "queue");
        else if (owner === "nobody" && endSeq()) divider(T.ended, "ended");
      },
      humanAsked() {
        human.disabled = true;
        human.lastChild.textContent = T.humanAsked;
        setTimeout(() => { human.disabled = false; human.lastChild.textContent = T.human; }, 10000);
      },
      typing(author) {
        clearTimeout(typingTimer);
        const who = author ? clean(author.name || agentName()).replace(BIDI, "") : "";
        typing.hidden = !author || Boolean(streaming);
        typingText.textContent = author ? say("typing", { name: who }) : "";
        if (author) typingTimer = setTimeout(() => api.typing(null), TYPING_SHOWN_MS);
        if (stuck) bottom();
      },
      stream(turn, text) {
        if (streaming && streaming.turn !== turn) dropStream(); // the turn began anew
        if (!streaming) {
          const body = el("div", { class: "body" });
          // Hidden from screen readers until it is whole: the final message is read once.
          const by = el("div", { class: "by" }, el("span", {}, agentName()), el("span", { class: "tag" }, T.ai));
          streaming = { turn, text: "", body, followed: stuck, node: el("div", { class: "msg agent first", "aria-hidden": "true" }, by, body) };
          log.insertBefore(streaming.node, typing);
          api.typing(null);
        }
        streaming.text = (streaming.text + text).slice(0, SHOWN_CHARACTERS_MAX);
        fill(streaming.body, streaming.text, true);
        if (streaming.followed) reveal(streaming.node);
      },
      unread() {
        if (isOpen && !document.hidden) return seen();
        if (!saved || lastSeq <= (saved.seen || 0)) return;
        unread += 1;
        badge.hidden = isOpen;
        badge.textContent = unread > 9 ? "9+" : String(unread);
        if (!isOpen) launch.setAttribute("aria-label", `${T.launch}, ${say("unread", { n: unread })}`);
      },
      restore() {
        const draft = store.get("draft");
        if (typeof draft === "string") { input.value = draft; measure(); }
        for (const item of outbox) { Object.assign(item, { author: { kind: "customer" }, state: "waiting" }); show(item); }
      },
    };
    document.addEventListener("visibilitychange", () => { if (!document.hidden && isOpen) seen(); });
    head("agent");
    return api;
  })();

  // ---------------------------------------------------------------- start

  function mount() {
    document.body.append(view.host);
    view.restore();
    if (stranger()) forget(true);
    // Someone who has talked before hears of new answers; for anyone else nothing is asked of the server.
    if (saved || outbox.length) start();
    if ("open" in data && data.open !== "false") view.open({ focus: false });
    else if (store.get("open") && innerWidth > 480) view.open({ focus: false });
  }
  window.addEventListener("online", () => connection && connection.nudge());
  window.addEventListener("offline", () => connection && connection.offline());
  document.addEventListener("visibilitychange", () => { if (!document.hidden && connection) connection.nudge(); });

  window.Switchboard = Object.freeze({
    open: () => view.open(),
    close: () => view.close(),
    /** Another customer, or one who just signed in: a new session unless it is the same subject. */
    identify(jwt) {
      identity = jwt || null;
      if (stranger()) { forget(true); start(); }
    },
  });
  if (document.body) mount();
  else document.addEventListener("DOMContentLoaded", mount);
})();
