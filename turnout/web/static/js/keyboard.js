// Single keys, for whoever hasn't switched them off in the help: r report · / search · ⌘K or Ctrl K everything · g then h, i, t, w, n, p go · j k in lists · a button's data-key within the [data-keys] that has the focus · ? help
const GO = { h: "/", i: "/incidents/", t: "/triage/", w: "/work/", n: "/notifications/", p: "/people/" };
const isTyping = (element) => element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
let went = 0; // when g was pressed

// Somebody who speaks to their computer, or whose hands tremble, sets off such keys without meaning to.
const page = document.documentElement;
const choice = document.querySelector("[data-single-keys]");
function use(single) {
  page.classList.toggle("has-no-single-keys", !single);
  if (choice) choice.checked = single;
}
choice?.addEventListener("change", () => {
  use(choice.checked);
  try {
    if (choice.checked) localStorage.removeItem("single-keys");
    else localStorage.setItem("single-keys", "off");
  } catch {
    // kept for this page only
  }
});
try {
  use(localStorage.getItem("single-keys") !== "off");
} catch {
  use(true);
}

const open = (id) => {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
};

function step(by) {
  const links = [...document.querySelectorAll("main :is(.row-link, .step)")].filter((link) => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

function plain(event) {
  const { key } = event;
  if (Date.now() - went < 1200 && GO[key]) return location.assign(GO[key]), true;
  went = key === "g" ? Date.now() : 0;
  const button = document.activeElement?.closest("[data-keys]")?.querySelector(`button[data-key="${CSS.escape(key)}"]`);
  if (button) return button.click(), true;
  if (key === "r") return location.assign("/report/"), true;
  if (key === "?") return open("keys"), true;
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  if (key !== "/") return false;
  const field = [...document.querySelectorAll("main input[type=search], #search")].find((each) => each.checkVisibility());
  if (field) field.focus(), field.select();
  else open("palette");
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    return open("palette");
  }
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (page.classList.contains("has-no-single-keys") || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (plain(event)) event.preventDefault();
});
