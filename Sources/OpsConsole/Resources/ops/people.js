// What operators call a customer: the name on file, else the one the customer gave, else the address they write from.
import { clean } from "./dom.js";
import { say } from "./words.js";

const SHOWN_MAX = 80;

export function nameOf(customer) {
  const { name, stated_name: stated, address } = customer || {};
  if (name) return clean(name);
  if (stated) return say("nameSaid", { name: clean(stated).slice(0, SHOWN_MAX) });
  return address ? clean(address).slice(0, SHOWN_MAX) : say("anonymous");
}
