/**
 * Copies the address of a link; without scripts the link is simply the address.
 *
 * @param {HTMLAnchorElement[]} links with data-copy="<words to show when it is done>"
 */
export function start(links) {
  for (const link of links) {
    link.addEventListener("click", async (event) => {
      event.preventDefault()
      const words = link.querySelector("span") ?? link
      const before = words.textContent
      try {
        await navigator.clipboard.writeText(link.href)
        words.textContent = link.dataset.copy
        setTimeout(() => { words.textContent = before }, 2000)
      } catch {
        location.assign(link.href)
      }
    })
  }
}
