/**
 * Loads a behaviour for the elements that ask for it. Every link and form works without it.
 *
 * A module exports `start(elements)`; what an element must carry stands in its comment.
 */
const BEHAVIOURS = {
  once: 'form[method="post"]',
  menu: "[data-menu]",
  display: "[data-display]",
  suggest: "[data-suggest]",
  quote: "[data-quote]",
  evidence: "[data-evidence]",
  bar: "[data-composer]",
  preview: "[data-preview]",
  draft: "[data-draft], [data-forget-drafts]",
  autosave: "[data-autosave]",
  similar: "[data-similar]",
  copy: "[data-copy]",
  keys: "[data-letter]",
  looks: "[data-looks]",
}

const started = Object.entries(BEHAVIOURS).map(async ([name, asks]) => {
  const elements = [...document.querySelectorAll(asks)]
  if (elements.length) (await import(`./modules/${name}.js`)).start(elements)
})
Promise.all(started).then(() => (document.documentElement.dataset.started = ""))
