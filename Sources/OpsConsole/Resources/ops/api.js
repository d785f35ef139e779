// The operator API: requests with the CSRF token, and the live stream.

const ROOT = "/api/v1";
let csrf = "";
let onSignedOut = () => {};

/** A refusal, with what the server said about it (RFC 9457). `status` 0 means the server was not reached. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.title = problem.title || "";
    this.holder = problem.holder || null;
    this.retryAfterSeconds = problem.retryAfterSeconds || null;
  }
}

export function whenSignedOut(action) { onSignedOut = action; }

async function request(method, path, body) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method, cache: "no-store", credentials: "same-origin",
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(method === "GET" ? {} : { "X-CSRF-Token": csrf }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, {});
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return answer;
  if (response.status === 401 && path !== "/session") onSignedOut();
  throw new Refusal(response.status, {
    ...(answer || {}), retryAfterSeconds: Number(response.headers.get("Retry-After")) || null,
  });
}

export const get = (path, query) => {
  const given = Object.entries(query || {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return request("GET", path + (given.length ? `?${new URLSearchParams(given)}` : ""));
};
/** Whether there is something at an address; null when that cannot be learned now. */
export async function exists(path) {
  try {
    const response = await fetch(ROOT + path, { cache: "no-store", credentials: "same-origin" });
    await response.body?.cancel();
    if (response.status === 401) onSignedOut();
    return response.ok ? true : response.status === 404 ? false : null;
  } catch {
    return null;
  }
}
export const post = (path, body) => request("POST", path, body === undefined ? {} : body);
export const erase = (path) => request("DELETE", path);
export const segment = (id) => encodeURIComponent(id);

export async function signIn(name, password) { return keep(await request("POST", "/session", { name, password })); }
export async function session() { return keep(await request("GET", "/session")); }
export async function signOut() { await request("DELETE", "/session").catch(() => {}); csrf = ""; }
function keep(answer) { csrf = answer.csrf; return answer; }

/**
 * Live events. `events.ready(again)` is called at each connection, with true after the first: then
 * something may have been missed. `events.state(up)` tells of loss and return.
 */
export function live(events) {
  const KINDS = ["case", "conversation", "queue", "typing", "reload"];
  let source = null;
  let timer = 0;
  let failures = 0;
  let connected = 0;
  let stopped = false;
  function open() {
    if (stopped) return;
    source = new EventSource(`${ROOT}/events`);
    source.onopen = () => {
      failures = 0;
      events.state(true);
      events.ready(connected++ > 0);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        let value;
        try { value = JSON.parse(event.data); } catch { return; }
        events[kind](value);
      });
    }
    source.onerror = () => {
      source.close();
      events.state(false);
      const pauseMs = Math.min(30000, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2);
      clearTimeout(timer);
      timer = setTimeout(async () => {
        // A stream tells no status: ask whether we are still signed in.
        try { await session(); } catch (refusal) { if (refusal.status === 401) return onSignedOut(); }
        open();
      }, pauseMs);
    };
  }
  open();
  return { stop() { stopped = true; clearTimeout(timer); if (source) source.close(); } };
}
