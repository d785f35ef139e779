// A message that was spoken and cut off: what the caller did not hear is struck through.
import { clean, el } from "./dom.js";
import { say } from "./words.js";

const TAIL_MAX = 40; // the last words that were heard say where the speech stopped
const WORDS_MAX = 1000;
const WORD = /[\p{L}\p{N}]+/gu;

const keys = (text) => (clean(text).match(WORD) || []).slice(0, WORDS_MAX).map((word) => word.toLowerCase());

/** The words on the page, each with its text node and where it ends there. */
function wordsOf(body) {
  const found = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(WORD)) {
      if (found.length === WORDS_MAX) return found;
      found.push({ node, end: match.index + match[0].length, key: match[0].toLowerCase() });
    }
  }
  return found;
}

/**
 * How many of the written words had been spoken. They need not be the same: numbers and times are spoken otherwise than
 * they are written. Where the two have too little in common, the share of the words decides.
 */
export function position(heard, written) {
  const tail = heard.slice(-TAIL_MAX);
  if (!tail.length) return 0;
  const costs = new Array(written.length + 1).fill(0);
  tail.forEach((word, row) => {
    let diagonal = costs[0];
    costs[0] = row + 1;
    for (let column = 0; column < written.length; column += 1) {
      const above = costs[column + 1];
      costs[column + 1] = Math.min(diagonal + (written[column] === word ? 0 : 1), above + 1, costs[column] + 1);
      diagonal = above;
    }
  });
  const least = Math.min(...costs);
  if (least * 2 > tail.length) return Math.min(heard.length, written.length);
  let best = -1;
  costs.forEach((cost, at) => {
    if (cost === least && (best < 0 || Math.abs(at - heard.length) < Math.abs(best - heard.length))) best = at;
  });
  return best;
}

function restore(body) {
  for (const struck of body.querySelectorAll("s.unheard")) {
    const parent = struck.parentNode;
    struck.replaceWith(...struck.childNodes);
    parent.normalize();
  }
}

/** Strikes through what of a bubble's message was not heard; `heard` is what was, empty for nothing. */
export function setHeard(bubble, heard) {
  const body = bubble.querySelector(".bubble-body");
  if (!body || typeof heard !== "string") return;
  restore(body);
  const words = wordsOf(body);
  const count = position(keys(heard), words.map((word) => word.key));
  const last = count > 0 ? words[count - 1] : null;
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const struck = [];
  let isAfter = !last;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isAfter) struck.push(node);
    else if (node === last.node) {
      isAfter = true;
      // What is split off is the next that is walked to.
      const next = node.data.slice(last.end).search(/[\p{L}\p{N}]/u);
      if (next >= 0) node.splitText(last.end + next);
    }
  }
  for (const node of struck.filter((one) => one.data.trim() && !one.parentNode.closest("button"))) {
    const mark = el("s", { class: "unheard" });
    node.replaceWith(mark);
    mark.append(node);
  }
  bubble.querySelector("header .tag.cut")?.remove();
  const word = say(heard.trim() ? "cutOff" : "unheard");
  bubble.querySelector("header .delivery").before(el("span", { class: "tag cut", title: say("cutOffMore") }, word));
}
