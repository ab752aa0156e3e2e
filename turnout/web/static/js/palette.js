// The ⌘K dialog: filters the pages it holds and asks /search/?q= for the rest. Arrows move real focus along real links.
const palette = document.getElementById("palette");
const field = palette?.querySelector("input");
const found = palette?.querySelector("[data-found]");
const pages = palette ? [...palette.querySelectorAll("[data-pages] a")] : [];
const status = palette?.querySelector("[role=status]");
let asking;
let timer;
let isWaiting = false; // for an answer to what stands in the field now
let isWanted = false; // Enter was pressed meanwhile: go to the first as soon as it is there

const links = () => [...palette.querySelectorAll(".palette-results a")].filter((link) => link.checkVisibility());

function narrow() {
  const wanted = field.value.trim().toLocaleLowerCase();
  for (const page of pages) page.hidden = !page.textContent.toLocaleLowerCase().includes(wanted);
  palette.querySelector("[data-pages]").hidden = pages.every((page) => page.hidden);
  clearTimeout(timer);
  isWanted = false;
  isWaiting = wanted.length > 1;
  status.textContent = "";
  if (!isWaiting) found.replaceChildren();
  else timer = setTimeout(() => ask(field.value.trim()), 120);
}

async function ask(words) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`/search/?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    found.innerHTML = await answer.text();
    const many = links().length;
    status.textContent = many === 1 ? status.dataset.one : status.dataset.many.replace("%s", many);
  } catch (error) {
    if (error.name === "AbortError") return; // somebody typed on: that answer counts
    found.replaceChildren();
  }
  isWaiting = false;
  if (isWanted) links()[0]?.click();
}

function move(event, by) {
  event.preventDefault();
  const all = links();
  const next = all.indexOf(document.activeElement) + by;
  if (next < 0) field.focus();
  else all[next]?.focus();
}

palette?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(event, 1);
  else if (event.key === "ArrowUp") move(event, -1);
  else if (event.key === "Enter" && event.target === field && !event.isComposing) {
    event.preventDefault();
    if (isWaiting) isWanted = true;
    else links()[0]?.click();
  } else if (event.key.length === 1 && event.target !== field && !event.ctrlKey && !event.metaKey) field.focus();
});
field?.addEventListener("input", narrow);
palette?.addEventListener("close", () => {
  field.value = "";
  narrow();
});
