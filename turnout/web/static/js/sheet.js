// <a data-sheet href>: opens that page's #sheet-content in a dialog above this one. <form data-quick>: is sent without
// leaving the page; what changed is then fetched by the live parts; a button's data-said (data-href, data-more) is said. Without scripts both are a plain link and form.
const words = JSON.parse(document.body.dataset.words);
const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
const me = document.querySelector("[data-me]")?.dataset.me ?? "";
const QUICK = { "X-Quick": "yes", "X-CSRFToken": token, "X-Me": me };

const say = (said) => void document.dispatchEvent(new CustomEvent("turnout:say", { detail: said }));

const anotherToken = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function sheet() {
  const found = document.getElementById("sheet");
  if (found) return found;
  const made = document.createElement("dialog");
  made.id = "sheet";
  made.innerHTML = '<button class="button is-icon is-quiet sheet-close" data-closes></button><div class="dialog-body"></div>';
  const close = made.querySelector("button");
  close.textContent = "×";
  close.setAttribute("aria-label", words.close);
  made.addEventListener("close", () => {
    const keeper = made.querySelector("draft-keeper");
    if (keeper?.holds) say(keeper.dataset.aside);
    made.querySelector(".dialog-body").replaceChildren();
  });
  document.body.append(made);
  return made;
}

function show(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const content = page.getElementById("sheet-content");
  if (!content) return location.assign(address);
  for (const form of content.querySelectorAll("form:not([action])")) form.setAttribute("action", address);
  const dialog = sheet();
  const title = content.querySelector("h1");
  title.id = "sheet-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const about = content.querySelector(".sheet-explain");
  if (about) about.id = "sheet-about";
  dialog.toggleAttribute("aria-describedby", false);
  if (about) dialog.setAttribute("aria-describedby", about.id);
  dialog.querySelector(".dialog-body").replaceChildren(document.adoptNode(content));
  htmx.process(content);
  if (!dialog.open) dialog.showModal();
  const alert = content.querySelector("[role=alert]");
  if (alert) alert.tabIndex = -1;
  const wrong = alert ? null : content.querySelector(".has-error"); // the first that needs another look comes into sight
  const into = "textarea, input:checked, input:not([type=hidden], [type=radio]), select";
  (alert ?? (wrong ?? content).querySelector(into))?.focus({ preventScroll: wrong !== null });
  (alert ?? wrong)?.scrollIntoView({ block: "nearest" });
}

// What went wrong stays in sight beside the button that was pressed, until the next try.
function complain(text) {
  const form = document.querySelector("#sheet[open] .dialog-body form.form");
  if (!form) return say(text);
  const trouble = Object.assign(document.createElement("p"), { className: "callout is-warm trouble", textContent: text });
  trouble.setAttribute("role", "alert");
  form.querySelector(":scope > .button-row")?.before(trouble);
  trouble.scrollIntoView({ block: "nearest" });
}

// Whoever signed in again on another tab has a new token there, and an old one in every form here. Somebody else gets none.
function renew(token) {
  QUICK["X-CSRFToken"] = token;
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
}

async function send(address, options) {
  const answer = await fetch(address, { ...options, headers: QUICK });
  const token = answer.status === 403 && answer.headers.get("X-Token");
  if (!token) return answer;
  renew(token);
  options.body?.set("csrfmiddlewaretoken", token);
  return fetch(address, { ...options, headers: QUICK });
}

async function ask(address, options = {}) {
  document.querySelector("#sheet .trouble")?.remove();
  document.documentElement.classList.add("is-loading");
  try {
    const answer = await send(address, options);
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) return location.reload();
    if (answer.status === 204) return answer;
    if ([401, 429].includes(answer.status)) return complain(await answer.text());
    if (![200, 409, 422].includes(answer.status)) throw new Error(answer.status);
    show(await answer.text(), address);
  } catch {
    complain(navigator.onLine ? words.failed : words.offline);
  } finally {
    document.documentElement.classList.remove("is-loading");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    link.closest("details.menu")?.removeAttribute("open");
    ask(link.getAttribute("href"));
  }
  const closer = event.target.closest("#sheet [data-closes]");
  if (closer) {
    event.preventDefault();
    closer.closest("draft-keeper")?.forget(); // "Cancel" lets go of what was typed; a slip of the finger beside the sheet doesn't
    sheet().close();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-quick]")) return;
  if (form.closest("#sheet-content") && !form.closest("#sheet")) return; // a page of its own: it leads back by itself
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  event.submitter?.classList.add("is-busy");
  const address =
    event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname + location.search;
  const answer = await ask(address, { method: "POST", body: new FormData(form, event.submitter) });
  delete form.dataset.sent;
  event.submitter?.classList.remove("is-busy");
  if (!answer) return;
  form.closest("draft-keeper")?.forget();
  form.reset();
  const { said: text, href, more } = event.submitter?.dataset ?? {}; // where what was pressed goes away with the press
  if (text) say({ text, href, more });
  if (form.elements.token) form.elements.token.value = anotherToken(); // what is typed next is not what was sent
  const next = answer.headers.get("X-Next");
  if (form.closest("#sheet")) next ? ask(next) : sheet().close();
  if (!next && !document.querySelector("#main live-part")) return location.reload(); // nothing here renews itself
  await Promise.all([...document.querySelectorAll("live-part")].map((part) => part.refresh()));
  if (form.matches(".composer")) document.querySelector(".timeline > .entry")?.scrollIntoView({ block: "nearest" }); // said: there it is
  // The button pressed may be gone: keyboard and screen reader go on from the page's beginning, not from nowhere.
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
