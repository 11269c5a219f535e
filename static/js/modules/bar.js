/**
 * A small bar of Markdown over the text: for those who do not know the signs by heart.
 *
 * @param {HTMLElement[]} composers with data-bar="<words of the six tools, parted by |>" and one textarea
 */
export function start(composers) {
  for (const composer of composers) addBar(composer, composer.querySelector("textarea"))
}

/** What each tool does to the chosen words: what stands before and after, or before each line. */
const TOOLS = [
  ["bold", (words) => `**${words}**`],
  ["list", (words) => eachLine(words, () => "- ")],
  ["numbers", (words) => eachLine(words, (n) => `${n}. `)],
  ["quote", (words) => eachLine(words, () => "> ")],
  ["link", (words) => `[${words}](https://)`],
  ["table", (words) => `| ${words} |  |\n| --- | --- |\n|  |  |\n`],
]

/** @param {string} words @param {(n: number) => string} sign */
export function eachLine(words, sign) {
  return words.split("\n").map((line, index) => sign(index + 1) + line).join("\n")
}

function addBar(composer, box) {
  const labels = composer.dataset.bar?.split("|")
  const sprite = document.querySelector("use")?.getAttribute("href").split("#")[0]
  if (!box || !labels || !sprite) return
  const bar = document.createElement("div")
  bar.className = "composer__bar"
  TOOLS.forEach(([icon, change], index) => {
    const tool = document.createElement("button")
    tool.type = "button"
    tool.className = "composer__tool"
    tool.title = labels[index]
    tool.setAttribute("aria-label", labels[index])
    tool.innerHTML = `<svg class="icon${icon === "bold" || icon === "table" || icon === "link" ? "" : " icon--points"}" aria-hidden="true"><use href="${sprite}#${icon}"/></svg>`
    tool.addEventListener("click", () => apply(box, change))
    bar.append(tool)
  })
  box.before(bar)
}

/** Change the chosen words as if they had been typed, so that undo works and the draft hears of it. */
function apply(box, change) {
  const words = box.value.slice(box.selectionStart, box.selectionEnd)
  const start = box.selectionStart
  const needsLine = change("").match(/^([-|>]|1\.)/) && start > 0 && box.value[start - 1] !== "\n"
  const text = (needsLine ? "\n" : "") + change(words)
  box.focus()
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, start, box.selectionEnd, "end")
    box.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const empty = words ? -1 : change("\0").indexOf("\0")
  if (empty >= 0) {
    const caret = start + (needsLine ? 1 : 0) + empty
    box.setSelectionRange(caret, caret)
  }
}
