// Where operators write: a reply to the customer or a note for the team, with a kept draft for each.
import * as api from "./api.js";
import { catchUp, explain } from "./actions.js";
import { attachments } from "./attach.js";
import { callPanel, isOutOfEarshot } from "./call.js";
import { addressLine } from "./addresses.js";
import { toast } from "./dialogs.js";
import { clean, el, saved, uuid } from "./dom.js";
import { isMine, state } from "./state.js";
import { say } from "./words.js";

const TYPING_EVERY_MS = 4000;

/** `commands`: what can be done with the conversation where nothing can be written. */
export function composer(id, commands) {
  let mode = "reply"; // reply | note
  let busy = false;
  let pending = null; // {said, id}: the same words and files sent again after a failure keep their id
  const key = () => `draft.${id}.${mode}`;
  const field = el("textarea", { class: "field", rows: "3", dir: "auto", input: typed, keydown: keys, focus: grow, maxlength: "20000" });
  const files = attachments(id, () => conversation()?.file_limits ?? null, () => refresh());
  const whom = el("p", { class: "whom" });
  let whomFor = ""; // what it was drawn of
  const panel = el("div", { class: "panel" });
  let panelFor = ""; // what it was drawn of
  const button = el("button", { type: "submit", class: "button primary" });
  const hint = el("p", { class: "hint", "aria-live": "polite" });
  const foot = el("div", { class: "composer-foot" });
  const tabs = ["reply", "note"].map((value) => el("button", {
    type: "button", role: "tab", class: "tab", click: () => choose(value),
    keydown: (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      choose(mode === "reply" ? "note" : "reply");
      tabs[mode === "reply" ? 0 : 1].focus();
    },
  }, say(value)));
  const node = el("form", {
    class: "composer", submit: (event) => { event.preventDefault(); send(); },
    paste: (event) => {
      // Office programs put a picture of the words beside the words: then the words are meant.
      if (!carries(event.clipboardData) || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      if (takes()) files.take(event.clipboardData);
    },
  },
  el("div", { class: "tabs", role: "tablist" }, tabs), whom, panel, field, files.list, files.spoken, files.picker,
  foot,
  el("p", { class: "drop-here", "aria-hidden": "true" }, say("dropHere")));

  foot.append(files.button, hint, button);
  const carries = (transfer) => Boolean(transfer && transfer.types.includes("Files"));
  /** Whether files go with what is written; says why not. */
  function takes() {
    const why = barred() || (mode === "note" ? say("noteFiles") : conversation()?.file_limits ? null : say("noFilesHere"));
    if (why) toast(why, "bad");
    return !why;
  }
  /** Files over the conversation, and what becomes of them when they are let go or move on. */
  function dragged(event) {
    const over = carries(event.dataTransfer) && ["dragenter", "dragover"].includes(event.type);
    node.classList.toggle("dropping", over && mode === "reply" && !barred() && Boolean(conversation()?.file_limits));
    if (event.type === "drop" && carries(event.dataTransfer) && takes()) files.take(event.dataTransfer);
  }

  function choose(value, focus = true) {
    stopTyping();
    mode = value;
    tabs.forEach((tab, i) => {
      const active = ["reply", "note"][i] === mode;
      tab.setAttribute("aria-selected", String(active));
      tab.tabIndex = active ? 0 : -1;
    });
    node.classList.toggle("as-note", mode === "note");
    field.value = saved.get(key()) || "";
    pending = null;
    refresh();
    fit();
    if (focus) field.focus();
  }

  const conversation = () => (state.current && state.current.id === id ? state.current.conversation : null);
  /** The customer's message the writer has before them: on channels of letters its sender gets the reply. */
  const answered = (c) => (c.timeline || []).findLast((item) => item.kind === "message" && item.author.kind === "customer");
  /** Null when a reply may be sent, else why not. */
  function barred() {
    const c = conversation();
    if (!c || mode === "note") return null;
    if (isOutOfEarshot(c)) return say(c.call === "over" ? "callOver" : "callListened");
    if (c.state === "resolved") return say("replyClosed");
    if (c.owner === "operator" && !isMine(c.holder)) return say("replyHeld", { name: clean(c.holder && c.holder.name) });
    return null;
  }
  function refresh() {
    const c = conversation();
    const why = barred();
    const to = mode === "reply" && c ? c.recipients : null;
    field.placeholder = say(mode === "note" ? "noteHint" : to ? "letterHint" : c?.call ? "callHint" : "replyHint");
    drawPanel(mode === "reply" && isOutOfEarshot(c) ? c : null);
    node.classList.toggle("as-letter", Boolean(to));
    field.setAttribute("aria-label", say(mode === "note" ? "note" : "reply"));
    field.disabled = Boolean(why);
    button.textContent = busy ? say("sending") : say(mode === "note" ? "saveNote" : "send");
    button.disabled = busy || Boolean(why) || field.value.trim() === "" || (mode === "reply" && files.unsettled());
    files.button.hidden = mode === "note" || !c || !c.file_limits;
    files.button.disabled = Boolean(why) || busy;
    files.list.classList.toggle("away", mode === "note");
    const takes = mode === "reply" && c && c.owner === "agent" ? say("replyTakes")
      : mode === "reply" && c && c.owner === "queue" ? say("replyClaims") : "";
    hint.replaceChildren(...(why ? [why] : [takes].filter(Boolean)));
    drawWhom(why ? null : to);
  }
  /** In the place of the field where nobody would hear the reply. */
  function drawPanel(c) {
    const drawn = c ? JSON.stringify([c.call, c.customer, c.state, c.owner, c.holder]) : "";
    panel.hidden = !c;
    field.hidden = foot.hidden = Boolean(c);
    if (drawn === panelFor) return;
    panelFor = drawn;
    panel.replaceChildren(...(c ? [callPanel(c, commands)] : []));
  }
  function drawWhom(to) {
    const drawn = JSON.stringify(to);
    if (drawn === whomFor) return;
    whomFor = drawn;
    whom.hidden = !to;
    whom.classList.toggle("nobody", Boolean(to && !to.to.length));
    whom.replaceChildren(...(!to ? [] : to.to.length ? addressLine(to, say("letterTo")) : [say("letterNobody")]));
  }
  let grown = false; // not back again: what stands above must not move while one clicks on it
  function grow() { grown = true; fit(); }
  function fit() {
    field.style.height = "auto";
    // Letters are longer than lines of a chat: the first look into the field makes room.
    const letter = node.classList.contains("as-letter");
    const most = letter ? Math.max(240, window.innerHeight * 0.45) : 240;
    const isPhone = window.innerWidth <= 760;
    const least = letter && grown ? (isPhone ? 160 : 260) : isPhone && !grown ? 44 : 76;
    field.style.height = `${Math.min(most, Math.max(least, field.scrollHeight + 2))}px`;
  }

  let typingSent = 0;
  let idle = 0;
  const tell = (on) => api.post(`/conversations/${api.segment(id)}/typing`, { on }).catch(() => {});
  function stopTyping() {
    clearTimeout(idle);
    if (typingSent) tell(false);
    typingSent = 0;
  }
  function typed() {
    saved.set(key(), field.value);
    refresh();
    fit();
    const c = conversation();
    if (mode !== "reply" || !c || c.owner !== "operator" || !isMine(c.holder) || !field.value) return;
    if (Date.now() - typingSent > TYPING_EVERY_MS) { typingSent = Date.now(); tell(true); }
    clearTimeout(idle);
    idle = setTimeout(stopTyping, 5000);
  }
  function keys(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) { event.preventDefault(); send(); }
    if (event.key === "Escape") field.blur();
  }

  async function send() {
    const text = field.value.replaceAll("\0", "").trim(); // the one character no text may hold
    const reply = mode === "reply";
    if (!text || busy || barred() || (reply && files.unsettled())) return;
    busy = true;
    stopTyping();
    refresh();
    const sentKey = key();
    const path = mode === "note" ? "notes" : "messages";
    const ids = reply ? files.ids() : [];
    const said = JSON.stringify([path, text, ids]);
    if (!pending || pending.said !== said) pending = { said, id: uuid(), answers: reply ? answered(conversation())?.seq : undefined };
    try {
      await api.post(`/conversations/${api.segment(id)}/${path}`, { id: pending.id, text, answers: pending.answers, ...(ids.length ? { attachments: ids } : {}) });
      pending = null;
      if (reply) files.clear();
      saved.set(sentKey, null);
      if (key() === sentKey) { field.value = ""; fit(); }
      if (conversation()) await catchUp(); // also what taking over has changed
    } catch (refusal) {
      explain(refusal); // the words stay in the field
    }
    busy = false;
    refresh();
    if (document.body.contains(field)) field.focus();
  }

  choose("reply", false);
  return {
    node, refresh, dragged,
    open(value) { choose(value); },
    /** Puts a drafted reply where the cursor is; false where none can be written. */
    insert(text) {
      if (mode !== "reply") choose("reply");
      if (field.disabled || field.hidden) return false;
      field.focus();
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      typed();
      return true;
    },
  };
}
