// <person-picker><input type="text"><input type="hidden"></person-picker>: people to choose from while a name is typed,
// by /people/suggest/?q=. A combobox as the ARIA practices describe it; without scripts a plain text field.
class PersonPicker extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    [this.field, this.chosen] = this.querySelectorAll("input");
    this.list = Object.assign(document.createElement("div"), { className: "suggestions", role: "listbox", hidden: true, ariaLabel: this.dataset.list });
    this.list.id = `people-${Math.random().toString(36).slice(2)}`;
    this.list.setAttribute("hx-morph-skip", "");
    this.append(this.list);
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [key, value] of Object.entries(combobox)) this.field.setAttribute(key, value);
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(event.target.closest("[role=option]"));
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  look() {
    this.chosen.value = "";
    clearTimeout(this.timer);
    const words = this.field.value.trim();
    if (!words) return this.close();
    this.timer = setTimeout(() => this.ask(words), 100);
  }

  async ask(words) {
    this.asking?.abort();
    this.asking = new AbortController();
    const options = { headers: { "HX-Request": "true" }, signal: this.asking.signal };
    const answer = await fetch(`/people/suggest/?q=${encodeURIComponent(words)}`, options).catch(() => null);
    if (!answer?.ok || answer.redirected || document.activeElement !== this.field) return;
    this.list.innerHTML = await answer.text();
    this.options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    if (!this.options.length) this.list.append(Object.assign(document.createElement("p"), { className: "menu-note", textContent: this.dataset.none }));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.pick(this.options.length ? 0 : -1);
  }

  pick(index) {
    const all = this.options;
    this.at = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, place) => option.setAttribute("aria-selected", place === this.at));
    all[this.at]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", all[this.at]?.id ?? "");
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.field.value.trim()) event.preventDefault(), this.ask(this.field.value.trim());
      return;
    }
    if (event.key === "Tab") return this.choose(this.options[this.at]); // and the focus goes on
    const act = {
      ArrowDown: () => this.pick(this.at + 1),
      ArrowUp: () => this.pick(this.at - 1),
      Enter: () => this.choose(this.options[this.at]),
      Escape: () => this.close(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  choose(option) {
    if (option) {
      this.field.value = option.dataset.name;
      this.chosen.value = option.dataset.id;
      this.chosen.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
customElements.define("person-picker", PersonPicker);
