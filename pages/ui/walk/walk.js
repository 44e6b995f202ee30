// The walk as Streamlit calls it: once for each round; from then on no tap runs the script.

const walks = new WeakMap()
const LOOK = 20000

const act = (live, tap) => {
  const entry = entryOf(live, tap)
  const begun = performance.now()
  lay(live, entry)
  memory.set(entry.key, entry)
  draw(live)
  chip(live)
  live.shown = performance.now() - begun
  keep(entry).then(() => send(live))
}

const go = (live, visit) => {
  live.at = visit
  live.listing = false
  remember(live)
  draw(live)
  live.root.scrollIntoView({ block: "start" })
  const stop = live.stops.get(visit)
  if (stop && !stop.finished && !stop.said.some(one => one.answer) && !live.arrived.has(visit) && !live.sheet.handed_in_at) {
    live.arrived.add(visit)
    const entry = entryOf(live, { do: "arrive", visit })
    memory.set(entry.key, entry)
    keep(entry).then(() => send(live))
  }
}

const leaveFor = (live, stop) => {
  const next = following(live, stop.visit_id)
  if (next) return go(live, next.visit_id)
  live.listing = true
  live.at = null
  remember(live)
  draw(live)
}

// The address resumes where the walk was, whatever happens to the page.
const remember = live => {
  const address = new URL(location.href)
  address.searchParams.set("round", live.data.round)
  if (live.at) address.searchParams.set("stop", live.at)
  else address.searchParams.delete("stop")
  history.replaceState(history.state, "", address)
}

const begin = (parent, data) => {
  const root = parent.querySelector(".walk")
  const live = {
    root, data, sheet: null, stops: new Map(), items: new Map(), ids: new Map(), saved: new Set(), arrived: new Set(),
    at: null, listing: false, floor: null, draft: null, acknowledged: 0, sending: false, left: false,
  }
  root.querySelector(".list").onclick = () => { live.listing = !live.listing || !live.stops.has(live.at); draw(live) }
  root.querySelector(".chip").onclick = () => send(live)
  const again = () => send(live)
  const look = async () => {
    if (document.hidden || live.draft || waiting(data.owner, data.round).length) return
    try { if (await load(live)) draw(live) } catch { live.offline = true }
  }
  const seen = () => { if (!document.hidden) { again(); look() } }
  const sending = setInterval(again, EVERY), looking = setInterval(look, LOOK)
  addEventListener("online", again)
  document.addEventListener("visibilitychange", seen)
  live.leave = () => {
    live.left = true
    clearInterval(sending)
    clearInterval(looking)
    removeEventListener("online", again)
    document.removeEventListener("visibilitychange", seen)
  }
  return live
}

const start = async live => {
  await remembered(live.data.owner, live.data.round)
  chip(live)
  try {
    await load(live)
  } catch {
    live.gone = live.data.texts.unreachable
    setTimeout(() => { if (!live.left) { live.gone = ""; start(live) } }, EVERY)
  }
  if (live.sheet) {
    const asked = Number(new URL(location.href).searchParams.get("stop")) || live.data.stop
    const first = live.stops.get(asked) || (live.sheet.handed_in_at ? null : following(live, 0))
    if (first) go(live, first.visit_id)
  }
  draw(live)
  send(live)
}

export default function (component) {
  const parent = component.parentElement
  const known = walks.get(parent)
  if (known && known.data.round === component.data.round) {
    known.data = component.data
    draw(known)
    chip(known)
  } else {
    known?.leave()
    const live = begin(parent, component.data)
    walks.set(parent, live)
    start(live)
  }
  return () => { walks.get(parent)?.leave(); walks.delete(parent) }
}
