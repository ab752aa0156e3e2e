// <live-presence src="/incidents/42/presence/">: says every half minute that this page is open and looked at, and shows who
// else is there.
const EVERY = 30_000;
const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];

class LivePresence extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.beat(), EVERY);
    this.seen = () => document.hidden || this.beat();
    document.addEventListener("visibilitychange", this.seen);
    this.beat();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  async beat() {
    if (document.hidden) return;
    const answer = await fetch(this.getAttribute("src"), {
      method: "POST",
      headers: { "X-CSRFToken": token, "X-Quick": "yes" },
    }).catch(() => null);
    if (answer?.ok && !answer.redirected) this.innerHTML = await answer.text();
  }
}
customElements.define("live-presence", LivePresence);
