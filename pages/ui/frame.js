// The second click of a double click is no second command: buttons of screens hear only the first.
const first = event => {
  if (event.detail > 1 && event.target.closest?.('[data-testid="stButton"] button')) {
    event.stopImmediatePropagation()
    event.preventDefault()
  }
}

export default function () {
  if (document.luoshiHears) return
  document.luoshiHears = true
  document.addEventListener("click", first, true)
}
