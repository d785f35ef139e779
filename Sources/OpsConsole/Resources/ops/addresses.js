// Whom a letter went to or will reach: the first of them in a line, the others one click away.
import { bdi, clean, el } from "./dom.js";
import { say } from "./words.js";

const SHOWN_MAX = 3;

const one = ({ name, address }) => {
  const text = clean(address);
  return bdi(text, { class: "mailbox", title: name ? `${clean(name)} <${text}>` : text });
};

function part(label, list) {
  const shown = list.slice(0, list.length > SHOWN_MAX + 1 ? SHOWN_MAX : list.length);
  const rest = list.slice(shown.length);
  const commas = (items, led) => items.flatMap((item, i) => [i || led ? ", " : "", one(item)]);
  const node = el("span", { class: "mailboxes" }, el("span", { class: "mailbox-label" }, label), " ", commas(shown));
  if (rest.length) {
    const more = el("button", { type: "button", class: "quiet-button", click: () => more.replaceWith(...commas(rest, true)) }, say("moreAddresses", { n: rest.length }));
    node.append(" ", more);
  }
  return node;
}

/** The parts of a line: to whom, and who gets a copy. Empty when nobody is named. */
export function addressLine({ to, cc }, label = say("toWhom")) {
  return [(to || []).length && part(label, to), (cc || []).length && part(say("copyTo"), cc)].filter(Boolean);
}
