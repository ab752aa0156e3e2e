// <copy-text text="…"><button type="button">Copy</button></copy-text>, and <file-drop> around a .drop field.
const words = JSON.parse(document.body.dataset.words);

class CopyText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.getAttribute("text"));
      document.dispatchEvent(new CustomEvent("turnout:say", { detail: words.copied }));
    });
  }
}

class FileDrop extends HTMLElement {
  connectedCallback() {
    const drop = this.querySelector(".drop");
    const chosen = this.querySelector("[data-chosen]");
    for (const name of ["dragenter", "dragleave", "drop"]) {
      this.addEventListener(name, () => drop.classList.toggle("is-over", name === "dragenter"));
    }
    this.addEventListener("change", (event) => {
      const names = [...event.target.files].map((file) => file.name);
      if (names.length) chosen.textContent = names.join(", ");
    });
  }
}

customElements.define("copy-text", CopyText);
customElements.define("file-drop", FileDrop);
