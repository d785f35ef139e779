// What the system and the agent note, in the reader's language; and answers the agent suggests.
import { clean } from "./dom.js";
import { detail, why } from "./reasons.js";
import { known, momentText, say, sayOr, span } from "./words.js";

/** Notes of what became of a call: a line between what was said, no more. */
const LINES = [
  "call_ended", "call_lost", "call_resumed", "call_flood", "call_crowded", "call_withheld", "platform_error", "wrong_call",
  "transfer_unanswered", "listening_ended",
];
export const isLine = (item) => item.kind === "note" && LINES.includes(item.remark?.code);

const count = (n) => (Number(n) === 1 ? say("utterance") : say("utterances", { n }));

/** Each code's values in words. */
const VALUES = {
  call_ended: (v) => ({ reason: sayOr("ended_", v.reason), time: span(Number(v.seconds)), utterances: count(v.utterances) }),
  listening_ended: (v) => ({ utterances: count(v.utterances) }),
  attention: (v) => ({ reason: why({ cause: v.reason, cause_detail: v.detail }) }),
  mail_returned: (v) => ({ detail: detail(v.detail) }),
  copy_returned: (v) => ({ address: clean(v.address), detail: detail(v.detail) }),
  transcript_problems: (v) => ({ problems: problems(clean(v.problems), Number(v.more)) }),
};
function problems(text, more) {
  const lines = text.split("\n").filter(Boolean).map((line) => {
    const [kind, ...place] = line.split(" ");
    return `• ${sayOr("problem_", kind)} (${place.join(" ")})`;
  });
  return [...lines, ...(more > 0 ? [say("problemsMore", { n: more })] : [])].join("\n");
}

/** The words of a note; those of the server where the code is newer than this page. */
export function noteText({ remark, text }) {
  const key = `note_${remark?.code}`;
  if (!remark || !known(key)) return clean(text);
  const values = remark.values || {};
  const said = say(key, (VALUES[remark.code] || (() => values))(values));
  return values.last_sign ? `${said} ${say("lastSign", { time: momentText(values.last_sign) })}` : said;
}
