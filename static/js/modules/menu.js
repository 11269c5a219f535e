/**
 * Closes an open menu when one looks elsewhere or presses Escape.
 *
 * @param {HTMLDetailsElement[]} menus <details data-menu>
 */
export function start(menus) {
  for (const menu of menus) {
    document.addEventListener("pointerdown", (event) => menu.contains(event.target) || menu.removeAttribute("open"))
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return
      menu.open = false
      menu.querySelector("summary").focus()
    })
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false
    })
  }
}
