// What the company promised in a call, and until when.
import { el } from "./dom.js";
import { momentText, say, sayOr } from "./words.js";

const text = ({ kind, due }) => [sayOr("promised_", kind), due ? say("dueBy", { time: momentText(due) }) : say("noDue")].join(" ");

/** In one line. */
export const promisesText = (items) => items.map(text).join("; ");

/** With a mark at what is overdue, while the case goes on. */
export function promisesList(items, isDone) {
  return el("ul", { class: "promises" }, items.map((one) => el("li", {}, text(one),
    !isDone && one.due && new Date(one.due) < new Date() ? [" ", el("span", { class: "tag urgent" }, say("overdue"))] : null)));
}
