// Mails and calendar entries among the files of a letter: what they are about, instead of a file's name.
import { clean } from "./dom.js";
import { language, say } from "./words.js";

const DAY_MS = 86400000;

/** "30.11.2026, 10:00–10:30 (Europe/Berlin)"; times without a zone are those of the sender's clocks. */
export function eventTime(start, end) {
  if (!start) return "";
  const isDay = !start.time.includes("T");
  const isUTC = start.time.endsWith("Z");
  const read = (moment) => (moment && moment.time.includes("T") !== isDay && moment.time.endsWith("Z") === isUTC
    ? new Date(isDay || isUTC ? moment.time : `${moment.time}Z`) : null);
  const from = read(start);
  const until = read(end);
  if (!from || isNaN(from)) return clean(start.time);
  const format = new Intl.DateTimeFormat(language, {
    weekday: "short", day: "numeric", month: "short", year: "numeric",
    ...(isDay ? {} : { hour: "2-digit", minute: "2-digit" }), ...(isUTC ? {} : { timeZone: "UTC" }),
  });
  const last = until && !isNaN(until) ? new Date(until - (isDay ? DAY_MS : 0)) : from;
  return (last > from ? format.formatRange(from, last) : format.format(from)) + (start.zone ? ` (${clean(start.zone)})` : "");
}

/** What a file is about, and when. */
export function enclosedText({ kind, title, start, end }) {
  const word = { mail: "enclosedMail", event: "enclosedEvent", cancelled: "enclosedCancelled" }[kind];
  return word ? { name: `${say(word)}: ${clean(title).trim() || say("untitled")}`, when: eventTime(start, end) } : null;
}
