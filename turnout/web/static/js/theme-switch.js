// <theme-switch hidden> around three radios named "theme" (values "", "light", "dark"). Shown only where scripts run.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    // Two switches stand on a page (menu of the side and of the top): each needs a radio group of its own.
    const group = `theme-${ThemeSwitch.count = (ThemeSwitch.count ?? 0) + 1}`;
    const now = document.documentElement.dataset.theme ?? "";
    for (const radio of this.querySelectorAll("input")) {
      radio.name = group;
      radio.checked = radio.value === now;
    }
    this.addEventListener("change", (event) => this.choose(event.target.value));
  }

  choose(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // kept for this page only
    }
  }
}
customElements.define("theme-switch", ThemeSwitch);
