/**
 * Counts that results were looked at and which one was opened, without saying by whom; links stay links.
 *
 * @param {HTMLElement[]} lists with data-looks="<address>", data-token, data-question and data-platform-number,
 *   round links with data-result="<kind>:<number>"
 */
export function start(lists) {
  for (const list of lists) {
    const { looks, token, question, platformNumber } = list.dataset
    const tell = (more) =>
      navigator.sendBeacon(looks, new URLSearchParams({ csrf_token: token, q: question, platform: platformNumber, ...more }))
    tell({})
    const open = (event) => {
      const link = event.target.closest("[data-result]")
      if (link && event.button < 2) tell({ result: link.dataset.result })
    }
    list.addEventListener("click", open)
    list.addEventListener("auxclick", open)
  }
}
