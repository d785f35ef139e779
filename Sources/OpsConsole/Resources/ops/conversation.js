// The middle pane: who it is, what can be done, the history and the composer.
import * as api from "./api.js";
import { command, explain, show } from "./actions.js";
import { callTag, isOutOfEarshot } from "./call.js";
import { copy } from "./clipboard.js";
import { composer } from "./composer.js";
import { ask, askText, toast } from "./dialogs.js";
import { bdi, clean, el, icon } from "./dom.js";
import { threadTitle } from "./letter.js";
import { nameOf } from "./people.js";
import { changed, isMine, maySupervise, on, state } from "./state.js";
import { timelineView } from "./timeline.js";
import { say } from "./words.js";

let shown = null; // what is on the page: {id, composer}

/** The newest entry on the page: what the operator decides on. */
const newest = () => Math.max(0, ...state.current.conversation.timeline.map((item) => item.seq || 0));

/** Commands on the open conversation; also behind the keyboard. */
export const commands = {
  claim() {
    const { id, conversation, case: kase } = state.current || {};
    if (!conversation || conversation.owner === "operator" || conversation.state === "resolved") return;
    const path = kase && kase.state === "open" ? `/cases/${api.segment(kase.id)}/claim` : `/conversations/${api.segment(id)}/takeover`;
    return command(path);
  },
  async handback() {
    if (!mine()) return;
    const body = { seen: newest() };
    const summary = await askText({ title: say("handbackTitle"), hint: say("handbackHint"), confirm: say("handback") });
    if (summary !== null) return command(path("handback"), summary ? { ...body, summary } : body);
  },
  async resolve() {
    const { conversation } = state.current || {};
    if (!conversation || conversation.state === "resolved" || (conversation.owner === "operator" && !mine())) return;
    const body = { seen: newest() };
    const note = await askText({ title: say("resolveTitle"), hint: say("resolveHint"), confirm: say("resolve") });
    if (note !== null) return command(path("resolve"), note ? { ...body, note } : body);
  },
  release() { if (mine() && state.current.case) return command(`/cases/${api.segment(state.current.case.id)}/release`); },
  async escalate() {
    const detail = await askText({ title: say("escalateTitle"), hint: say("escalateHint"), confirm: say("escalate") });
    if (detail !== null) return command(path("escalate"), detail ? { detail } : {});
  },
  async transfer() {
    if (!mine() || !state.current.case) return;
    const kase = state.current.case;
    let operators;
    try {
      operators = (await api.get("/operators")).items.filter((one) => !isMine(one));
    } catch (refusal) {
      return explain(refusal);
    }
    if (!operators.length) return toast(say("nobodyElse"));
    const select = el("select", { class: "field", "aria-label": say("transferTo") }, operators.map((one) =>
      el("option", { value: one.id }, clean(one.name) + (one.online === false ? ` (${say("offlineMark")})` : ""))));
    const note = el("textarea", { class: "field", rows: "3", placeholder: say("transferHint"), "aria-label": say("transferHint"), dir: "auto" });
    const value = await ask({
      title: say("transferTitle"), confirm: say("transfer"), body: el("div", { class: "stack" }, select, note),
      value: () => ({ operator: select.value, ...(note.value.trim() ? { note: note.value.trim() } : {}) }),
    });
    if (value) return command(`/cases/${api.segment(kase.id)}/transfer`, value);
  },
  assignToMe() { return command(path("assign"), { operator: state.operator.id }); },
  reply() { if (shown) shown.composer.open("reply"); },
  note() { if (shown) shown.composer.open("note"); },
  /** Puts a drafted answer into the reply; where none can be written, it is copied. */
  insert(text) {
    if (!shown) return;
    if (!shown.composer.insert(text)) copy(text);
    else toScreen("conversation");
  },
  suggest() {
    const newest = state.current?.conversation?.timeline.findLast((item) => item.kind === "suggestion");
    if (newest) commands.insert(clean(newest.text));
    else if (state.current?.conversation) toast(say("nothingSuggested"));
  },
};
const mine = () => Boolean(state.current && state.current.conversation && isMine(state.current.conversation.holder));
const path = (name) => `/conversations/${api.segment(state.current.id)}/${name}`;
export function toScreen(name) { document.body.dataset.screen = name; }

