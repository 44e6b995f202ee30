// Drawing: nodes with textContent only, never people's text as HTML.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const press = (name, text, act) => {
  const node = make("button", name, text)
  node.type = "button"
  node.onclick = act
  return node
}

const draw = live => {
  const { root, data } = live
  if (live.gone) return root.querySelector("main").replaceChildren(make("p", "gone", live.gone))
  if (!live.sheet) return
  const all = mine(live), done = all.filter(isDone).length
  root.querySelector(".count").textContent = data.texts.count.replace("{done}", done).replace("{all}", all.length)
  const list = root.querySelector(".list")
  list.textContent = live.listing ? data.texts.back : data.texts.areas
  list.ariaExpanded = String(live.listing)
  floors(live)
  const stop = live.stops.get(live.at)
  const inside = live.listing || !stop ? overview(live) : card(live, stop)
  root.querySelector("main").replaceChildren(...inside)
}

const floors = live => {
  const bar = live.root.querySelector(".floors")
  bar.hidden = !live.listing && live.stops.has(live.at)
  bar.replaceChildren(...floorsOf(live).map(floor => {
    const here = live.sheet.stops.filter(stop => stop.floor === floor && !stop.barred)
    const left = here.filter(stop => !isDone(stop)).length
    const text = live.data.texts.floor.replace("{floor}", floor) + (left ? ` ${left}` : " ✓")
    const node = press(live.floor === floor ? "on" : "", text, () => { live.floor = live.floor === floor ? null : floor; draw(live) })
    return node
  }))
}

const overview = live => {
  const { texts } = live.data
  const shown = live.sheet.stops.filter(stop => live.floor === null || stop.floor === live.floor)
  const rows = shown.map(stop => {
    const sign = stop.barred ? "–" : stop.finished ? "●" : stop.skipped ? "▲" : stop.said.some(one => one.answer) || stop.fine ? "◐" : "○"
    const state = stop.barred ? texts[stop.barred] : stop.finished ? texts.finished : stop.skipped ? `${texts.skipped}: ${stop.skipped}` : ""
    const faults = stop.findings.filter(one => one.saved).length
    const row = press(`row ${stop.finished ? "done" : stop.skipped ? "left" : ""}`, "", () => go(live, stop.visit_id))
    row.disabled = Boolean(stop.barred)
    row.append(make("i", "", sign), make("b", "", stop.area), make("span", "", [state, faults ? texts.faults.replace("{n}", faults) : ""].filter(Boolean).join(" · ")))
    return row
  })
  return [...rows, ending(live)]
}

const ending = live => {
  const { texts } = live.data
  if (live.sheet.handed_in_at) return make("p", "handed", texts.handedIn)
  const box = make("div", "ending")
  const left = mine(live).filter(stop => !isDone(stop)).length
  box.append(make("p", "", left ? texts.left.replace("{n}", left) : texts.allDone))
  if (live.sheet.leader_id === live.data.owner || live.data.keeper) {
    box.append(press(left ? "plain" : "go", texts.handIn, () => left
      ? askReason(live, texts.whyLeft, reason => act(live, { do: "hand_in", reason }))
      : act(live, { do: "hand_in" })))
  }
  return box
}

const card = (live, stop) => {
  const { texts } = live.data
  const head = make("div", "head")
  const name = make("h2", "", stop.area)
  head.append(name, make("small", "", `${texts.floor.replace("{floor}", stop.floor)} · ${texts.kinds[stop.kind] || ""}`))
  const parts = [head]
  if (stop.reference_file_id) {
    const picture = make("img", "reference")
    picture.src = `/files/${stop.reference_file_id}`
    picture.alt = texts.reference
    picture.loading = "lazy"
    parts.push(picture)
  }
  if (stop.said.some(one => one.spot)) parts.push(make("h3", "", texts.spots))
  for (const one of stop.said.filter(each => each.spot)) parts.push(spot(live, stop, one))
  const noted = stop.findings.map(one => found(live, stop, one))
  if (noted.length) parts.push(make("h3", "", texts.found), ...noted)
  parts.push(actions(live, stop))
  if (!live.sheet.handed_in_at) {
    const list = make("section", "asked")
    list.append(make("h3", "", texts.pickItem), ...itemList(live, stop, item => openFinding(live, stop, item)))
    parts.push(list)
  }
  return parts
}

