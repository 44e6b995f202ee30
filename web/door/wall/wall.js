// The wall: hears the whole snapshot over its own socket and draws it. Nobody has to touch it ever again:
// it comes back by itself, and loads itself anew when the office runs a newer version.

import { line } from "./line.js"
import * as marks from "./marks.js"
import { counts } from "./panels.js"
import * as signs from "./signs.js"
import * as turning from "./turning.js"

const REVOKED = 4403, ENDED = 4401, RENEWED = 60000
const root = document.documentElement, body = document.body
const find = selector => document.querySelector(selector)

function draw(shown) {
  root.lang = shown.lang
  root.dataset.theme = shown.theme
  find("#office").textContent = shown.office
  find("#date").textContent = shown.today
  const band = shown.panels.findIndex(panel => panel.kind === "counts")
  marks.learn(shown.panels, Date.now())
  find("#message").hidden = true
  find("#counts").hidden = band < 0
  find("#counts").replaceChildren(...(band < 0 ? [] : counts(shown.panels[band], Date.now())))
  body.classList.toggle("low", band > 0)
  body.classList.toggle("alone", band >= 0 && shown.panels.length === 1)
  signs.learn(shown)
  turning.show(shown)
  body.dataset.edition = Number(body.dataset.edition ?? 0) + 1
}

// Another version of the page stands at the office: load it, but not over and over.
function renews(version) {
  if (version === root.dataset.version) return false
  const [before, at] = JSON.parse(sessionStorage.getItem("renewed") ?? "[]")
  if (before === version && Date.now() - at < RENEWED) return false
  sessionStorage.setItem("renewed", JSON.stringify([version, Date.now()]))
  location.reload()
  return true
}

function message(said) {
  if (said.beat) {
    signs.heard(said.now)
    signs.confirmed(said.beat)
    signs.draw()
  } else if (!renews(said.version)) {
    signs.heard()
    signs.confirmed(said.at)
    draw(said)
  }
}

// Whoever may not look any more keeps nothing of what was there.
function forget() {
  turning.clear()
  marks.forget()
  signs.forget()
  for (const place of ["#counts", "#office", "#date", "#clock"]) find(place).replaceChildren()
  find("#counts").hidden = true
}

function lost(code) {
  signs.lost()
  if (code === ENDED) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  if (code !== REVOKED) return code === ENDED
  forget()
  body.classList.add("cut")
  find("#sign").textContent = "■"
  find("#said").textContent = ""
  const [first, second] = find("#message").children
  first.textContent = body.dataset.revoked
  second.textContent = body.dataset.ask
  find("#message").hidden = false
  return true
}

line(location.origin.replace(/^http/, "ws") + "/wall/live" + location.search, { message, lost })

// A screen that is watched does not go dark, and shows no pointer.
const stayOn = () => navigator.wakeLock?.request("screen").catch(() => {})
document.addEventListener("visibilitychange", () => { if (!document.hidden) stayOn() })
stayOn()
let still = 0
addEventListener("pointermove", () => {
  body.classList.remove("still")
  clearTimeout(still)
  still = setTimeout(() => body.classList.add("still"), 3000)
})
