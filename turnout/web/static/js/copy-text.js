// <copy-text text="…"><button type="button">Copy</button></copy-text>, and <file-drop> around a .drop field.
const words = JSON.parse(document.body.dataset.words);

class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.said) return;
    this.said = Object.assign(document.createElement("span"), { className: "copied small", role: "status" });
    this.append(this.said);
    this.addEventListener("click", async () => {
      if (!(await this.copy())) return;
      this.said.textContent = words.copied; // beside the button: a sheet would hide it anywhere else
      setTimeout(() => { this.said.textContent = ""; }, 4000);
    });
  }

  async copy() {
    const text = this.getAttribute("text");
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true }); // without https
    area.className = "hidden-words";
    this.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    this.querySelector("button").focus();
    return copied;
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
