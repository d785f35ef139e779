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
export const post = (path, body) => request("POST", path, body === undefined ? {} : body);
export const erase = (path) => request("DELETE", path);
/**
 * Brings a file, telling of its way as a part of 1: {done, cancel}. `done` throws a `Refusal`, of status -1 when it was
 * cancelled. `fetch` tells nothing of what is on its way up.
 */
export function upload(path, file, name, onProgress) {
  const call = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    const answer = () => { try { return JSON.parse(call.responseText); } catch { return null; } };
    call.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) return resolve(answer());
      if (call.status === 401) onSignedOut();
      reject(new Refusal(call.status, answer() || {}));
    };
    call.onerror = call.ontimeout = () => reject(new Refusal(0, {}));
    call.onabort = () => reject(new Refusal(-1, {}));
    call.open("POST", `${ROOT}${path}?${new URLSearchParams({ name })}`);
    call.setRequestHeader("Accept", "application/json");
    call.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    call.setRequestHeader("X-CSRF-Token", csrf);
    call.send(file);
  });
  return { done, cancel: () => call.abort() };
}
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
