// <draft-keeper name="incident-42-message"><form>…</form></draft-keeper>: words typed but not sent survive a reload, a lost
// connection, a sign-in, a sheet closed by a slip. They stay in this tab only (sessionStorage), are given back to the person who
// typed them and nobody else, and go when the form was sent. What was chosen beside the words comes back with them: nobody who
// chose "confidentially" finds their name under it. So does the token of a form that is sent without leaving the page: if it was
// sent and only the answer was lost, sending it again doubles nothing.
const TEXT = "textarea, input[type=text], input:not([type])";
const CHOICE = "input[type=radio], input[type=checkbox], select";
const me = document.querySelector("[data-me]")?.dataset.me ?? "";
const MINE = `draft:${me}:`;

function choose(field, choices) {
  const is = field.localName === "select" ? "selected" : "checked";
  if (is === "selected" && !choices.some((each) => each.startsWith(`${field.name}=`))) return; // it wasn't there then
  const wanted = (each) => choices.includes(`${field.name}=${each.value}`);
  const all = [...(field.options ?? [field])];
  const changes = all.some((each) => each[is] !== wanted(each));
  all.forEach((each) => { each[is] = wanted(each); });
  if (changes) field.dispatchEvent(new Event("change", { bubbles: true }));
}

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.restore());
    this.addEventListener("input", () => this.keep());
    this.addEventListener("change", () => this.keep());
    this.addEventListener("submit", (event) => this.wasSent(event));
  }

  get key() {
    return MINE + (this.getAttribute("name") ?? location.pathname);
  }

  named(which) {
    return [...this.querySelectorAll(which)].filter((field) => field.name && !field.closest("person-picker"));
  }

  get token() {
    return this.querySelector("form:is([data-quick], [data-steady]) input[name=token]");
  }

  get holds() {
    return sessionStorage.getItem(this.key) !== null;
  }

  // Each text with what stood there at first: it is given back only where that still stands.
  keep() {
    const typed = this.named(TEXT).filter((field) => field.value !== field.defaultValue);
    const words = Object.fromEntries(typed.map((field) => [field.name, [field.value, field.defaultValue]]));
    const chosen = this.named(CHOICE).filter((field) => field.localName === "select" || field.checked);
    const choices = chosen.flatMap((field) => [...(field.selectedOptions ?? [field])].map(({ value }) => `${field.name}=${value}`));
    try {
      if (typed.length) sessionStorage.setItem(this.key, JSON.stringify({ words, choices, token: this.token?.value }));
      else this.forget();
    } catch {
      // storage may be shut or full: then the words live as long as the page
    }
  }

  restore() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    } catch {
      return;
    }
    const { words = {}, choices = [], token } = kept;
    const fields = this.named(TEXT).filter(({ name, value }) => words[name]?.[1] === value);
    if (!fields.length) return;
    if (token && this.token) this.token.value = token;
    for (const field of this.named(CHOICE)) choose(field, choices);
    for (const field of fields) {
      field.value = words[field.name][0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // A plain form answers with another page: remember that it was sent, and forget when that page is really there. Of the others
  // a script tells when they were taken. What goes on elsewhere, without a name, leaves no trace here.
  wasSent({ target: form, submitter }) {
    if (submitter?.hasAttribute("formaction")) return this.forget();
    const isQuick = form.matches("[data-quick]") && (form.closest("#sheet") || !form.closest("#sheet-content"));
    if (!isQuick && !form.matches("[data-steady]")) sessionStorage.setItem("draft-sent", this.key);
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }

  // What was typed here goes on as the message of another keeper.
  handOver(name) {
    const said = this.named(TEXT)[0]?.value.trim();
    if (said) sessionStorage.setItem(MINE + name, JSON.stringify({ words: { body: [said, ""] } }));
    this.forget();
  }
}

document.addEventListener("submit", ({ submitter }) => {
  if (submitter?.dataset.draftTo) submitter.closest("draft-keeper")?.handOver(submitter.dataset.draftTo);
});

try {
  const sent = sessionStorage.getItem("draft-sent");
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward"; // no answer ever came
  const stillThere = cameBack || document.querySelector("draft-keeper .errorlist");
  if (sent && !stillThere) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
  // Somebody else used this tab before: their words are nobody's business.
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:") && !key.startsWith(MINE)) sessionStorage.removeItem(key);
} catch {
  // nothing was kept
}
customElements.define("draft-keeper", DraftKeeper);
