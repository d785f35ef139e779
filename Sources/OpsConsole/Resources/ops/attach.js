// Files an operator sends: chosen, dropped or pasted, brought to the server at once, named by the next reply.
import * as api from "./api.js";
import { toast } from "./dialogs.js";
import { bdi, clean, el, icon, saved } from "./dom.js";
import { fileSize, say } from "./words.js";

const KEPT_MS = 23 * 3600 * 1000; // the server forgets what was not sent after a day

/** Why files cannot be taken beside those there are; null when they can. Sizes are compared before anything is sent. */
export function refusal(limits, have, file) {
  if (!limits) return say("noFilesHere");
  if (have.length >= limits.files) return say("tooManyFiles", { n: limits.files });
  if (!file.size) return say("emptyFile", { name: file.name });
  if (file.size > limits.file_bytes) return say("fileTooLarge", { name: file.name, size: fileSize(limits.file_bytes) });
  const all = have.reduce((sum, one) => sum + one.size, file.size);
  return all > limits.message_bytes ? say("filesTooLarge", { size: fileSize(limits.message_bytes) }) : null;
}

/**
 * The files of the reply being written in a conversation. `limits` answers what its channel takes, or null;
 * `changed` is called when the list or the state of a file is another.
 */
export function attachments(id, limits, changed) {
  const key = `files.${id}`;
  const list = el("ul", { class: "attached", "aria-label": say("attachments") });
  const spoken = el("p", { class: "unseen", role: "status" });
  const picker = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true", change: () => { add(picker.files); picker.value = ""; } });
  const button = el("button", { type: "button", class: "icon-button attach", "aria-label": say("attach"), title: say("attach"), click: () => picker.click() }, icon("clip"));
  // {name, size, id once it is there, request while it is on its way, file and why when that failed, node}
  let files = [];

  const keep = () => saved.set(key, files.filter((one) => one.id).map(({ id: file, name, size, at }) => ({ id: file, name, size, at })));
  function tell() {
    list.hidden = !files.length;
    changed();
  }
  function draw(one) {
    const bar = one.request && el("progress", { max: "1", value: String(one.part || 0), "aria-label": say("uploading", { name: one.name }) });
    const node = el("li", { class: one.why ? "failed" : one.id ? "there" : "coming" },
      icon("file"), bdi(one.name, { class: "attached-name", title: clean(one.name) }),
      el("small", {}, one.why ? clean(one.why) : fileSize(one.size)), bar,
      one.why && one.file && el("button", { type: "button", class: "quiet-button", click: () => bring(one) }, say("retry")),
      el("button", { type: "button", class: "icon-button remove", "aria-label": say("removeFile", { name: one.name }), title: say("removeFile", { name: one.name }), click: () => remove(one) }, icon("close")));
    if (one.node) one.node.replaceWith(node);
    else list.append(node);
    one.node = node;
    one.bar = bar;
  }
  async function bring(one) {
    one.why = null;
    one.part = 0;
    one.request = api.upload(`/conversations/${api.segment(id)}/attachments`, one.file, one.name, (part) => {
      one.part = part;
      if (one.bar) one.bar.value = part;
    });
    draw(one);
    tell();
    try {
      const there = await one.request.done;
      if (files.some((other) => other !== one && other.id === there.id)) return forget(one); // the same file again
      Object.assign(one, { id: there.id, name: there.name, size: there.size_bytes, at: Date.now(), file: null });
      spoken.textContent = say("fileThere", { name: clean(there.name) });
    } catch (failure) {
      if (failure.status === -1) return; // taken back meanwhile
      one.why = failure.status === 0 ? say("unreachable") : failure.message;
      if (failure.status >= 400 && failure.status < 500 && failure.status !== 401 && failure.status !== 408) one.file = null;
      spoken.textContent = say("fileFailed", { name: clean(one.name), why: clean(one.why) });
    }
    one.request = null;
    draw(one);
    keep();
    tell();
  }
  function forget(one) {
    const next = one.node.nextElementSibling || one.node.previousElementSibling;
    const hadFocus = one.node.contains(document.activeElement);
    one.node.remove();
    files = files.filter((other) => other !== one);
    keep();
    tell();
    if (hadFocus) (next?.querySelector(".remove") || button).focus();
  }
  function remove(one) {
    if (one.request) one.request.cancel();
    if (one.id) api.erase(`/conversations/${api.segment(id)}/attachments/${api.segment(one.id)}`).catch(() => {}); // else it expires
    forget(one);
  }
  function add(chosen) {
    for (const file of chosen) {
      const why = refusal(limits(), files.filter((one) => !one.why), { name: clean(file.name), size: file.size });
      if (why) {
        toast(why, "bad");
        continue;
      }
      const one = { name: file.name || say("unnamedFile"), size: file.size, file };
      files.push(one);
      bring(one);
    }
  }

  for (const one of saved.get(key) || []) {
    if (typeof one.id === "string" && Date.now() - one.at < KEPT_MS) files.push({ ...one, name: String(one.name) });
  }
  files.forEach(draw);
  list.hidden = !files.length;

  return {
    list, button, picker, spoken, add,
    /** Whether files of a paste or a drop were taken care of. */
    take(transfer) {
      const found = [...(transfer?.files || [])];
      if (found.length) add(found.map(named));
      return found.length > 0;
    },
    ids: () => files.map((one) => one.id).filter(Boolean),
    /** Files still on their way, or that failed: the reply waits for them. */
    unsettled: () => files.some((one) => !one.id),
    clear() {
      for (const one of [...files]) forget(one);
    },
  };
}

/** A pasted picture has a name that says nothing: it gets one with the time. */
function named(file) {
  if (!/^image\.(png|jpe?g|gif|webp)$/.test(file.name)) return file;
  const moment = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "-");
  return new File([file], `${say("picture")} ${moment}.${file.name.split(".").pop()}`, { type: file.type });
}
