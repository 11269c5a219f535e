/**
 * Shows earlier threads like the one being asked, from the tenth letter of its title.
 * «This answers me» is counted where it stands; what was typed stays, and goes only with the link that says so.
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
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-answers]")
    if (button) count(button, box.form)
    else if (event.target.closest("[data-drop-draft]")) drop(box.form)
  })
}

/** @param {HTMLButtonElement} button with data-answers="<address>" @param {HTMLFormElement} form whose token is sent along */
async function count(button, form) {
  button.setAttribute("aria-disabled", "true")
  const token = new FormData(form).get("csrf_token") ?? ""
  try {
    const answer = await fetch(button.dataset.answers, {
      method: "POST", headers: { "X-Part": "answered" }, body: new URLSearchParams({ csrf_token: token }),
    })
    if (answer.ok) button.outerHTML = await answer.text()
    else button.removeAttribute("aria-disabled")
  } catch {
    button.removeAttribute("aria-disabled")
  }
}

/** The question is answered: its draft must not come back the next time. */
function drop(form) {
  localStorage.removeItem(`draft:${document.body.dataset.member ?? ""}:${form.dataset.draft}`)
}

function placeAfter(box) {
  const place = document.createElement("div")
  box.closest(".field").after(place)
  return place
}
