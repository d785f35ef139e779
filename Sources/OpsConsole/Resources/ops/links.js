// With whom a customer is one person, why, and the buttons that make and undo it.
import * as api from "./api.js";
import { explain, show } from "./actions.js";
import { ask, toast } from "./dialogs.js";
import { bdi, clean, el } from "./dom.js";
import { maySupervise, state } from "./state.js";
import { say, sayOr, when } from "./words.js";

const CUSTOMER = /^u[1-9]\d{0,17}$/;
const label = (end) => (end.name ? `${clean(end.name)} (${end.customer})` : end.customer);

function evidence(link) {
  if (link.rule !== "phone_number") return say("linkMerged", { name: clean(link.by || "") });
  const places = link.ends.map((end) => clean(end.channel)).join(", ");
  return say("linkNumber", { number: clean(link.ends[0].number), channels: places });
}

/** Sends the command and shows the conversation with what has changed. */
async function change(customer, path, body, done) {
  try {
    await api.post(`/customers/${api.segment(customer.id)}/${path}`, body);
    toast(say(done));
    if (state.current) await show(state.current.id, state.current.case && state.current.case.id);
  } catch (refusal) {
    explain(refusal);
  }
}

async function merge(customer) {
  const other = el("input", { class: "field", required: true, pattern: "u[1-9][0-9]*", maxlength: "19", "aria-label": say("mergeWith"), placeholder: "u42" });
  const reason = el("input", { class: "field", maxlength: "400", "aria-label": say("mergeReason"), placeholder: say("mergeReason"), dir: "auto" });
  const answer = await ask({
    title: say("merge").replace(" …", ""), confirm: say("merge").replace(" …", ""),
    body: el("div", { class: "merge-form" }, el("p", {}, say("mergeSure", { id: customer.id })), el("p", {}, other), el("p", {}, reason)),
    value: () => ({ with: other.value.trim(), reason: reason.value.trim() }),
  });
  if (!answer) return;
  if (!CUSTOMER.test(answer.with)) return toast(say("mergeNeedsId"), "bad");
  return change(customer, "merge", answer, "merged");
}

async function unmerge(customer, link) {
  const far = link.ends.find((end) => end.customer !== customer.id);
  const sure = await ask({
    title: say("unmerge").replace(" …", ""), confirm: say("unmerge").replace(" …", ""), danger: true,
    body: el("p", {}, say("unmergeSure", { one: customer.id, other: label(far) })),
  });
  if (sure) await change(customer, "unmerge", { from: far.customer }, "unmerged");
}

function row(customer, link) {
  const touches = link.ends.some((end) => end.customer === customer.id);
  const names = link.ends.filter((end) => !touches || end.customer !== customer.id).map(label).join(" – ");
  return el("li", { class: link.undone ? "link undone" : "link" },
    bdi(names), " ", el("small", {}, evidence(link), " · ", when(link.at)),
    link.reason ? el("p", { class: "soft", dir: "auto" }, clean(link.reason)) : null,
    link.undone ? el("p", { class: "soft", dir: "auto" },
      say("linkUndone", { name: clean(link.undone.by || say("linkRule")) }), " · ", when(link.undone.at),
      link.undone.reason ? [" · ", sayOr("linkEnd_", link.undone.reason)] : null) : null,
    !link.undone && touches && maySupervise()
      ? el("button", { type: "button", class: "button small", click: () => unmerge(customer, link) }, say("unmerge")) : null);
}

/** The section of the customer panel; null where there is nothing to show or do. */
export function linksSection(customer) {
  const links = customer.links || [];
  if (!links.length && !maySupervise()) return null;
  return el("section", { class: "side-section" }, el("h3", {}, say("links")),
    el("p", { class: "soft" }, customer.id),
    links.length ? el("ul", { class: "handles links" }, links.map((link) => row(customer, link))) : null,
    maySupervise() ? el("p", { class: "side-buttons" },
      el("button", { type: "button", class: "button small", click: () => merge(customer) }, say("merge"))) : null);
}
