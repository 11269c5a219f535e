/**
 * Shows the text as it will be read, without leaving the page.
 * Without scripts the button sends the form and the page comes back with the preview.
 *
 * @param {HTMLButtonElement[]} buttons with data-preview, inside a [data-composer] of a form
 */
export function start(buttons) {
  for (const button of buttons) button.addEventListener("click", (event) => preview(button, event))
}

/** @param {HTMLButtonElement} button @param {MouseEvent} event */
async function preview(button, event) {
  event.preventDefault()
  const place = button.closest("[data-composer]").querySelector(".composer__preview")
  const sent = new FormData(button.form)
  sent.set(button.name, button.value)
  for (const chooser of button.form.querySelectorAll("input[type=file]")) sent.delete(chooser.name)
  button.setAttribute("aria-busy", "true")
  try {
    const answer = await fetch(button.form.action, { method: "POST", body: sent, headers: { "X-Part": "preview" } })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const words = page.querySelector(".composer__preview .words") ?? page.querySelector(".words")
    if (!words) throw new Error("no preview in the answer")
    place.querySelector(".words").replaceWith(words)
    place.hidden = false
    place.scrollIntoView({ block: "nearest" })
  } catch {
    button.form.requestSubmit(button) // the long way round
  } finally {
    button.removeAttribute("aria-busy")
  }
}
