// The second click of a double click is no second command: buttons of screens hear only the first.
const first = event => {
  if (event.detail > 1 && event.target.closest?.('[data-testid="stButton"] button')) {
    event.stopImmediatePropagation()
    event.preventDefault()
  }
}

const STATE = "data-test-connection-state"
const PAUSE = 3000

// A line that is cut comes back by itself. One whose session has ended does not: the way is to the door,
// which leads back here. Streamlit would say "Connection failed with status 401" and stay there.
const watch = app => {
  let asking = 0
  const ask = async () => {
    const answer = await fetch("/_stcore/health", { cache: "no-store" }).catch(() => null)
    if (answer?.status === 401) location.reload()
    else if (app.getAttribute(STATE) !== "CONNECTED") asking = setTimeout(ask, PAUSE)
    else asking = 0
  }
  new MutationObserver(() => {
    if (!asking && app.getAttribute(STATE) !== "CONNECTED") asking = setTimeout(ask, 0)
  }).observe(app, { attributes: true, attributeFilter: [STATE] })
}

export default function () {
  if (document.luoshiHears) return
  document.luoshiHears = true
  document.addEventListener("click", first, true)
  const app = document.querySelector(`[${STATE}]`)
  if (app) watch(app)
}
