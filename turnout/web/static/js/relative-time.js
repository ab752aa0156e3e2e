// <relative-time><time datetime="…">12 min ago</time></relative-time> stays true while the page is open.
// With the attribute "until" it counts towards a moment. <count-down> is the same with the words of a promised update.
const words = JSON.parse(document.body.dataset.words);
const MINUTE = 60, HOUR = 3600, DAY = 86_400;
const all = new Set();

const fill = (pattern, value) => pattern.replace("%s", value);
const length = (seconds) =>
  seconds < HOUR ? fill(words.min, Math.max(1, Math.round(seconds / MINUTE)))
    : seconds < DAY ? fill(words.h, Math.floor(seconds / HOUR))
      : fill(words.d, Math.floor(seconds / DAY));

class RelativeTime extends HTMLElement {
  connectedCallback() {
    all.add(this);
    this.show();
  }

  disconnectedCallback() {
    all.delete(this);
  }

  get seconds() {
    return (Date.now() - Date.parse(this.querySelector("time")?.dateTime)) / 1000;
  }

  show() {
    const text = this.text(this.seconds);
    const time = this.querySelector("time");
    if (text && time.textContent !== text) time.textContent = text;
  }

  text(since) {
    if (Number.isNaN(since)) return "";
    if (this.hasAttribute("until")) return since > 0 ? fill(words.late, length(since)) : fill(words.in, length(-since));
    if (since > 7 * DAY) return "";
    return since < MINUTE ? words.now : fill(words.ago, length(since));
  }
}

class CountDown extends RelativeTime {
  text(since) {
    if (Number.isNaN(since)) return "";
    this.classList.toggle("is-late", since > 0);
    this.classList.toggle("is-soon", since <= 0 && since > -10 * MINUTE);
    if (this.getAttribute("about") !== "update") {
      return since > 0 ? fill(words.late, length(since)) : fill(words.in, length(-since));
    }
    return since > 0 ? fill(words.update_late, length(since)) : fill(words.update_in, length(-since));
  }
}

customElements.define("relative-time", RelativeTime);
customElements.define("count-down", CountDown);
const tick = () => document.hidden || all.forEach((each) => each.show());
setInterval(tick, 15_000);
document.addEventListener("visibilitychange", tick);
