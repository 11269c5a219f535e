/**
 * Shows earlier threads like the one being asked, from the tenth letter of its title.
 *
 * @param {HTMLElement[]} places with data-similar="<address>": the box itself, or what holds one;
 *   answers go under the field
 */
export function start(places) {
  for (const place of places) watch(place.matches("input") ? place : place.querySelector("input"), place.dataset.similar)
}

const LETTERS = 10
const PAUSE = 400

function watch(box, address) {
  const place = placeAfter(box)
  place.setAttribute("aria-live", "polite")
  let waiting
  let asked = ""
  let asking = new AbortController()

  const ask = async () => {
    const title = box.value.trim()
    if (title === asked) return
    asked = title
    asking.abort()
    asking = new AbortController()
    if (title.length < LETTERS) return place.replaceChildren()
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ title })}`, { signal: asking.signal })
      if (answer.ok) place.innerHTML = await answer.text() // our own fragment, escaped by the template
    } catch {
      // the next letter asks again
    }
  }
  box.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE)
  })
  if (box.value) ask()
}

function placeAfter(box) {
  const place = document.createElement("div")
  box.closest(".field").after(place)
  return place
}
