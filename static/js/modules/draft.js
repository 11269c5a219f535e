/**
 * Keeps what was typed on this device until it is sent: a call, a lost line or an empty battery costs nothing.
 * Drafts belong to the member who wrote them, are forgotten at sign-out and after two weeks.
 *
 * @param {HTMLElement[]} elements [data-draft="<key>"] inside a form, or the form of signing out [data-forget-drafts]
 */
export function start(elements) {
  forget((_, at) => at < Date.now() - 14 * 86_400_000)
  clearWhatWasSent()
  for (const element of elements) {
    if ("forgetDrafts" in element.dataset) element.addEventListener("submit", () => forget(() => true))
    else keep(element)
  }
}

const NAME = "draft:"

/**
 * On a slow line people begin to type before this script arrives: that is kept too.
 *
 * @param {HTMLElement} place the composer
 */
function keep(place) {
  const form = place.closest("form")
  const key = `${NAME}${document.body.dataset.member ?? ""}:${place.dataset.draft}`
  const fields = [...form.elements].filter((field) => field.matches('textarea, input[type="text"], select[data-keep]'))
  if (fields.some((field) => field.value !== field.defaultValue)) save(fields, key, place)
  restore(fields, key, place)
  let waiting
  form.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => save(fields, key, place), 500)
  })
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting)
    save(fields, key, place)
    if (event.submitter?.name !== "preview") sessionStorage.setItem("sent", key)
  })
}

function save(fields, key, place) {
  const typed = fields.map((field) => [field.name, field.value]).filter(([, value]) => value.trim())
  try {
    if (typed.length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }))
    else localStorage.removeItem(key)
    say(place, typed.length)
  } catch {
    // no room or not allowed: the page works as before
  }
}

/** Fill what is empty; what the server sent back wins. */
function restore(fields, key, place) {
  const typed = Object.fromEntries(read(key)?.typed ?? [])
  for (const field of fields) {
    if (field.value || !typed[field.name]) continue
    field.value = typed[field.name]
    say(place, true)
  }
}

function say(place, kept) {
  let words = place.querySelector(".composer__kept")
  if (!words) {
    words = document.createElement("p")
    words.className = "composer__kept"
    words.setAttribute("role", "status")
    place.querySelector(".composer__foot")?.after(words)
  }
  words.textContent = kept ? (place.dataset.kept ?? place.querySelector("[data-kept]")?.dataset.kept) : ""
}

/** A sent form is answered by a redirect; only then was it taken. */
function clearWhatWasSent() {
  const [visit] = performance.getEntriesByType("navigation")
  const key = sessionStorage.getItem("sent")
  sessionStorage.removeItem("sent")
  if (key && visit?.redirectCount > 0) localStorage.removeItem(key)
}

/** @param {(key: string, at: number) => boolean} which */
function forget(which) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(NAME) && which(key, read(key)?.at ?? 0)) localStorage.removeItem(key)
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}
