// The right pane: the brief of the case and what is known of the customer.
import * as api from "./api.js";
import { explain } from "./actions.js";
import { isOutOfEarshot } from "./call.js";
import { commands, toScreen } from "./conversation.js";
import { ask, toast } from "./dialogs.js";
import { bdi, citations, clean, el, icon, prose } from "./dom.js";
import { isAdmin, maySupervise, on, state } from "./state.js";
import { nameOf } from "./people.js";
import { promisesList } from "./promises.js";
import { linksSection } from "./links.js";
import { factText, reasonTag, why } from "./reasons.js";
import { say, sayOr, when } from "./words.js";

const section = (title, ...content) => el("section", { class: "side-section" }, el("h3", {}, title), ...content);
const paragraph = (text, attributes) => el("p", { dir: "auto", ...attributes }, clean(text));

const words = (text) => clean(text).replace(/\s+/g, " ").trim();
/** Whether the customer has already read these words from the agent. */
function wasSaid(text) {
  const timeline = (state.current.conversation && state.current.conversation.timeline) || [];
  return timeline.some((item) => item.kind === "message" && item.author.kind === "agent" && words(item.text).includes(words(text)));
}

function briefSection(kase) {
  const brief = kase.brief;
  if (!brief) return null;
  const promised = (brief.promised || []).length ? brief.promised : null;
  const draft = brief.draft && !wasSaid(brief.draft.text) && brief.draft.text;
  return el("div", { class: "brief" },
    section(say("brief"),
      el("p", { class: "reason" }, el("span", { class: "tag" }, reasonTag(kase)),
        brief.mood && el("span", { class: `tag mood ${brief.mood}` }, sayOr("mood_", brief.mood))),
      !promised && why(kase) && paragraph(why(kase), { class: "soft" }),
      el("dl", {},
        promised && [el("dt", {}, say("promisedTitle")), el("dd", {}, promisesList(promised, kase.state === "resolved"))],
        el("dt", {}, say("wants")), el("dd", { dir: "auto" }, clean(brief.wants)),
        el("dt", {}, say("who")), el("dd", { dir: "auto" }, clean(brief.who)),
        brief.suggestion && !promised && [el("dt", {}, say("suggestion")), el("dd", { dir: "auto" }, clean(brief.suggestion))])),
    draft && el("section", { class: "side-section draft" },
      el("h3", {}, say("draft"), el("button", { type: "button", class: "button small", click: () => commands.insert(clean(draft)) }, say(isOutOfEarshot(state.current.conversation) ? "copyText" : "insert"))),
      prose(draft, { rich: true, more: say("showAll") }), citations(brief.draft.citations, say("sources"))),
    (brief.facts || []).length ? section(say("facts"), facts(brief.facts)) : null,
    (brief.tried || []).length ? section(say("tried"), el("ul", { class: "tried" }, brief.tried.map((one) =>
      el("li", {}, prose(one.text, { rich: true, more: say("showAll") }), citations(one.articles, say("articles")))))) : null);
}
function facts(items) {
  return el("ul", { class: "facts" }, items.map((fact) => el("li", {},
    el("span", { dir: "auto" }, factText(fact)),
    el("small", {}, sayOr("source_", fact.source), fact.at ? [" · ", when(fact.at)] : null))));
}

async function exportCustomer(id) {
  try {
    const answer = await api.get(`/customers/${api.segment(id)}/export`);
    const address = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" }));
    el("a", { href: address, download: `customer-${id}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  } catch (refusal) {
    explain(refusal);
  }
}
async function eraseCustomer(customer) {
  const sure = await ask({
    title: say("eraseData").replace(" …", ""), danger: true, confirm: say("eraseData").replace(" …", ""),
    body: el("p", {}, bdi(nameOf(state.current.conversation.customer)), ": ", say("eraseSure")),
  });
  if (!sure) return;
  try {
    await api.erase(`/customers/${api.segment(customer.id)}`);
    toast(say("erased"));
    location.hash = "#/";
  } catch (refusal) {
    explain(refusal);
  }
}

function customerSection(customer) {
  const earlier = (customer.conversations || []).filter((one) => one.id !== state.current.id);
  return [
    section(say("customer"),
      el("p", { class: "customer-name" }, bdi(nameOf(state.current.conversation.customer)), el("span", { class: `tag verification ${customer.verification}` }, sayOr("verification_", customer.verification))),
      el("dl", {},
        el("dt", {}, say("since")), el("dd", {}, when(customer.created_at)),
        customer.language && [el("dt", {}, say("language")), el("dd", {}, clean(customer.language))],
        (customer.handles || []).length ? [el("dt", {}, say("addresses")), el("dd", {}, el("ul", { class: "handles" }, customer.handles.map((handle) =>
          el("li", {}, bdi(handle.address, { class: "address" }), " ", el("small", {}, `${clean(handle.channel)}, ${sayOr("verification_", handle.verification)}${handle.customer && handle.customer !== customer.id ? `, ${handle.customer}` : ""}`)))))] : null),
      el("p", { class: "side-buttons" },
        maySupervise() && el("button", { type: "button", class: "button small", click: () => exportCustomer(customer.id) }, say("exportData")),
        isAdmin() && el("button", { type: "button", class: "button small danger-text", click: () => eraseCustomer(customer) }, say("eraseData")))),
    linksSection(customer),
    section(say("facts"), (customer.facts || []).length ? facts(customer.facts) : el("p", { class: "soft" }, say("noFacts"))),
    section(say("earlier"), earlier.length ? el("ul", { class: "earlier" }, earlier.map((one) => el("li", {},
      el("a", { href: `#/c/${encodeURIComponent(one.id)}` },
        el("span", { class: "earlier-text", dir: "auto" }, clean((one.last_customer_message && one.last_customer_message.text) || one.channel).slice(0, 120)),
        el("small", {}, clean(one.channel), " · ", when(one.updated_at)))))) : el("p", { class: "soft" }, say("noEarlier"))),
  ];
}

export function sidePane() {
  const content = el("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": say("details") });
  let drawn = "";
  function draw(part) {
    const { current } = state;
    const kase = current && current.case;
    const details = current && current.conversation && current.conversation.details;
    const key = `${current && current.id}/${kase && kase.id}/${Boolean(kase && kase.brief)}/${Boolean(details)}/${isOutOfEarshot(current && current.conversation)}`;
    if (part === "head" && key === drawn) return; // keeps the place while one reads
    drawn = key;
    content.replaceChildren(...[kase && briefSection(kase), details ? customerSection(details) : null].flat().filter(Boolean));
    content.scrollTop = 0;
  }
  on("current", draw);
  draw();
  return el("aside", { class: "pane side", "aria-label": say("details") },
    el("div", { class: "side-head only-narrow" },
      el("button", { type: "button", class: "icon-button", "aria-label": say("back"), click: () => toScreen("conversation") }, icon("back")), el("h2", {}, say("details"))),
    content);
}
