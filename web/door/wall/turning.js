// Pages: which there are, how many rows fit, and whose turn it is. Nothing scrolls, however much there is.

import { key, waits } from "./marks.js"
import { make, part } from "./panels.js"

const ROW = 5.6, ABREAST = 2 // rem that a row needs at least; small panels side by side
const DOTS = 14, FACTS = 4

const state = { pages: [], at: 0, paused: false, timer: 0, shown: null }

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize)

// Rows that fit below the headings, never more than wanted.
function fitting(shown, kind) {
  const room = document.querySelector("main").clientHeight / rem() - (kind === "lamps" ? 13 : 8)
  return Math.max(1, Math.min(shown.rows, Math.floor(room / ROW)))
}

function parts(panel, shown) {
  const fit = fitting(shown, panel.kind), found = []
  for (let from = 0; from < panel.rows.length; from += fit) found.push(panel.rows.slice(from, from + fit))
  const pages = found.length ? found : [[]]
  return pages.map((rows, place) => ({ panel, rows, fit, place: pages.length > 1 ? `${place + 1} / ${pages.length}` : "" }))
}

function laid(shown) {
  const pages = []
  let small = []
  for (const panel of shown.panels.filter(one => one.kind !== "counts")) {
    const own = parts(panel, shown)
    const joins = panel.kind === "facts" && own.length === 1
    if (joins && small.length && small.length < ABREAST) small.push(own[0])
    else {
      pages.push(...own.map(one => [one]))
      small = joins ? pages.at(-1) : []
    }
  }
  return pages
}

// The page that was being read, in the new order of things: as near to it as there still is.
function kept(before, pages) {
  const name = before[state.at]?.[0].panel.name
  const of = list => list.flatMap((page, at) => (page[0].panel.name === name ? [at] : []))
  const here = of(pages), place = of(before).indexOf(state.at)
  return here[Math.min(place, here.length - 1)] ?? 0
}

export function show(shown) {
  const before = state.pages
  state.shown = shown
  state.pages = laid(shown)
  state.at = kept(before, state.pages)
  draw()
  if (!state.timer) rest()
}

export function clear() {
  clearTimeout(state.timer)
  Object.assign(state, { pages: [], at: 0, timer: 0, shown: null })
  document.querySelector("main").replaceChildren()
  document.querySelector("#turn").replaceChildren()
}

// Lists keep their lines where they are; a few facts share the room.
const tall = one => (one.panel.kind === "facts" ? Math.max(FACTS, one.rows.length) : one.fit)

function draw() {
  const now = Date.now(), page = state.pages[state.at] ?? []
  const main = document.querySelector("main")
  main.replaceChildren(...page.map(one => part(one.panel, one.rows, one.place, state.shown.texts, now)))
  main.style.setProperty("--rows", Math.max(1, ...page.map(tall)))
  main.classList.toggle("abreast", page.length > 1)
  dots()
}

function dots() {
  const turn = document.querySelector("#turn")
  const many = state.pages.length > DOTS
  const fresh = page => page.some(one => one.rows.some(item => waits(key(one.panel, item))))
  const marks = many
    ? [`${state.at + 1} / ${state.pages.length}`]
    : state.pages.map((page, place) => make("i", `${place === state.at ? "here" : ""} ${fresh(page) ? "fresh" : ""}`))
  turn.replaceChildren(...(state.paused ? [make("span", "", `‖ ${state.shown.texts.paused}`)] : []), ...(state.pages.length > 1 ? marks : []))
}

function rest(times = 1) {
  clearTimeout(state.timer)
  state.timer = state.shown && !state.paused ? setTimeout(() => turn(1), state.shown.seconds * 1000 * times) : 0
}

function turn(step, times = 1) {
  if (!state.pages.length) return
  const before = state.at
  state.at = (state.at + step + state.pages.length) % state.pages.length
  draw()
  if (state.at !== before) document.querySelector("main").animate([{ opacity: 0 }, { opacity: 1 }], 250)
  rest(times)
}

const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }

addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || !state.shown) return
  if (event.key in KEYS) turn(KEYS[event.key], 3) // who leafs by hand wants to read
  else if (event.key === " ") {
    state.paused = !state.paused
    draw()
    rest()
  } else if (event.key === "f") {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen()
  } else return
  event.preventDefault()
})

addEventListener("resize", () => { if (state.shown) show(state.shown) })