export function conversationPane() {
  const dragged = (event) => {
    const leaves = event.type === "dragleave" && pane.contains(event.relatedTarget);
    if (shown && !leaves) shown.composer.dragged(event);
  };
  const pane = el("section", { class: "pane conversation", "aria-label": say("conversations"), dragenter: dragged, dragover: dragged, dragleave: dragged, drop: dragged });
  let head = null;
  let view = null;
  let scroller = null;
  let typing = null;
  let below = null;
  let stuck = true;

  function buttons() {
    const { conversation } = state.current;
    const kase = state.current.case;
    const make = (key, action, kind = "", values) => el("button", { type: "button", class: `button ${kind}`, click: action }, say(key, values));
    if (conversation.state === "resolved") return [];
    switch (conversation.owner) {
      case "agent": return [make("resolve", commands.resolve), make("escalate", commands.escalate), make("takeover", commands.claim, "primary")];
      case "queue": return [make("resolve", commands.resolve), make("claim", commands.claim, "primary")];
      case "operator":
        if (mine()) {
          return [kase && make("release", commands.release), kase && make("transfer", commands.transfer),
            !isOutOfEarshot(conversation) && make("handback", commands.handback), make("resolve", commands.resolve, "primary")];
        }
        return maySupervise() ? [make("assign", commands.assignToMe, "", { name: clean(conversation.holder && conversation.holder.name) })] : [];
      default: return [];
    }
  }
  function drawHead() {
    const { conversation, case: kase } = state.current;
    const owner = conversation.state === "resolved" ? "nobody" : conversation.owner;
    const holder = isMine(conversation.holder) ? say("you") : clean(conversation.holder && conversation.holder.name);
    const subject = threadTitle(conversation);
    head.replaceChildren(
      el("div", { class: "head-line" },
        el("button", { type: "button", class: "icon-button only-phone", "aria-label": say("back"), click: () => { location.hash = "#/"; } }, icon("back")),
        el("div", { class: "head-who" }, el("h2", { title: subject || null }, bdi(subject || nameOf(conversation.customer))),
          el("p", {}, subject && bdi(nameOf(conversation.customer), { class: "head-name" }), kase && el("button", { type: "button", class: "case-number", title: say("copyNumber"), click: () => copy(kase.id) },
            el("span", { class: "unseen" }, say("caseNumber"), " "), kase.id),
          callTag(conversation),
          el("span", { class: `owner ${owner}`, hidden: isOutOfEarshot(conversation) && owner === "agent" }, owner === "operator" && isMine(conversation.holder)
            ? `${say("mine")}` : say(`owner_${owner}`, { name: holder })),
          el("span", {}, clean(conversation.channel)), conversation.language && el("span", {}, clean(conversation.language).toUpperCase().slice(0, 5)))),
        el("button", { type: "button", class: "icon-button only-narrow", "aria-label": say("details"), title: say("details"), click: () => toScreen(document.body.dataset.screen === "side" ? "conversation" : "side") }, icon("side"))),
      el("div", { class: "head-buttons" }, buttons()));
  }
  function bottom() { scroller.scrollTop = scroller.scrollHeight; stuck = true; below.hidden = true; }
  /** Scrolls to the end, but no further than the top of what is new: a long message is read from there. */
  function reveal(node) {
    scroller.scrollTop += node.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;
    scrolled();
  }
  function scrolled() {
    stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    if (stuck) below.hidden = true;
  }

  function draw(part) {
    const { current } = state;
    if (part === "head" && shown && current && shown.id === current.id && current.conversation && head) {
      drawHead();
      view.refresh();
      shown.composer.refresh();
      return;
    }
    shown = null;
    head = view = null;
    if (!current) {
      pane.replaceChildren(el("div", { class: "empty big" }, icon("desk"), el("p", {}, el("strong", {}, say("choose"))), el("p", {}, say("chooseMore"))));
    } else if (current.trouble) {
      const text = current.trouble.status === 404 ? say("page_not_found") : current.trouble.status ? current.trouble.message : say("unreachable");
      pane.replaceChildren(el("div", { class: "empty big" }, el("p", { role: "alert" }, bdi(text)),
        el("button", { type: "button", class: "button", click: () => show(current.id, current.case && current.case.id) }, say("retry")),
        el("a", { class: "button only-phone", href: "#/" }, say("back"))));
    } else if (!current.conversation) {
      pane.replaceChildren(el("div", { class: "empty big" }, el("p", { class: "loading-text" }, say("loading"))));
    } else {
      head = el("header", { class: "conversation-head" });
      view = timelineView(current.id, commands);
      typing = el("p", { class: "typing", role: "status" });
      below = el("button", { type: "button", class: "below", hidden: true, click: bottom }, say("newBelow"));
      scroller = el("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": say("conversations"), scroll: scrolled }, view.node, typing);
      shown = { id: current.id, composer: composer(current.id, commands) };
      drawHead();
      view.add(current.conversation.timeline);
      pane.replaceChildren(head, scroller, below, shown.composer.node);
      shown.composer.refresh();
      const letter = current.conversation.recipients && [...view.node.querySelectorAll(".bubble.customer")].pop();
      bottom();
      if (letter) reveal(letter);
    }
  }
  function drawTyping() {
    if (!typing || !state.current) return;
    const name = state.typing.get(state.current.id);
    typing.textContent = name === undefined ? "" : say("typing", { name: clean(name || say("customer")) });
    if (name !== undefined && stuck) bottom();
  }
  on("current", draw);
  on("timeline", (items) => {
    if (!view) return;
    if (shown) shown.composer.refresh(); // whom a letter goes to
    const last = view.node.lastElementChild;
    if (items) view.add(items);
    else { // something older came late: the whole again, in order
      const again = timelineView(state.current.id, commands);
      again.add(state.current.conversation.timeline);
      view.node.replaceWith(again.node);
      view = again;
    }
    const first = items && last && last.nextElementSibling;
    if (!stuck) below.hidden = false;
    else if (first) reveal(first);
    else bottom();
  });
  on("typing", drawTyping);
  draw();
  return pane;
}
