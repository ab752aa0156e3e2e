// <draft-keeper name="incident-42-message"><form>…</form></draft-keeper>: words typed but not sent survive a reload, a lost
// connection, a sign-in. They stay in this tab only (sessionStorage) and go when the form was sent. With the words of a quick
// form stays its token: if they were sent and only the answer was lost, sending them again doubles nothing.
const FIELDS = "textarea, input[type=text], input:not([type])";

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.restore());
    this.addEventListener("input", () => this.keep());
    this.addEventListener("submit", () => this.wasSent());
    this.addEventListener("htmx:after:request", (event) => event.detail.ctx.response.raw.ok && this.forget());
  }

  get key() {
    return `draft:${this.getAttribute("name") ?? location.pathname}`;
  }

  get fields() {
    return [...this.querySelectorAll(FIELDS)].filter((field) => field.name);
  }

  get token() {
    return this.querySelector("form[data-quick] input[name=token]");
  }

  keep() {
    const words = Object.fromEntries(this.fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    try {
      if (Object.keys(words).length) sessionStorage.setItem(this.key, JSON.stringify({ ...words, token: this.token?.value }));
      else this.forget();
    } catch {
      // storage may be shut or full: then the words live as long as the page
    }
  }

  restore() {
    let words = {};
    try {
      words = JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    } catch {
      return;
    }
    if (words.token && this.token) this.token.value = words.token;
    for (const field of this.fields) {
      if (words[field.name] && !field.value) {
        field.value = words[field.name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }

  // A plain form answers with another page: remember that it was sent, and forget when that page is really there.
  // The others stay: htmx, or sheet.js, tells when they were taken.
  wasSent() {
    if (!this.querySelector("form[hx-post], form[data-quick]")) sessionStorage.setItem("draft-sent", this.key);
  }

  forget() {
    sessionStorage.removeItem(this.key);
  }
}

try {
  const sent = sessionStorage.getItem("draft-sent");
  const stillThere = sent && document.querySelector("draft-keeper .errorlist");
  if (sent && !stillThere) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
} catch {
  // nothing was kept
}
customElements.define("draft-keeper", DraftKeeper);
