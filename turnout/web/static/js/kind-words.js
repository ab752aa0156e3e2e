// <kind-words hints='{"hindsight": "…"}'><textarea></textarea></kind-words>: while somebody writes, a hint where words put a
// person in the place of a cause. Only the writer sees it, nothing is sent or kept, and each can be waved off. English only:
// elsewhere it stays silent. Quoted words and what machines did are let be: it is people who are hurt by such sentences.
const OTHERS = String.raw`(?:he|she|they|who|someone|somebody|nobody|everyone|everybody|@[\p{L}’'-]+(?: [\p{L}’'-]+)?|(?:the|our|their|his|her|my|a|an)(?: [\p{L}-]+)? (?:team|teams|engineer|developer|operator|nurse|driver|rider|courier|agent|manager|lead|colleague|contractor|supplier|staff|crew|shift))`;
const PERSON = String.raw`(?:i|we|you|${OTHERS})`;
const AT_THAT_TIME = String.raw`(?! (?:an?|the|some|any|another|more|no|one|two|it|this|that|lunch|time)(?![\p{L}]))`; // "we could have a call"
const found = (pattern) => new RegExp(String.raw`(?<![\p{L}\p{N}@])${pattern}(?![\p{L}\p{N}])`, "iu");

export const PATTERNS = [
  ["error", found(String.raw`(?:human|user|operator|driver|pilot) errors?`)],
  ["cause", found(String.raw`(?:root cause (?:was|is)|because of|caused by) (?:@[\p{L}’'-]+|him|her|them|the new (?:hire|colleague|person))`)],
  ["hindsight", found(String.raw`${PERSON} (?:really |simply |just )?(?:should(?:n['’]t| not)? have|could have|ought to have)${AT_THAT_TIME}`)],
  ["omission", found(String.raw`${OTHERS} (?:simply |just |again )?(?:failed to|forgot to|neglected to|did(?:n['’]t| not) bother to)`)],
  ["trait", found(String.raw`(?:${PERSON} (?:was|were|is|are|got|had been) (?:so |too |very |just |being )?(?:careless|sloppy|negligent|lazy|incompetent|reckless|stupid|irresponsible|complacent)|(?:careless|sloppy|lazy|stupid) (?:mistake|of (?:him|her|them|you)))`)],
  ["rule", found(String.raw`${PERSON} (?:did(?:n['’]t| not) follow|ignored|violated|broke) (?:the |our |any )?(?:[\p{L}-]+ )?(?:procedures?|process|policy|rules?|checklists?)`)],
  ["blame", found(String.raw`(?:whose fault|who (?:is|was) to blame|who did this|who approved (?:this|that|it)|why did (?:you|he|she|they)|why didn['’]t (?:you|he|she|they))`)],
  ["careful", found(String.raw`(?:be|being) more (?:careful|vigilant|attentive)|remind (?:everyone|everybody|all|the team|the staff|staff|people)`)],
];
const SPOKEN = /^\s*>.*$|`[^`]*`|"[^"\n]*"|“[^”\n]*”|«[^»\n]*»/gmu;

/** What in this text could hurt: [its sort, the words], or null. `waved` has the sorts nobody wants to hear of again. */
export function firstHint(text, waved = new Set()) {
  const plain = text.slice(0, 20000).replaceAll(SPOKEN, (words) => " ".repeat(words.length));
  for (const [sort, pattern] of PATTERNS) {
    const words = waved.has(sort) ? null : pattern.exec(plain);
    if (words) return [sort, words[0]];
  }
  return null;
}

class KindWords extends HTMLElement {
  connectedCallback() {
    if (!document.documentElement.lang.startsWith("en")) return;
    this.waved ??= new Set();
    this.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), 600);
    });
  }

  look() {
    const field = this.querySelector("textarea");
    const hint = field && firstHint(field.value, this.waved);
    this.box ??= this.draw();
    this.box.hidden = !hint;
    if (!hint || (this.sort === hint[0] && this.words === hint[1])) return;
    [this.sort, this.words] = hint;
    this.box.querySelector("q").textContent = this.words;
    this.box.querySelector("span").textContent = JSON.parse(this.getAttribute("hints"))[this.sort];
  }

  draw() {
    const box = document.createElement("p");
    box.className = "kind-hint small";
    box.setAttribute("role", "status");
    const wave = document.createElement("button");
    wave.type = "button";
    wave.className = "button is-small is-quiet";
    wave.textContent = this.getAttribute("wave");
    wave.addEventListener("click", () => {
      this.waved.add(this.sort);
      this.look();
      this.querySelector("textarea").focus();
    });
    box.append(document.createElement("q"), document.createElement("span"), wave);
    this.append(box);
    return box;
  }
}
customElements.define("kind-words", KindWords);
