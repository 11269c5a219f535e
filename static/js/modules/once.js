/**
 * A form goes out once: a second tap on a slow line does nothing.
 * The server refuses the second one as well.
 *
 * @param {HTMLFormElement[]} forms
 */
export function start(forms) {
  for (const form of forms) form.addEventListener("submit", (event) => sendOnce(form, event))
  addEventListener("pageshow", () => forms.forEach(release))
}

/** @param {HTMLFormElement} form @param {SubmitEvent} event */
function sendOnce(form, event) {
  if (event.defaultPrevented) return
  if ("sent" in form.dataset) return event.preventDefault()
  form.dataset.sent = ""
  // not `disabled`: the name of a disabled button would not be sent
  event.submitter?.setAttribute("aria-disabled", "true")
}

/** The page came back from the browser's memory: the form may be sent again. */
function release(form) {
  delete form.dataset.sent
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled")
}
