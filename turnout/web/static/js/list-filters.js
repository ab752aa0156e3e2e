// <list-filters><form>…</form></list-filters>: choosing a filter or typing shows what fits at once, and the address says
// what is asked. Without scripts the form has its own button. Also counts the ticked rows.
const found = document.getElementById("found");

class ListFilters extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    for (const field of this.form.elements) field.addEventListener("input", () => this.ask(field.type === "search" ? 180 : 0));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(0);
    });
  }

  get query() {
    const asked = [...new FormData(this.form)].filter(([, value]) => value !== "");
    return new URLSearchParams(asked).toString();
  }

  ask(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), wait);
  }

  show() {
    const query = this.query;
    for (const select of this.querySelectorAll("select")) {
      select.classList.toggle("is-chosen", !["", "ongoing", "newest"].includes(select.value));
    }
    found.setAttribute("src", `/incidents/found/?${query}`);
    history.replaceState(history.state, "", `/incidents/?${query}`);
    for (const tab of document.querySelectorAll(".listing .tabs a")) tab.removeAttribute("aria-current");
    document.getElementById("export").href = `/incidents/export.csv?${query}`;
    document.querySelector(".save-view").hidden = false;
    document.querySelector(".save-view [name=query]").value = query;
    if (found.isBusy) found.isStale = true;
    else found.refresh();
  }
}
customElements.define("list-filters", ListFilters);

const bar = document.querySelector(".picked-bar");
const words = bar.querySelector(".picked-count");
const all = bar.querySelector(".pick-all");
const boxes = () => [...document.querySelectorAll("#picked [name=number]")];
function count() {
  const picked = boxes().filter((box) => box.checked).length;
  all.hidden = boxes().length < 2;
  all.textContent = picked < boxes().length ? all.dataset.all : all.dataset.none;
  bar.hidden = picked === 0;
  words.textContent = picked === 1 ? words.dataset.one : words.dataset.many.replace("%s", picked);
}
document.getElementById("picked").addEventListener("change", count);
all.addEventListener("click", () => {
  const wanted = all.textContent === all.dataset.all;
  for (const box of boxes()) box.checked = wanted;
  count();
  if (!wanted) document.querySelector("#picked .row-link")?.focus(); // the bar goes, and with it what had the focus
});
new MutationObserver(count).observe(found, { childList: true, subtree: true });
count();

// x ticks the row that has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || document.documentElement.classList.contains("has-no-single-keys") || event.ctrlKey || event.metaKey || event.altKey) return;
  event.target.closest?.("a.row-link")?.closest(".pickable")?.querySelector("[name=number]")?.click();
});
