/**
 * Suggestions under a search box; arrows choose, Enter goes there, Escape closes.
 *
 * @param {HTMLInputElement[]} boxes with data-suggest="<address>"; it answers links with role="option"
 */
export function start(boxes) {
  boxes.forEach((box, number) => watch(box, `suggestions-${number}`))
}

const PAUSE = 180

function watch(box, id) {
  const list = document.createElement("div")
  Object.assign(list, { id, className: "suggestions", hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", box.labels[0]?.textContent ?? "")
  box.after(list)
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["aria-expanded", "false"], ["autocomplete", "off"]]) {
    box.setAttribute(name, value)
  }
  let waiting
  let asking = new AbortController()

  const show = (open) => {
    list.hidden = !open
    box.setAttribute("aria-expanded", String(open))
    if (!open) box.removeAttribute("aria-activedescendant")
  }
  const ask = async () => {
    asking.abort()
    asking = new AbortController()
    const q = box.value.trim()
    if (q.length < 2) return show(false)
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q })}`, { signal: asking.signal })
      if (!answer.ok) return
      list.innerHTML = await answer.text() // our own fragment, escaped by the template
      ;[...list.children].forEach((option, index) => Object.assign(option, { id: `${id}-${index}`, tabIndex: -1 }))
      show(list.children.length > 0 && document.activeElement === box)
    } catch {
      // the next letter asks again
    }
  }
  box.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  box.addEventListener("keydown", (event) => move(event, box, list, show))
  box.addEventListener("blur", () => setTimeout(() => list.matches(":hover") || show(false), 100))
}

/** @param {KeyboardEvent} event */
function move(event, box, list, show) {
  if (list.hidden) return
  const options = [...list.children]
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true")
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === "Escape") {
    event.preventDefault()
    show(false)
  } else if (event.key === "Enter" && now >= 0) {
    event.preventDefault()
    location.assign(options[now].href)
  } else if (step) {
    event.preventDefault()
    const next = options.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % options.length)
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)))
    box.setAttribute("aria-activedescendant", next.id)
  }
}
