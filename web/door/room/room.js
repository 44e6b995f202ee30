// The meeting room: hears the stage over its own socket and draws it; keys lead through the agenda and decide.

import { line } from "../wall/line.js"
import { T, agenda, fill, item, make } from "./draw.js"
import { ask, isOpen, random, sure } from "./asking.js"

const ENDED = 4401, GONE = 4404
const body = document.body, find = selector => document.querySelector(selector)
const meeting = body.dataset.meeting, keeps = body.dataset.keeps === "1", me = Number(body.dataset.me)
let stage = null, held = null, ahead = 0, heading = null, sending = Promise.resolve(), online = false

const shown = () => held ?? stage?.shown
const here = () => stage.items.findIndex(one => one.id === stage.shown?.id)

function draw() {
  if (!stage) return
  agenda(stage, shown()?.id)
  item(stage, shown())
  find("#who").textContent = stage.presenter ? fill("presents", { person: stage.presenter }) : T[`state_${stage.state}`]
  body.dataset.state = stage.state
  body.classList.toggle("presenting", stage.presenter_id === me)
  keys()
  state()
  tick()
}

function state(said = "") {
  const place = find("#state")
  const behind = held && stage.shown && held.id !== stage.shown.id
  place.className = said ? "wrong" : online ? "" : "cut"
  place.textContent = said || (behind ? fill("held_back", { n: here() + 1 }) : online ? `● ${T.live}` : `▲ ${T.cut}`)
}

const clock = seconds => {
  const whole = Math.max(0, Math.floor(seconds)), two = n => String(n).padStart(2, "0")
  const hours = Math.floor(whole / 3600)
  return `${hours ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}

function tick() {
  if (!stage) return
  const now = Date.now() + ahead, one = shown(), row = one && stage.items.find(each => each.id === one.id)
  const spent = find("#spent")
  if (spent && row) {
    const runs = stage.state === "running" && one.id === stage.shown?.id && stage.since
    const seconds = row.seconds + (runs ? (now - Date.parse(stage.since)) / 1000 : 0)
    spent.textContent = `${clock(seconds)} / ${row.minutes}:00`
    spent.classList.toggle("late", seconds > row.minutes * 60)
  }
  const runs = stage.state === "running" && stage.opened_at
  find("#total").textContent = runs ? `${T.total} ${clock((now - Date.parse(stage.opened_at)) / 1000)}` : ""
  find("#total").classList.toggle("late", Boolean(runs) && now > Date.parse(stage.ends_at))
}

async function post(act) {
  try {
    const answer = await fetch(`/meeting-room/${meeting}/acts`, {
      method: "POST", headers: { "content-type": "application/json", "x-luoshi": "1" }, body: JSON.stringify({ key: random(), ...act }),
    })
    if (answer.status === 401) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
    if (answer.ok) return { ok: true }
    return { message: T.lost, ...await answer.json().catch(() => ({})), status: answer.status }
  } catch {
    return { message: T.lost, status: 0 }
  }
}

async function plain(act) {
  const said = await post(act)
  if (!said.ok) state(said.message)
  return said.ok
}

// Pressed faster than the office answers, the arrows count on from where they lead.
function turn(by) {
  const from = heading === null ? here() : stage.items.findIndex(one => one.id === heading)
  const to = stage.items[Math.min(Math.max(from + by, 0), stage.items.length - 1)]
  if (!to || to.id === stage.items[from]?.id) return
  heading = to.id
  sending = sending.then(() => plain({ do: "show", item: to.id })).then(() => { if (heading === to.id) heading = null })
}

function open(what) {
  if (!stage?.shown) return
  held = structuredClone(stage.shown)
  ask(what, held, {
    post,
    latest: () => (stage.shown?.id === held?.id ? stage.shown : null),
    closed: () => { held = null; draw() },
  })
}

const DOING = {
  running: [
    ["n", "note"], ["d", "decide"], ["t", "task"], ["r", "report"], ["e", "extend"], ["u", "urge"], ["p", "take_over"], ["q", "close"],
  ],
  planned: [["s", "open"]],
  held: [],
}
const ABOUT_A_TASK = ["report", "extend", "urge"]

function offered() {
  if (!keeps || !stage) return []
  const fits = name => !(ABOUT_A_TASK.includes(name) && !stage.shown?.task_id) &&
    !(name === "take_over" && stage.presenter_id === me) && !(name === "open" && !stage.items.length)
  return (DOING[stage.state] ?? []).filter(([, name]) => fits(name))
}

function act(name) {
  if (name === "open" || name === "take_over") plain({ do: name })
  else if (name === "close") sure(T.sure_close, () => plain({ do: "close" }), draw)
  else open(name)
}

function keys() {
  const buttons = offered().map(([key, name]) => {
    const button = make("button", "", "", make("kbd", "", key), ` ${T[`do_${name}`]}`)
    button.onclick = () => act(name)
    return button
  })
  const arrows = keeps && stage.state === "running" ? [make("span", "", "", make("kbd", "", "←"), make("kbd", "", "→"), ` ${T.do_move}`)] : []
  find("#keys").replaceChildren(...arrows, ...buttons)
}

document.addEventListener("keydown", event => {
  if (isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !stage || !keeps) return
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key]
  if (by && stage.state === "running") {
    event.preventDefault()
    turn(by)
    return
  }
  const found = offered().find(([key]) => key === event.key.toLowerCase())
  if (found) {
    event.preventDefault()
    act(found[1])
  }
})

find("#agenda").onclick = event => {
  const row = event.target.closest("li")
  if (row && keeps && stage?.state === "running") plain({ do: "show", item: Number(row.dataset.item) })
}

line(`${location.origin.replace(/^http/, "ws")}/meeting-room/live?id=${meeting}`, {
  message(said) {
    const was = online
    online = true
    ahead = said.now - Date.now()
    if (said.stage) {
      stage = said.stage
      body.dataset.edition = Number(body.dataset.edition ?? 0) + 1
      draw()
    } else if (!was) state()
  },
  lost(code) {
    online = false
    if (code === ENDED) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
    if (code === GONE) {
      stage = null
      find("#agenda").replaceChildren()
      find("#item").replaceChildren(make("p", "empty", T.gone))
      find("#keys").replaceChildren()
    }
    if (stage) state()
    return code === ENDED || code === GONE
  },
})
setInterval(tick, 1000)
