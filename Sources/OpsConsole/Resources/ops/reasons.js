// What the server tells in codes and in fixed phrases, in the reader's language. Foreign words in it stay as they are.
import { clean } from "./dom.js";
import { known, say, sayOr } from "./words.js";

const PHRASES = [
  [/^no sure answer: /, "phraseNoAnswerTo"], [/^no sure answer$/, "phraseNoAnswer"],
  [/^letters without a sure answer$/, "phraseNoAnswer"], [/^only a person may answer$/, "phrasePersonOnly"],
  [/^a human is always reachable(?:: )?/, "phraseReachable"], [/^came back: undeliverable$/, "phraseUndeliverable"],
  [/^came back: /, "phraseCameBack"], [/^cut off by a restart$/, "phraseCutOff"],
  [/^withdrawn: the owner had changed$/, "phraseWithdrawn"], [/^the customer was erased$/, "phraseErased"],
  [/^queued again by hand$/, "phraseQueued"], [/^a file of the message is gone$/, "phraseFileGone"],
  [/^there is no address to answer: .*$/, "phraseNobody"], [/^Taken over by /, "phraseTakenOver"], [/^Escalated by /, "phraseEscalated"],
];

/** Why a message may not leave, and what can be done: "not allowed (code; remedy, remedy): words for the curious". */
function refusal(given) {
  const [, out, all, code, remedies = ""] = /^(?:(\d+) of (\d+) parts are out; then: )?not allowed \(([a-z_]+)(?:; ([a-z_, ]+))?\): /.exec(given) || [];
  if (!known(`refusal_${code}`)) return "";
  const help = remedies.split(", ").filter((remedy) => known(`remedy_${remedy}`)).map((remedy) => say(`remedy_${remedy}`));
  return [out && say("partsOut", { n: out, all }), say(`refusal_${code}`), ...help].filter(Boolean).join(" ");
}

/** A detail as the server gives it; "" for none. */
export function detail(text) {
  const given = clean(text);
  const refused = refusal(given);
  if (refused) return refused;
  for (const [phrase, key] of PHRASES) {
    if (phrase.test(given)) return given.replace(phrase, () => say(key));
  }
  return given;
}

/** Why a person is needed, more closely than in a tag: "Safety: unsafe-bicycle: …". */
export function why({ cause, cause_detail: more, text, reason_detail: whole }) {
  if (!cause) return detail(whole ?? text);
  const fine = known(`cause_${cause}`) && !(cause in TOLD) ? say(`cause_${cause}`) : "";
  // Behind the rule stands how a message is treated that only a person may answer.
  const [, rule, code] = /^([^]*): ([a-z_]+)$/.exec(clean(more)) || [];
  if (!known(`handling_${code}`)) return [fine, detail(more)].filter(Boolean).join(": ");
  const treated = say(`handling_${code}`);
  return cause === "person_only" ? treated : `${[fine, detail(rule)].filter(Boolean).join(": ")} · ${treated}`;
}
/** Causes whose tag says it already. */
const TOLD = { wants_human: 1, low_confidence: 1, words: 1, operator: 1, person_only: 1, undelivered: 1, follow_up: 1 };

/** The tag of a case or an escalation. */
export const reasonTag = ({ cause, reason }) =>
  (["person_only", "undelivered", "follow_up"].includes(cause) ? say(`cause_${cause}`) : sayOr("reason_", reason));

/** A fact with the name of its kind: "Order number: 2026-1142". `text` may have the key as the agent writes it. */
export function factText({ key, value, fact, text }) {
  const [, ownKey, ownValue] = /^([a-z][a-z_]{0,40}): ([^]*)$/.exec(clean(text)) || [];
  const named = fact || (key ? { key, value } : ownKey ? { key: ownKey, value: ownValue } : null);
  return named && known(`fact_${named.key}`) ? `${say(`fact_${named.key}`)}: ${clean(named.value)}` : clean(text);
}
