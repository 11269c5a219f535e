/**
 * Sends what is typed to the server while it is typed. While the line is down it stays on this device
 * and is sent when the line is back, also after the tab was closed. Without scripts a button keeps it.
 *
 * @param {HTMLFormElement[]} forms [data-autosave="<address>"] with [data-autosave-says] inside;
 *   data-offline: what to say without a line; data-answered: the server has just sent the text back
 */
export function start(forms) {
  for (const form of forms) keep(form)
}

const PAUSE = 1500
const AGAIN = 10_000

function keep(form) {
  const key = `draft:${document.body.dataset.member ?? ""}:${form.dataset.autosave}`
  const fields = ["heading", "source", "revision"].map((name) => form.elements[name])
  const says = form.querySelector("[data-autosave-says]")
  let waiting, sending

  const wait = (time) => {
    clearTimeout(waiting)
    waiting = setTimeout(send, time)
  }
  const hold = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed: fields.map((f) => [f.name, f.value]) }))
    } catch {
      // no room or not allowed: the server still gets it
    }
  }
  async function send() {
    const typed = fields.map((field) => field.value).join("\0")
    sending = new AbortController()
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { "X-Part": "draft" }, signal: sending.signal,
      })
      if (!answer.headers.get("Content-Type")?.startsWith("text/plain")) throw new Error(answer.status)
      says.textContent = await answer.text()
      if (typed === fields.map((field) => field.value).join("\0")) localStorage.removeItem(key)
    } catch (problem) {
      if (problem.name === "AbortError") return
      says.textContent = form.dataset.offline
      wait(AGAIN)
    }
  }

  if ("answered" in form.dataset) localStorage.removeItem(key)
  else if (restore(key, fields)) wait(0)
  if (fields.some((field) => field.value !== field.defaultValue)) wait(PAUSE)
  form.addEventListener("input", () => {
    hold()
    wait(PAUSE)
  })
  addEventListener("online", () => localStorage.getItem(key) && wait(0))
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting)
    sending?.abort()
    hold()
    if (event.submitter?.name !== "preview") sessionStorage.setItem("sent", key)
  })
}

/** What never reached the server is newer than what it sent. */
function restore(key, fields) {
  let typed
  try {
    typed = Object.fromEntries(JSON.parse(localStorage.getItem(key))?.typed ?? [])
  } catch {
    return false
  }
  for (const field of fields) if (typed[field.name] !== undefined) field.value = typed[field.name]
  return "source" in typed
}
