// Two elements that offer people while a name is typed, by /people/suggest/?q= (elements with role="option", data-name and
// data-id). Arrows, Enter or Tab choose, Escape closes. Without scripts their fields are plain ones.
class PeopleList extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input, textarea");
    if (!this.field || this.list) return;
    this.list = Object.assign(document.createElement("div"), { className: "suggestions", role: "listbox", hidden: true });
    this.list.id = `people-${Math.random().toString(36).slice(2)}`;
    this.list.setAttribute("aria-label", this.dataset.list ?? "");
    this.list.setAttribute("hx-morph-skip", "");
    this.append(this.list);
    this.field.setAttribute("aria-controls", this.list.id);
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
    clearTimeout(this.timer);
    const words = this.words();
    if (words === null) return this.close();
    this.timer = setTimeout(() => this.ask(words), 100);
  }

  async ask(words) {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const options = { headers: { "HX-Request": "true" }, signal };
    const answer = await fetch(`/people/suggest/?q=${encodeURIComponent(words)}`, options).catch(() => null);
    const found = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : null;
    if (signal.aborted) return;
    if (found === null || document.activeElement !== this.field) return this.close();
    this.list.innerHTML = found;
    this.options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    if (!this.options.length && !this.dataset.none) return this.close();
    if (!this.options.length) this.list.append(Object.assign(document.createElement("p"), { className: "menu-note", textContent: this.dataset.none }));
    if (this.list.hidden) this.opens();
    this.list.hidden = false;
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
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => this.pick(this.at + 1),
      ArrowUp: () => this.pick(this.at - 1),
      Enter: () => this.choose(this.options[this.at]),
      Tab: () => this.choose(this.options[this.at]),
      Escape: () => this.close(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  choose(option) {
    if (option) this.take(option);
    this.close();
  }

  opens() {}

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }
}

// <person-picker><input type="text"><input type="hidden"></person-picker>: one person, whose id goes into the hidden field.
// A combobox as the ARIA practices describe it.
class PersonPicker extends PeopleList {
  connectedCallback() {
    super.connectedCallback();
    this.chosen = this.querySelector("input[type=hidden]");
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) this.field.setAttribute(key, value);
  }

  words() {
    return this.field.value.trim() || null;
  }

  look() {
    this.chosen.value = "";
    super.look();
  }

  press(event) {
    const words = this.words();
    if (this.list.hidden && event.key === "ArrowDown" && words) event.preventDefault(), this.ask(words);
    else if (!this.list.hidden && event.key === "Tab") this.choose(this.options[this.at]); // and the focus goes on
    else super.press(event);
  }

  take(option) {
    this.field.value = option.dataset.name;
    this.chosen.value = option.dataset.id;
    this.chosen.dispatchEvent(new Event("change", { bubbles: true }));
  }

  opens() {
    this.field.setAttribute("aria-expanded", "true");
  }

  close() {
    super.close();
    this.field.setAttribute("aria-expanded", "false");
  }
}
customElements.define("person-picker", PersonPicker);

// <mention-box><textarea></textarea></mention-box>: people after an @.
const BEFORE = /(?:^|\s)@([\p{L}\p{M}'’. -]{0,40})$/u;

class MentionBox extends PeopleList {
  words() {
    const typed = this.field.value.slice(0, this.field.selectionStart).match(BEFORE);
    return typed && typed[1].split(" ").length <= 4 ? typed[1].trim() : null;
  }

  take(option) {
    const end = this.field.selectionStart;
    const start = this.field.value.slice(0, end).lastIndexOf("@");
    this.field.setRangeText(`@${option.dataset.name} `, start, end, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  opens() {
    this.list.classList.toggle("is-up", this.getBoundingClientRect().bottom > innerHeight * 0.6);
    if (!this.dataset.found) return;
    const words = this.dataset.found.replace("%s", this.options.length);
    document.dispatchEvent(new CustomEvent("turnout:announce", { detail: words }));
  }
}
customElements.define("mention-box", MentionBox);
