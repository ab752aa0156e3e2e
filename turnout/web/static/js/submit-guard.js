// A form is sent once: its buttons rest until the answer is there. Where there is no connection it isn't sent at all, and stays
// as it is instead of giving way to the browser's own page about it. Ctrl or ⌘ Enter sends what is being typed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get" || sentByHtmx(form)) return;
  if (form.dataset.sent) return event.preventDefault();
  if (!navigator.onLine && document.getElementById("toasts")) return staysHere(event);
  form.dataset.sent = "yes";
  event.submitter?.classList.add("is-busy");
  setTimeout(() => rest(form), 15_000);
});
const sentByHtmx = (form) => ["hx-post", "hx-get", "hx-put", "hx-delete"].some((name) => form.hasAttribute(name));

function staysHere(event) {
  event.preventDefault();
  sessionStorage.removeItem("draft-sent"); // its words are still a draft
  document.dispatchEvent(new CustomEvent("turnout:say", { detail: JSON.parse(document.body.dataset.words).offline }));
}

function rest(form) {
  delete form.dataset.sent;
  form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
}

// Coming back with the browser's back button finds the form ready again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(rest));

document.addEventListener("htmx:before:request", (event) => event.detail.ctx.request.submitter?.classList.add("is-busy"));
document.addEventListener("htmx:finally:request", (event) => event.detail.ctx.request.submitter?.classList.remove("is-busy"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("textarea, input")?.form;
  if (form) event.preventDefault(), form.requestSubmit();
});

// A page that came back because something needs another look: the focus goes there, so that nobody has to search for it.
const { responseStatus } = performance.getEntriesByType("navigation")[0] ?? {};
const wrong = responseStatus >= 400 && document.querySelector("main [role=alert]:not(:empty), main [aria-invalid=true]");
if (wrong) {
  if (wrong.matches("[role=alert]")) wrong.tabIndex = -1;
  wrong.focus();
}

// Enter in a field sends the form by its own button. The first one there is may lead elsewhere or only ask something: the browser
// would press that. Where every button is such a one, Enter sends nothing.
const ASIDE = "[formaction], [formnovalidate]";
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !field.form) return;
  if (field.matches("#sheet-content textarea.is-one-line")) return event.preventDefault(), field.form.requestSubmit(); // a line that may wrap
  if (field.localName !== "input") return;
  const buttons = [...field.form.elements].filter((each) => each.type === "submit");
  if (!buttons[0]?.matches(ASIDE) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const own = buttons.find((each) => !each.matches(ASIDE));
  if (own) field.form.requestSubmit(own);
});

// A textarea grows with its words where CSS alone can't do it (field-sizing).
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  document.addEventListener("input", (event) => event.target.localName === "textarea" && grow(event.target));
}
