// <mention-box><textarea></textarea></mention-box>: after @, people to choose from, by /people/suggest/?q= (elements with
// role="option" and data-name). Arrows, Enter or Tab choose, Escape closes; without scripts it is a plain textarea.
const BEFORE = /(?:^|\s)@([\p{L}\p{M}'’. -]{0,40})$/u;

class MentionBox extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    if (!this.area || this.list) return;
    this.list = Object.assign(document.createElement("div"), { className: "suggestions", role: "listbox", hidden: true });
    this.list.id = `people-${Math.random().toString(36).slice(2)}`;
    this.list.setAttribute("hx-morph-skip", "");
    this.append(this.list);
    this.area.addEventListener("input", () => this.look());
    this.area.addEventListener("keydown", (event) => this.press(event));
    this.area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(event.target.closest("[role=option]"));
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  look() {
    const typed = this.area.value.slice(0, this.area.selectionStart).match(BEFORE);
    clearTimeout(this.timer);
    if (!typed || typed[1].split(" ").length > 4) return this.close();
    this.timer = setTimeout(() => this.ask(typed[1].trim()), 100);
  }

  async ask(words) {
    const answer = await fetch(`/people/suggest/?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return this.close();
    this.list.innerHTML = await answer.text();
    if (!this.options.length || document.activeElement !== this.area) return this.close();
    this.options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    this.list.classList.toggle("is-up", this.getBoundingClientRect().bottom > innerHeight * 0.6);
    if (this.list.hidden && this.dataset.found) {
      const words = this.dataset.found.replace("%s", this.options.length);
      document.dispatchEvent(new CustomEvent("turnout:announce", { detail: words }));
    }
    this.list.hidden = false;
    this.area.setAttribute("aria-controls", this.list.id);
    this.pick(0);
  }

  pick(index) {
    const all = this.options;
    this.at = (index + all.length) % all.length;
    all.forEach((option, place) => option.setAttribute("aria-selected", place === this.at));
    all[this.at]?.scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", all[this.at]?.id ?? "");
  }

  press(event) {
    if (this.list.hidden || event.isComposing) return;
    const act = {
      ArrowDown: () => this.pick(this.at + 1),
      ArrowUp: () => this.pick(this.at - 1),
      Enter: () => this.choose(this.options[this.at]),
      Tab: () => this.choose(this.options[this.at]),
      Escape: () => this.close(),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  choose(option) {
    if (!option) return;
    const end = this.area.selectionStart;
    const start = this.area.value.slice(0, end).lastIndexOf("@");
    this.area.setRangeText(`@${option.dataset.name ?? option.textContent.trim()} `, start, end, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }
}
customElements.define("mention-box", MentionBox);
