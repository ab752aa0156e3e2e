// <form data-steady>: a connection that breaks takes nothing with it. The form is sent without leaving the page until an
// answer comes; while none does, it says so in its [data-unsent] and everything stays. Then the answer leads on (X-Next), or the
// browser sends the same once more to show its page: the form's token sees to it that nothing is doubled.
// A field's data-missing says in our words what the browser would say in its own. Without scripts it's a plain form.
const words = JSON.parse(document.body.dataset.words);
const PATIENCE = 20_000; // milliseconds until no answer is taken for none

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const button = form.querySelector(".button.is-primary"); // also where Enter pressed it
  if (event.defaultPrevented || !form.matches("[data-steady]") || submitter?.name) return; // a named button asks for something else
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  button.classList.add("is-busy");
  const unsent = form.querySelector("[data-unsent]");
  unsent.textContent = "";
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const headers = { "X-Quick": "yes", "X-Me": document.querySelector("[data-me]")?.dataset.me ?? "" };
    const send = () => fetch(form.action, { method: "POST", body: new FormData(form), headers, signal });
    let answer = await send();
    const token = answer.headers.get("X-Token"); // they signed in again on another tab
    if (token) {
      form.elements.csrfmiddlewaretoken.value = token;
      answer = await send();
    }
    if (answer.status === 401) return location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`); // and back to the draft
    const next = answer.headers.get("X-Next");
    if (!next) return form.submit();
    form.closest("draft-keeper")?.forget();
    addEventListener("pagehide", () => form.reset(), { once: true }); // whoever comes back finds it ready for something new
    location.assign(next);
  } catch {
    unsent.textContent = navigator.onLine ? words.failed : words.offline;
    delete form.dataset.sent;
    button.classList.remove("is-busy");
  }
});

document.addEventListener("invalid", ({ target: field }) => {
  if (!field.dataset.missing || !field.validity.valueMissing) return;
  field.setCustomValidity(field.dataset.missing);
  field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
}, true);
