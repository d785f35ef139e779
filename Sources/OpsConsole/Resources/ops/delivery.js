// What became of a message we sent; where it failed or nobody knows, why, and sending it again.
import * as api from "./api.js";
import { explain } from "./actions.js";
import { ask, toast } from "./dialogs.js";
import { el } from "./dom.js";
import { detail } from "./reasons.js";
import { isMine, maySupervise, state } from "./state.js";
import { say, sayOr, when } from "./words.js";

const known = new WeakMap(); // bubble -> the newest {delivery, text, can_retry, retry_at}, and the message

/** Tells a bubble what became of its message; `fact` is the message or a later item of kind `delivery`. */
export function setDelivery(node, fact, message) {
  if (!fact.delivery) return;
  known.set(node, { message: message || known.get(node)?.message, fact });
  drawDelivery(node);
}

/** Draws it anew: who may send again changes with who leads the conversation. */
export function drawDelivery(node) {
  const entry = known.get(node);
  const mark = node.querySelector(".delivery");
  if (!entry || !mark) return;
  const { fact, message } = entry;
  mark.className = `delivery ${fact.delivery}`;
  // "Sent" is what one expects: only the others need a word.
  mark.textContent = fact.delivery === "sent" ? "" : sayOr("delivery_", fact.delivery);
  node.querySelector(".delivery-note")?.remove();
  const note = noteOf(fact, message, node);
  if (note) (node.querySelector(".files") || node.querySelector(".bubble-body")).after(note);
}

function noteOf(fact, message, node) {
  const reason = fact.kind === "delivery" && fact.text ? detail(fact.text).slice(0, 500) : "";
  if (fact.delivery === "pending" && fact.retry_at) {
    return el("div", { class: "delivery-note waiting" }, el("p", {}, say("retryAt"), " ", when(fact.retry_at, "moment")), reason && el("p", { class: "why", dir: "auto" }, reason));
  }
  if (!["failed", "unknown"].includes(fact.delivery)) return null;
  return el("div", { class: `delivery-note ${fact.delivery}` },
    el("p", {}, say(fact.delivery === "unknown" ? "unknownNote" : "failedNote")),
    reason && el("p", { class: "why", dir: "auto" }, reason),
    fact.can_retry && again(fact, message, node));
}

function again(fact, message, node) {
  const conversation = state.current?.conversation;
  if (!conversation) return null;
  // What the agent wrote does not leave any more once a person has taken over.
  if (message?.author?.kind === "agent" && conversation.owner !== "agent") return null;
  if (!maySupervise() && !isMine(conversation.holder)) return el("p", { class: "soft" }, say("againWho"));
  const button = el("button", { type: "button", class: "button small", click: send }, say("sendAgain"));
  async function send() {
    if (fact.delivery === "unknown") {
      const sure = await ask({ title: say("sendAgain"), confirm: say("sendAgain"), body: el("p", {}, say("unknownSure")) });
      if (!sure) return;
    }
    button.disabled = true;
    try {
      await api.post(`/conversations/${api.segment(state.current.id)}/messages/${api.segment(message.seq)}/retry`);
      toast(say("retried"));
      if (known.get(node)?.fact === fact) setDelivery(node, { delivery: "pending" });
    } catch (refusal) {
      button.disabled = false;
      explain(refusal);
    }
  }
  return button;
}
