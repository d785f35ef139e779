// Phone calls: how far one has come, and what can be done where nobody hears what is written.
import { bdi, el, icon } from "./dom.js";
import { copy } from "./clipboard.js";
import { nameOf } from "./people.js";
import { isMine } from "./state.js";
import { say } from "./words.js";

/** Whether nobody on the phone hears what is written: the call is over, or a person leads it. */
export const isOutOfEarshot = (conversation) => ["over", "listened"].includes(conversation?.call);

/** The mark of a call; nothing for other conversations. */
export const callTag = (conversation) => (conversation?.call
  ? el("span", { class: `call ${conversation.call}` }, icon("phone"), say(`call_${conversation.call}`)) : null);

const isNumber = (address) => /^\+[1-9]\d{6,14}$/.test(address ?? "");

/** Stands where the reply would be written: why not, and what else. `commands` are those of the conversation. */
export function callPanel(conversation, commands) {
  const { call, customer, state, owner, holder } = conversation;
  const number = customer?.address;
  const isOver = call === "over";
  const isClosed = state === "resolved";
  const mayAct = owner !== "operator" || isMine(holder);
  const button = (key, action, kind = "") => el("button", { type: "button", class: `button ${kind}`, click: action }, say(key));
  return el("div", { class: "call-panel" },
    el("p", {}, el("strong", {}, say(isOver ? "callOver" : "callListened")), " ", say(isOver ? "callOverMore" : "callListenedMore")),
    isOver && !isNumber(number) && el("p", { class: "soft" }, say("noNumber", { name: nameOf(customer) })),
    el("p", { class: "call-actions" },
      isOver && isNumber(number) && [el("a", { class: "button primary", href: `tel:${number}` }, icon("phone"), say("callBack"), " ", bdi(number)),
        button("copyTelephone", () => copy(number))],
      button("note", commands.note),
      isOver && (isClosed || owner === "agent") && button("followUp", commands.escalate),
      isOver && !isClosed && mayAct && button("resolve", commands.resolve)));
}
