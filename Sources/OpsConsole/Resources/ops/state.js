// What the console knows: cases and conversations by id, what is open, and who is told of changes.

export const state = {
  operator: null,
  cases: new Map(), // not resolved, and the resolved ones that were loaded
  conversations: new Map(), // summaries
  section: "waiting", // waiting | mine | open | agent | resolved
  query: "",
  filter: { channel: "", language: "", priority: "", queue: "" },
  found: null, // [{conversation} or {case}, by id], or null when nothing is searched
  next: {}, // cursors by section
  loaded: {}, // sections that were loaded
  trouble: null, // a Refusal of the last load
  current: null, // {id, conversation, case, trouble}
  typing: new Map(), // conversation id -> name
  connected: true,
  dead: "", // how much lies undelivered, as it is shown; "" for nothing
};

const listeners = new Map();
/** Topics: lists, current, timeline, typing, connection, dead. */
export function on(topic, action) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(action);
}
export function changed(topic, detail) {
  for (const action of listeners.get(topic) || []) action(detail);
}
export function resetListeners() { listeners.clear(); }

export const isMine = (holder) => Boolean(holder && state.operator && holder.id === state.operator.id);
export const maySupervise = () => ["supervisor", "admin"].includes(state.operator && state.operator.role);
export const isAdmin = () => Boolean(state.operator && state.operator.role === "admin");

const RANK = { urgent: 0, high: 1, normal: 2, low: 3 };
const byUrgency = (a, b) =>
  (RANK[a.priority] ?? 2) - (RANK[b.priority] ?? 2)
  || (a.waiting_since || "9").localeCompare(b.waiting_since || "9")
  || a.created_at.localeCompare(b.created_at);

export const waitingCount = () => [...state.cases.values()].filter((item) => item.state === "open").length;

/** The rows of a section, else of what was searched or is chosen: each {key, conversation, case, summary}, in order. */
export function rows(section) {
  const { channel, language, priority, queue } = state.filter;
  const fits = ({ case: kase, summary }) =>
    (!channel || summary.channel === channel)
    && (!language || summary.language === language)
    && (!priority || !kase || kase.priority === priority)
    && (!queue || !kase || kase.queue === queue);
  const ofCase = (item) => ({ key: item.id, conversation: item.conversation, case: item, summary: item });
  const ofConversation = (item) => ({
    key: item.id, conversation: item.id, case: (item.case && state.cases.get(item.case)) || null, summary: item,
  });
  if (!section && state.found) {
    return state.found.map((one) => (one.case ? ofCase(state.cases.get(one.case)) : ofConversation(state.conversations.get(one.conversation))))
      .filter(fits);
  }
  const cases = (keep, order) => [...state.cases.values()].filter(keep).sort(order).map(ofCase).filter(fits);
  switch (section || state.section) {
    case "waiting": return cases((item) => item.state === "open", byUrgency);
    case "mine": return cases((item) => item.state === "claimed" && isMine(item.holder), byUrgency);
    case "open": return cases((item) => item.state !== "resolved", byUrgency);
    case "resolved":
      return cases((item) => item.state === "resolved", (a, b) => (b.resolved_at || "").localeCompare(a.resolved_at || ""));
    default:
      return [...state.conversations.values()]
        .filter((item) => item.owner === "agent" && item.state === "open")
        .sort((a, b) => b.updated_at.localeCompare(a.updated_at)).map(ofConversation).filter(fits);
  }
}

export function putCase(item) {
  const before = state.cases.get(item.id);
  state.cases.set(item.id, { ...before, ...item });
  if (state.current && (state.current.case?.id === item.id || state.current.id === item.conversation)) {
    // The brief comes only with the single case: keep it.
    if (!state.current.case || state.current.case.id === item.id || item.state !== "resolved") {
      state.current.case = { ...(state.current.case?.id === item.id ? state.current.case : {}), ...item };
    }
  }
  return before;
}
export function putConversation(summary) {
  const { timeline, details, ...rest } = summary;
  state.conversations.set(rest.id, { ...state.conversations.get(rest.id), ...rest });
  if (state.current && state.current.id === rest.id && state.current.conversation) {
    Object.assign(state.current.conversation, rest);
  }
  // The row of its case shows who it is and what was said last too, and for how long the customer waits.
  const kase = rest.case && state.cases.get(rest.case);
  if (!kase) return;
  const last = rest.last_message;
  Object.assign(kase, { customer: rest.customer, last_message: last, last_customer_message: rest.last_customer_message });
  if (!last) return;
  if (last.author.kind === "operator") kase.waiting_since = null;
  else if (last.author.kind === "customer") kase.waiting_since = kase.waiting_since || last.sent_at;
}
