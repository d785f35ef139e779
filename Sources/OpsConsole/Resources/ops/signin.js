// The sign-in page.
import * as api from "./api.js";
import { el } from "./dom.js";
import { say } from "./words.js";

export function signInPage(entered) {
  const name = el("input", { class: "field", id: "name", name: "username", autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" });
  const password = el("input", { class: "field", id: "password", name: "password", type: "password", autocomplete: "current-password", required: true });
  const trouble = el("p", { class: "trouble", role: "alert" });
  const button = el("button", { class: "button primary wide" }, say("signIn"));
  const form = el("form", {
    class: "card sign-in",
    submit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      trouble.textContent = "";
      try {
        entered(await api.signIn(name.value.trim(), password.value));
      } catch (refusal) {
        trouble.textContent = refusal.status === 401 ? say("wrong")
          : refusal.status === 429 ? say("tooMany", { s: refusal.retryAfterSeconds || 30 })
          : refusal.status ? refusal.message : say("unreachable");
        password.select();
      }
      button.disabled = false;
    },
  },
  el("img", { src: "/ops/icon.svg", alt: "", width: "48", height: "48" }), el("h1", {}, say("title")),
  el("label", { for: "name" }, say("name")), name, el("label", { for: "password" }, say("password")), password, trouble, button);
  setTimeout(() => name.focus());
  return el("main", { class: "sign-in-page" }, form);
}
