// <live-part topic="incident:01J…" src="/incidents/42/parts/timeline/">…</live-part>
// All parts of a page share one stream. A nudge says only that a topic changed; the part asks for itself again through
// the usual door and morphs, so that focus, caret and typed words stay. What it shows of something else names that
// in data-topic.
const words = JSON.parse(document.body.dataset.words);
const parts = new Set();
const SETTLE = 150;
let stream;
let listening = "";
// How far the log was when the page was drawn: what happens before the stream is open isn't missed.
let place = document.querySelector("[data-place]")?.dataset.place ?? "";

class LivePart extends HTMLElement {
  connectedCallback() {
    parts.add(this);
    queueMicrotask(listen);
    this.addEventListener("htmx:error", (event) => event.target === this && this.later());
    this.addEventListener("htmx:response:error", (event) => event.target === this && this.refused(event.detail.ctx.response.status));
  }

  disconnectedCallback() {
    parts.delete(this);
    clearTimeout(this.timer);
    this.timer = undefined;
    queueMicrotask(listen);
  }

  get topics() {
    const inside = [...this.querySelectorAll("[data-topic]")].map((each) => each.dataset.topic);
    return [...(this.getAttribute("topic") ?? "").split(/\s+/), ...inside].filter(Boolean);
  }

  get items() {
    return [...this.querySelectorAll(".entry[id], .rows > li[id]")];
  }

  // Waits for a burst to end, and a little longer by chance, so that a full room doesn't ask at the same instant.
  stale() {
    this.isStale = true;
    if (document.hidden || this.timer) return;
    this.timer = setTimeout(() => this.refresh(), SETTLE + Math.random() * SETTLE);
  }

  // It couldn't be fetched just now. The stream has moved on and won't say it again: ask by ourselves, slowly.
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 3000 + Math.random() * 4000);
  }

  // It is no longer here for this reader, or they were signed out: let the whole page say so. Else it is our trouble.
  refused(status) {
    if ([401, 403, 404].includes(status)) location.reload();
    else if (status >= 500) this.later();
  }

  async refresh() {
    this.timer = undefined;
    if (this.isBusy || !this.isConnected) return;
    this.isBusy = true;
    this.isStale = false;
    const keep = anchor(this);
    const known = new Set(this.items.map((item) => item.id));
    const onwards = this.contains(document.activeElement) ? beside(document.activeElement) : null;
    try {
      await htmx.ajax("GET", this.getAttribute("src"), { source: this, target: this, swap: "innerMorph" });
    } finally {
      this.isBusy = false;
    }
    keep();
    if (document.activeElement === document.body) onwards?.();
    listen(); // it may show something else by now
    greet(this.items.filter((item) => !known.has(item.id)));
    if (this.isStale) this.stale();
  }
}

// What has just come glows once. In a room, what was said and done is also read out, once, by screen readers: who and what, without
// the time and the tools beside it.
function greet(items) {
  items.forEach((item) => item.classList.add("just-came"));
  const said = items.filter((item) => item.matches(".entry")).slice(0, 3).reverse();
  if (said.length) tell(said.map(spoken).join(" · "));
}

function spoken(item) {
  const parts = [item.querySelector(".entry-head > :is(b, span)"), item.querySelector(".prose")];
  return parts.filter(Boolean).map((part) => part.textContent.replace(/\s+/g, " ").trim()).join(": ").slice(0, 160);
}

// Remembers where the first visible child stands, so that what arrives above the reader doesn't move the page.
// If they stand at the end of a growing part, there is nothing to hold on to: new words simply appear below.
function anchor(part) {
  if (scrollY < 8) return () => {};
  const held = [...part.querySelectorAll("[id]")].find((each) => each.getBoundingClientRect().bottom > 64);
  const before = held?.getBoundingClientRect().top;
  return () => {
    if (!held?.isConnected) return;
    const moved = held.getBoundingClientRect().top - before;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  };
}

// What has the focus may be done, and gone. Then it goes to the row that stood beside it, onto a link: never onto a button, which
// somebody about to press the old one would press. Where there was no row it goes to the page's beginning, not to nowhere.
function beside(held) {
  const row = held.closest("li");
  const other = row?.nextElementSibling ?? row?.previousElementSibling;
  return () => {
    const link = other?.isConnected ? other.querySelector("a[href]") : null;
    if (link) link.focus();
    else document.getElementById("main").focus({ preventScroll: true });
  };
}

function listen() {
  const topics = [...new Set([...parts].flatMap((part) => part.topics))].sort();
  const query = new URLSearchParams(topics.map((topic) => ["topic", topic])).toString();
  if (query === listening) return;
  hangUp();
  if (!query || document.hidden) return; // opened in the background: it listens when it is first looked at
  listening = query;
  stream = new EventSource(`/live?${query}&since=${place}`);
  stream.addEventListener("nudge", ({ data, lastEventId }) => {
    place = lastEventId || place;
    touched(data.trim());
  });
  stream.addEventListener("resync", () => parts.forEach((part) => part.stale()));
  stream.addEventListener("open", () => connected(true));
  stream.addEventListener("error", () => connected(false));
}

function touched(topic) {
  for (const part of parts) if (part.topics.includes(topic)) part.stale();
}

let away;
function connected(is) {
  clearTimeout(away);
  const page = document.documentElement;
  if (is) {
    if (page.classList.contains("is-reconnecting")) tell(words.live);
    page.classList.remove("is-reconnecting");
    return;
  }
  // A blink of the network isn't news; two seconds are.
  away = setTimeout(() => {
    page.classList.add("is-reconnecting");
    tell(words.reconnecting);
  }, 2000);
  // A stream the server refused for good is closed: try again by hand, slowly.
  if (stream.readyState === EventSource.CLOSED) {
    setTimeout(() => { hangUp(); catchUp(); }, 10_000 + Math.random() * 5000);
  }
}

const tell = (text) => document.dispatchEvent(new CustomEvent("turnout:announce", { detail: text }));

// A browser allows few open lines to one place: a page nobody looks at gives its own back, and catches up on return.
const REST = 20_000;
let resting;
document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(hangUp, REST);
  else if (listening || !parts.size) parts.forEach((part) => part.isStale && part.stale());
  else catchUp();
});

function hangUp() {
  stream?.close();
  listening = "";
}

function catchUp() {
  listen();
  parts.forEach((part) => part.stale());
}

addEventListener("pagehide", hangUp);
addEventListener("pageshow", (event) => event.persisted && catchUp());

customElements.define("live-part", LivePart);
