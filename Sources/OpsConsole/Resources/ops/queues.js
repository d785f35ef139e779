// The titles of the queues, in the console's language.
import * as api from "./api.js";
import { language } from "./words.js";

const titles = new Map();

/** Asks for the titles; without them, queues are called by their names. */
export async function loadQueues() {
  try {
    for (const queue of (await api.get("/queues")).items) titles.set(queue.name, queue.titles[language] || queue.title);
  } catch { /* names serve too */ }
}
export const queueTitle = (name) => titles.get(name) || name;
