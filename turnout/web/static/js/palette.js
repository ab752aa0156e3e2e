// The ⌘K dialog: filters the pages it holds and asks /search/?q= for the rest. Arrows move real focus along real links.
const palette = document.getElementById("palette");
const field = palette?.querySelector("input");
const found = palette?.querySelector("[data-found]");
const pages = palette ? [...palette.querySelectorAll("[data-pages] a")] : [];
let asking;
let timer;

const links = () => [...palette.querySelectorAll(".palette-results a")].filter((link) => link.checkVisibility());

function narrow() {
  const wanted = field.value.trim().toLocaleLowerCase();
  for (const page of pages) page.hidden = !page.textContent.toLocaleLowerCase().includes(wanted);
  palette.querySelector("[data-pages]").hidden = pages.every((page) => page.hidden);
  clearTimeout(timer);
  if (wanted.length < 2) found.replaceChildren();
  else timer = setTimeout(() => ask(field.value.trim()), 120);
}

async function ask(words) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`/search/?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    found.innerHTML = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") found.replaceChildren();
  }
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
    links()[0]?.click();
  } else if (event.key.length === 1 && event.target !== field && !event.ctrlKey && !event.metaKey) field.focus();
});
field?.addEventListener("input", narrow);
palette?.addEventListener("close", () => {
  field.value = "";
  narrow();
});
