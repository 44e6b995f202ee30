// What the screen knows: the office's sheet with the taps that are still on their way laid over it.

const load = async live => {
  const response = await fetch(`/rounds/${live.data.round}`, { credentials: "same-origin" })
  if (response.status === 401) { live.signedOut = true; return false }
  if (!response.ok) { live.gone = (await response.json().catch(() => ({}))).message || "–"; return false }
  accept(live, await response.json())
  return true
}

const accept = (live, sheet) => {
  live.sheet = sheet
  live.items = new Map(sheet.items.map(item => [item.id, item]))
  live.stops = new Map(sheet.stops.map(stop => [stop.visit_id, stop]))
  live.saved = new Set()
  for (const stop of sheet.stops) for (const one of stop.findings) {
    live.ids.set(one.key, one.id)
    if (one.saved) live.saved.add(one.key)
  }
  for (const entry of waiting(live.data.owner, live.data.round)) if (!entry.refused) lay(live, entry)
}

// One tap, as the office will see it.
const lay = (live, tap) => {
  const stop = live.stops.get(tap.visit)
  if (tap.do === "hand_in") live.sheet.handed_in_at = "now"
  if (!stop) return
  if (tap.do === "answer") say(stop, tap.item, tap.answer, tap.reason || "")
  if (tap.do === "fine") { stop.fine = true; stop.skipped = "" }
  if (tap.do === "skip") stop.skipped = tap.reason
  if (tap.do === "note") note(live, stop, tap)
  if (tap.do === "save") {
    const one = stop.findings.find(each => each.key === tap.finding)
    if (one) { one.saved = true; live.saved.add(one.key); say(stop, one.item_id, "fault", "") }
  }
  if (tap.do === "drop") stop.findings = stop.findings.filter(one => one.key !== tap.finding)
  if (tap.do === "photo") {
    const one = stop.findings.find(each => each.key === tap.finding)
    if (one) one.photos += 1
  }
  stop.finished = stop.fine && stop.said.every(one => !one.spot || one.answer)
}

const say = (stop, item, answered, reason) => {
  let one = stop.said.find(each => each.item_id === item)
  if (!one) stop.said.push(one = { item_id: item, spot: 0 })
  one.answer = answered
  one.reason = reason
}

const note = (live, stop, tap) => {
  let one = stop.findings.find(each => each.key === tap.finding)
  if (!one) {
    const item = live.items.get(tap.item)
    if (!item) return
    one = { key: tap.finding, item_id: item.id, phrase: "", note: "", severity: item.severity, path: item.path, due_day: null, saved: false, photos: 0 }
    stop.findings.push(one)
  }
  for (const name of ["phrase", "note", "severity", "path", "due_day"]) if (tap[name] != null) one[name] = tap[name]
}

const isDone = stop => stop.finished || Boolean(stop.skipped)
const mine = live => live.sheet.stops.filter(stop => !stop.barred)
const floorsOf = live => [...new Set(live.sheet.stops.map(stop => stop.floor))]

// The next one on the way: behind this one first, on my floors first.
const following = (live, from) => {
  const list = mine(live).filter(stop => !isDone(stop))
  const walker = live.sheet.walkers.find(one => one.person_id === live.data.owner)
  const near = list.filter(stop => !walker?.floors.length || walker.floors.includes(stop.floor))
  const wanted = near.length ? near : list
  const place = live.sheet.stops.findIndex(stop => stop.visit_id === from)
  const behind = wanted.find(stop => live.sheet.stops.indexOf(stop) > place)
  return behind || wanted[0] || null
}