const spot = (live, stop, one) => {
  const { texts } = live.data
  const item = live.items.get(one.item_id)
  const box = make("div", `spot ${one.answer || "open"}`)
  box.append(make("p", "", item ? item.wording : "?"))
  const row = make("div", "answers")
  const choose = (name, text, tap) => {
    const node = press(`${name} ${one.answer === name ? "on" : ""}`, text, tap)
    node.ariaPressed = String(one.answer === name)
    row.append(node)
  }
  choose("fine", texts.fine, () => act(live, { do: "answer", visit: stop.visit_id, item: one.item_id, answer: "fine" }))
  choose("fault", texts.fault, () => openFinding(live, stop, one.item_id))
  choose("na", texts.na, () => askReason(live, texts.whyNa, reason => act(live, { do: "answer", visit: stop.visit_id, item: one.item_id, answer: "na", reason })))
  if (one.reason) box.append(make("small", "", one.reason))
  box.append(row)
  return box
}

const found = (live, stop, one) => {
  const { texts } = live.data
  const item = live.items.get(one.item_id)
  const line = make("div", `noted ${one.saved ? "" : "unsaved"}`)
  const facts = [texts.severities[one.severity], one.path === "onsite" ? texts.paths.onsite : one.due_day || live.sheet.deadlines[one.severity], one.photos ? texts.photos.replace("{n}", one.photos) : ""]
  line.append(make("b", "", one.phrase || one.note || (item ? item.wording : "?")), make("small", "", facts.filter(Boolean).join(" · ")))
  if (one.saved) {
    if (one.path === "onsite" && !item?.photo_forbidden) line.append(camera(live, texts.after, list => addPhotos(live, stop, one.key, list, "fix")))
  } else line.append(press("plain", texts.goOn, () => resumeFinding(live, stop, one)))
  return line
}

const actions = (live, stop) => {
  const { texts } = live.data
  const box = make("div", "actions")
  if (live.sheet.handed_in_at) return make("p", "handed", texts.handedIn)
  const open = stop.said.filter(one => one.spot && !one.answer).length
  const all = stop.findings.length ? texts.restFine : texts.allFine
  if (stop.finished) {
    box.append(make("p", "", `● ${texts.finished}`), press("go", texts.next, () => leaveFor(live, stop)))
  } else {
    const fine = press("go", stop.fine && open ? texts.stillOpen.replace("{n}", open) : all, () => {
      if (!stop.fine) act(live, { do: "fine", visit: stop.visit_id })
      if (stop.finished) leaveFor(live, stop)
      else live.root.querySelector(".spot.open")?.scrollIntoView({ block: "center" })
    })
    fine.dataset.act = "fine"
    box.append(fine)
  }
  box.append(press("warn", texts.finding, () => live.root.querySelector(".asked").scrollIntoView({ block: "start", behavior: "smooth" })))
  if (!stop.finished) box.append(press("plain", texts.cannot, () => askReason(live, texts.whyNot, reason => {
    act(live, { do: "skip", visit: stop.visit_id, reason })
    leaveFor(live, stop)
  })))
  return box
}

const chip = live => {
  const { data, root } = live
  const queue = waiting(data.owner, data.round)
  const failed = queue.filter(one => one.refused), left = queue.length - failed.length
  const node = root.querySelector(".chip")
  const state = failed.length ? "failed" : left ? "waiting" : "saved"
  const text = failed.length ? data.texts.failed.replace("{n}", failed.length) : left ? data.texts.waiting.replace("{n}", left) : data.texts.saved
  node.className = `chip ${state}`
  if (node.textContent !== text) node.textContent = text
  const why = root.querySelector(".why")
  const said = live.signedOut && left ? [data.texts.signedOut] : live.offline && left ? [data.texts.offline] : []
  why.replaceChildren(...said.map(one => make("p", "", one)), ...failed.map(one => {
    const line = make("p", "", one.refused)
    line.append(press("plain", "✕", async () => { await drop(one.key); await load(live); draw(live); chip(live) }))
    return line
  }))
  if (live.signedOut && left) {
    const link = make("a", "", data.texts.signIn)
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`
    why.append(link)
  }
  why.hidden = !why.childNodes.length
}
