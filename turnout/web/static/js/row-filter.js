// <row-filter rows="id of a list" hidden>…an input and what to say where nothing fits…</row-filter>: typing leaves the
// rows that have all the words. Without scripts it isn't there, and the list is whole.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

class RowFilter extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.input = this.querySelector("input");
    this.input.addEventListener("input", () => this.show());
    if (this.input.value) this.show();
  }

  show() {
    const words = plain(this.input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of document.getElementById(this.getAttribute("rows")).children) {
      const text = plain(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) found += 1;
    }
    this.querySelector("[role=status]").hidden = found > 0;
  }
}
customElements.define("row-filter", RowFilter);
