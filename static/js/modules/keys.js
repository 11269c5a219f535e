/**
 * Sorting letters from the keyboard: a letter that has the focus hears 1, 2, 3 (its buttons), n and p (next, previous;
 * past the last one n follows the link [data-skip]).
 * Keys are taken by their place, so they work in an Arabic layout too.
 *
 * @param {HTMLElement[]} letters <article data-letter> with buttons [data-key="1"] …
 */
export function start(letters) {
  document.documentElement.classList.add("keys")
  letters.forEach((letter, index) => {
    letter.tabIndex = 0
    letter.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return
      if (event.code === "KeyN") letters[index + 1] ? letters[index + 1].focus() : letter.querySelector("[data-skip]")?.click()
      else if (event.code === "KeyP") letters[index - 1]?.focus()
      else press(letter, event)
    })
  })
  const [visit] = performance.getEntriesByType("navigation")
  if (visit?.redirectCount > 0) letters[0].focus() // the last one was just sorted
}

function press(letter, event) {
  const number = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1]
  const button = number && letter.querySelector(`[data-key="${number}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
}
