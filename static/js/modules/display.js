/**
 * Day or night, roomy or dense: shown at once, kept by the server.
 * Without scripts the form does the same with a new page.
 *
 * @param {HTMLFormElement[]} forms <form data-display> with buttons named theme and density
 */
export function start(forms) {
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      const { name, value } = event.submitter ?? {}
      if (!name) return
      event.preventDefault()
      document.documentElement.dataset[name] = value
      for (const button of form.querySelectorAll(`[name="${name}"]`)) {
        button.setAttribute("aria-pressed", String(button === event.submitter))
      }
      const sent = new FormData(form)
      sent.set(name, value)
      fetch(form.action, { method: "POST", body: sent, redirect: "manual" })
    }, { capture: true })
  }
}
