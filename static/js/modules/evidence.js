/**
 * Takes the selected words of a post along to the page where evidence is kept.
 *
 * Without scripts, or without a selection, the link leads there all the same: the words are pasted.
 *
 * @param {HTMLAnchorElement[]} links with data-evidence="<id of the post>"
 */
export function start(links) {
  for (const link of links) link.addEventListener("click", () => takeAlong(link, getSelection()))
}

/** @param {HTMLAnchorElement} link @param {Selection | null} selection */
function takeAlong(link, selection) {
  const body = document.getElementById(link.dataset.evidence)?.querySelector(".post__body")
  const inside = selection && !selection.isCollapsed && body?.contains(selection.anchorNode) && body.contains(selection.focusNode)
  const address = new URL(link.href)
  address.search = inside ? new URLSearchParams({ words: selection.toString().trim().slice(0, 1500) }) : ""
  link.href = address
}
