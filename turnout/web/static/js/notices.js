// Says things: toasts for eyes, the announcer for screen readers. Others send "turnout:say" (words, or { text, href, more }
// with where to go next) and "turnout:announce".
const words = JSON.parse(document.body.dataset.words);

// While a dialog is open the rest of the page is dim and silent: what is said then is said inside it.
const places = ["toasts", "announcer"].map((id) => document.getElementById(id)).filter(Boolean);
function gather() {
  const home = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  for (const place of places) if (place.parentElement !== home) home.append(place);
}
document.addEventListener("close", gather, true);

function say(said) {
  const { text, href, more } = typeof said === "string" ? { text: said } : said;
  const toast = Object.assign(document.createElement("div"), { className: "toast", textContent: text });
  if (href) toast.append(Object.assign(document.createElement("a"), { href, textContent: more }));
  gather();
  document.getElementById("toasts")?.append(toast);
  setTimeout(() => toast.remove(), href ? 12000 : 6000);
}

// Emptied first, so that the same words are heard twice if they are said twice.
let speaking;
function announce(text) {
  const place = document.getElementById("announcer");
  if (!place) return;
  gather();
  place.textContent = "";
  clearTimeout(speaking);
  speaking = setTimeout(() => { place.textContent = text; }, 60);
}

document.addEventListener("turnout:say", (event) => say(event.detail));
document.addEventListener("turnout:announce", (event) => announce(event.detail));

// What a page says first, that something was saved or made, was there before a screen reader listened: it is said once more.
const news = document.querySelector("main :is(.notice, .callout)[role=status]");
if (news) setTimeout(() => announce(news.textContent.replace(/\s+/g, " ").trim()), 400);

// A signed-out answer is a sign-in page: go there with the whole page instead of swapping it into a part.
document.addEventListener("htmx:before:response", (event) => {
  const answer = event.detail.ctx.response.raw;
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) {
    event.preventDefault();
    location.reload();
  }
});

const quietly = (event) => event.detail.ctx?.sourceElement?.localName === "live-part";
document.addEventListener("htmx:response:error", (event) => {
  // 409 and 422 bring their own words with them
  if (!quietly(event) && ![409, 422].includes(event.detail.ctx.response.status)) say(words.failed);
});
// What a newer question took the place of did not fail: somebody changed their mind faster than an answer came.
const replaced = ({ detail }) => detail.error?.name === "AbortError" && detail.ctx?.sourceElement?.hasAttribute("hx-sync");
document.addEventListener("htmx:error", (event) => {
  if (!quietly(event) && !replaced(event)) say(navigator.onLine ? words.failed : words.offline);
});

let running = 0;
const count = (by) => {
  running = Math.max(0, running + by);
  document.documentElement.classList.toggle("is-loading", running > 0);
};
document.addEventListener("htmx:before:request", (event) => quietly(event) || count(1));
document.addEventListener("htmx:finally:request", (event) => quietly(event) || count(-1));

// One menu open at a time, and a click elsewhere, the focus going elsewhere or Escape closes it: it would hide what has the focus then.
for (const way of ["click", "focusin"]) {
  document.addEventListener(way, (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
