// What the console asks of the server, and how answers enter the state.
import * as api from "./api.js";
import { changed, putCase, putConversation, rows, state } from "./state.js";
import { say } from "./words.js";
import { conflict, toast, wroteMeanwhile } from "./dialogs.js";

const PAGE = 100;

/** Everything that is not resolved, however many pages; the queue needs all of it. */
export async function loadCases() {
  let cursor = null;
  const seen = new Set();
  do {
    const page = await api.get("/cases", { limit: 200, cursor });
    for (const item of page.items) { putCase(item); seen.add(item.id); }
    cursor = page.next;
  } while (cursor);
  for (const [id, item] of state.cases) {
    if (item.state !== "resolved" && !seen.has(id)) state.cases.delete(id);
  }
  for (const section of ["waiting", "mine", "open"]) state.loaded[section] = true;
}

export async function loadSection(section, more = false) {
  state.trouble = null;
  try {
    if (section === "agent") {
      const page = await api.get("/conversations", {
        owner: "agent", state: "open", limit: PAGE, cursor: more ? state.next.agent : null,
      });
      page.items.forEach(putConversation);
      state.next.agent = page.next;
    } else if (section === "resolved") {
      const page = await api.get("/cases", {
        state: "resolved", limit: PAGE, cursor: more ? state.next.resolved : null,
      });
      page.items.forEach(putCase);
      state.next.resolved = page.next;
    } else {
      await loadCases();
    }
    state.loaded[section] = true;
  } catch (refusal) {
    state.trouble = refusal;
  }
  changed("lists");
}

const CASE_NUMBER = /\bk\d{1,18}-\d{1,9}\b/i;
/** The case whose number stands in the query; null when none does. The words of conversations hold no numbers. */
async function findCase(query) {
  const [number] = CASE_NUMBER.exec(query) || [];
  if (!number) return null;
  try {
    const item = await api.get(`/cases/${api.segment(number.toLowerCase())}`);
    putCase(item);
    return item.id;
  } catch (refusal) {
    if (refusal.status === 404) return null;
    throw refusal;
  }
}

let searches = 0;
export async function search(query, more = false) {
  state.query = query;
  const number = ++searches;
  if (!query.trim()) {
    state.found = null;
    return changed("lists");
  }
  try {
    const kase = more ? null : await findCase(query);
    const page = kase ? { items: [], next: null } : await api.get("/conversations", {
      q: query.trim().slice(0, 200), limit: PAGE, cursor: more ? state.next.search : null,
    });
    if (number !== searches) return; // a newer search is under way
    page.items.forEach(putConversation);
    state.found = kase ? [{ case: kase }]
      : [...(more ? state.found || [] : []), ...page.items.map((item) => ({ conversation: item.id }))];
    state.next.search = page.next;
    state.trouble = null;
  } catch (refusal) {
    state.trouble = refusal;
  }
  changed("lists");
}

/** Opens a conversation; with a case whose brief to show, else the one it has. */
export async function show(id, caseId) {
  const current = { id, conversation: null, case: null, trouble: null, early: [] };
  state.current = current;
  changed("current");
  try {
    const conversation = await api.get(`/conversations/${api.segment(id)}`);
    if (state.current !== current) return;
    current.conversation = conversation;
    putConversation(conversation);
    merge(current, current.early); // what events told while the answer was on its way
    const wanted = conversation.case || caseId || rows("resolved").find((row) => row.conversation === id)?.case.id;
    if (wanted) {
      const item = await api.get(`/cases/${api.segment(wanted)}`).catch(() => null);
      if (state.current !== current) return;
      if (item) { putCase(item); current.case = item; }
    }
  } catch (refusal) {
    current.trouble = refusal;
  }
  if (state.current === current) changed("current");
}

/** Fetches what the open conversation has said since; also after a lost connection. */
export async function catchUp() {
  const current = state.current;
  if (!current || !current.conversation) return;
  const timeline = current.conversation.timeline;
  const after = timeline.length ? timeline[timeline.length - 1].seq : 0;
  try {
    const answer = await api.get(`/conversations/${api.segment(current.id)}`, { after });
    if (state.current !== current) return;
    takeItems(answer, answer.timeline);
    if (answer.case && answer.case !== current.case?.id) await loadBrief(answer.case);
  } catch { /* the next event or reconnect tries again */ }
}

export async function loadBrief(caseId) {
  const current = state.current;
  const item = await api.get(`/cases/${api.segment(caseId)}`).catch(() => null);
  if (!item || state.current !== current) return;
  putCase(item);
  current.case = item;
  changed("current", "head");
}

/**
 * Adds the items that are not there yet; each sequence number counts once. The numbers have holes, since not
 * every event of the log is shown. Answers the new items, and whether they all come after the old ones.
 */
function merge(current, items) {
  const timeline = current.conversation.timeline;
  const known = new Set(timeline.map((item) => item.seq));
  const last = timeline.length ? timeline[timeline.length - 1].seq : 0;
  const fresh = (items || []).filter((item) => !known.has(item.seq)).sort((a, b) => a.seq - b.seq);
  timeline.push(...fresh);
  const inOrder = !fresh.length || fresh[0].seq > last;
  if (!inOrder) timeline.sort((a, b) => a.seq - b.seq);
  return { fresh, inOrder };
}

/** New timeline items, from an event, an answer or a catch-up. */
export function takeItems(summary, items) {
  putConversation(summary);
  const current = state.current;
  if (current && current.id === summary.id && !current.conversation) current.early.push(...(items || []));
  if (current && current.id === summary.id && current.conversation) {
    const { fresh, inOrder } = merge(current, items);
    if (fresh.length) changed("timeline", inOrder ? fresh : null);
    changed("current", "head");
    // Whom a reply reaches goes by the customer's newest mail; only the conversation itself tells.
    if (!summary.timeline && fresh.some((item) => item.has_original)) catchUp();
    if (summary.case && summary.case !== current.case?.id) loadBrief(summary.case);
  }
}

/** Runs a command, shows what went wrong in words, and takes the new state from the answer. */
export async function command(path, body) {
  try {
    const answer = await api.post(path, body);
    if (answer && answer.conversation && answer.state) putCase(answer);
    else if (answer && answer.last_seq !== undefined) putConversation(answer);
    changed("lists");
    changed("current", "head");
    await catchUp();
    return answer || true;
  } catch (refusal) {
    if (refusal.status === 409) {
      await loadCases().catch(() => {});
      changed("lists");
      await catchUp();
      changed("current", "head");
    }
    if (refusal.status === 409 && !refusal.holder && body && wroteAfter(body.seen)) wroteMeanwhile();
    else explain(refusal);
    return null;
  }
}
/** Whether the customer of the open conversation wrote after a sequence number. */
const wroteAfter = (seen) => Boolean(state.current?.conversation?.timeline.some((item) =>
  item.kind === "message" && item.author.kind === "customer" && item.seq > seen));

export function explain(refusal) {
  if (refusal.status === 409) conflict(refusal);
  else if (refusal.status === 0) toast(say("unreachable"), "bad");
  else if (refusal.status !== 401) toast(say("failed", { why: refusal.message }), "bad");
}
