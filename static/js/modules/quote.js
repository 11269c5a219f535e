/**
 * Puts the selected words of a post into the reply box as a Markdown quote.
 *
 * Without scripts the link still leads to the reply box (#reply).
 *
 * @param {HTMLAnchorElement[]} links with data-quote="<id of the post>"
 */
export function start(links) {
  for (const link of links) link.addEventListener("click", (event) => quote(link, event))
}

/** @param {HTMLAnchorElement} link @param {MouseEvent} event */
export function quote(link, event) {
  const post = document.getElementById(link.dataset.quote)
  const box = document.querySelector("#reply textarea")
  if (!post || !box) return

  const text = wordsFrom(post, getSelection())
  if (!text) return

  event.preventDefault()
  const before = box.value.trim()
  box.value = `${before ? before + "\n\n" : ""}${asQuote(text)}\n\n`
  box.focus()
  box.setSelectionRange(box.value.length, box.value.length)
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

/** The selection if it lies inside the post, else the whole post. */
function wordsFrom(post, selection) {
  const body = post.querySelector(".post__body")
  const inside = selection && !selection.isCollapsed && body.contains(selection.anchorNode) && body.contains(selection.focusNode)
  return (inside ? selection.toString() : body.innerText).trim()
}

/** @param {string} text */
export function asQuote(text) {
  return text.replace(/\n{3,}/g, "\n\n").split("\n").map((line) => `> ${line}`.trimEnd()).join("\n")
}
