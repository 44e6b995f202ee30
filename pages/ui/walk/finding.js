// A finding in six taps: item, phrase, photo, severity, path, save. Each is on its way at once.

const STEPS = ["phrase", "photo", "severity", "path", "save"]

const openFinding = (live, stop, item) => {
  live.draft = { stop, key: number(), item: null, step: "phrase" }
  pickItem(live, item)
}

const resumeFinding = (live, stop, one) => {
  live.draft = { stop, key: one.key, item: one.item_id, step: one.phrase || one.note ? "photo" : "phrase" }
  showFinding(live)
}

const pickItem = (live, item) => {
  live.draft.item = item
  live.draft.step = "phrase"
  act(live, { do: "note", visit: live.draft.stop.visit_id, finding: live.draft.key, item })
  showFinding(live)
}

const itemList = (live, stop, pick) => {
  const nodes = []
  let pillar = ""
  for (const item of live.sheet.items.filter(one => one.area_kinds.includes(stop.kind))) {
    if (item.pillar !== pillar) nodes.push(make("h4", "", live.data.texts.pillars[pillar = item.pillar]))
    const node = press("item", item.wording, () => pick(item.id))
    node.dataset.item = item.key
    nodes.push(node)
  }
  return nodes
}

const noteOf = live => live.draft.stop.findings.find(one => one.key === live.draft.key)

const tell = (live, values, step) => {
  const { stop, key } = live.draft
  act(live, { do: "note", visit: stop.visit_id, finding: key, ...values })
  live.draft.step = step
  showFinding(live)
}

const showFinding = live => {
  const { root, data, draft } = live
  const dialog = root.querySelector("dialog.finding")
  draft.stop = live.stops.get(draft.stop.visit_id) || draft.stop
  const head = make("header")
  const one = noteOf(live), item = live.items.get(draft.item)
  head.append(make("b", "", item ? item.wording : data.texts.pickItem), press("plain", data.texts.close, () => shutFinding(live)))
  const trail = make("div", "trail")
  STEPS.slice(0, -1).forEach(step => {
    const text = said(live, one, step)
    if (text && STEPS.indexOf(step) < STEPS.indexOf(draft.step)) trail.append(press("crumb", text, () => { draft.step = step; showFinding(live) }))
  })
  dialog.replaceChildren(head, trail, ...pages[draft.step](live, one, item))
  if (!dialog.open) dialog.showModal()
  dialog.scrollTop = 0
}

const said = (live, one, step) => {
  const { texts } = live.data
  if (!one) return ""
  if (step === "phrase") return one.phrase || one.note
  if (step === "photo") return texts.photos.replace("{n}", one.photos)
  if (step === "severity") return texts.severities[one.severity]
  return one.path === "onsite" ? texts.paths.onsite : texts.paths.dated
}

const pages = {
  phrase: (live, one, item) => {
    const { texts } = live.data
    const nodes = (item?.phrases || []).map(phrase => press("choice phrase", phrase, () => tell(live, { phrase }, "photo")))
    const own = make("input")
    own.placeholder = texts.ownWords
    own.maxLength = 100
    own.value = item?.phrases.includes(one?.phrase) ? "" : one?.phrase || ""
    const row = make("form", "own")
    row.onsubmit = event => { event.preventDefault(); if (own.value.trim()) tell(live, { phrase: own.value.trim() }, "photo") }
    const go = make("button", "go", texts.go)
    row.append(own, go)
    return [...nodes, row]
  },
  photo: (live, one, item) => {
    const { texts } = live.data
    if (item?.photo_forbidden) return [make("p", "forbidden", texts.forbidden), press("go", texts.go, () => { live.draft.step = "severity"; showFinding(live) })]
    const take = list => addPhotos(live, live.draft.stop, live.draft.key, list, "finding").then(() => { live.draft.step = "severity"; showFinding(live) })
    const nodes = [camera(live, texts.shoot, take, "go shoot"), gallery(live, texts.choose, take), ...thumbnails(live)]
    nodes.push(press("plain", one?.photos ? texts.go : texts.noPhoto, () => { live.draft.step = "severity"; showFinding(live) }))
    return nodes
  },
  severity: (live, one) => {
    const { texts } = live.data
    const marks = Object.entries(texts.severities).map(([code, name]) => {
      const node = press(`choice severity ${code} ${one?.severity === code ? "on" : ""}`, `${name} −${texts.points[code]}`, () => tell(live, { severity: code }, "path"))
      node.dataset.code = code
      return node
    })
    return [...marks, ...thumbnails(live)]
  },
  path: (live, one) => {
    const { texts } = live.data
    const onsite = () => tell(live, { path: "onsite" }, "save")
    const by = press(`choice ${one?.path === "dated" ? "on" : ""}`, `${texts.paths.dated} ${live.sheet.deadlines[one?.severity] || ""}`, () => tell(live, { path: "dated" }, "save"))
    by.dataset.path = "dated"
    return [...fixedNow(live, one, onsite), by]
  },
  save: (live, one) => {
    const { texts } = live.data
    const nodes = [press("go save", texts.save, () => saveFinding(live))]
    if (one?.path === "dated") {
      const day = make("input")
      day.type = "date"
      day.min = live.sheet.day
      day.value = one.due_day || live.sheet.deadlines[one.severity] || ""
      day.onchange = () => day.value && act(live, { do: "note", visit: live.draft.stop.visit_id, finding: live.draft.key, due_day: day.value })
      const label = make("label", "", texts.until)
      label.append(day)
      nodes.push(label)
    }
    return [...nodes, ...thumbnails(live), ...thumbnails(live, "fix"), press("plain", texts.dropIt, () => dropFinding(live))]
  },
}

// Fixed on the spot: the same tap takes the photo of how it is now, which gives half the points back.
const fixedNow = (live, one, then) => {
  const { texts } = live.data
  const on = one?.path === "onsite" ? "on" : ""
  const plain = (name, text) => {
    const node = press(name, text, then)
    node.dataset.path = "onsite"
    return node
  }
  if (live.items.get(live.draft.item)?.photo_forbidden) return [plain(`choice ${on}`, texts.paths.onsite)]
  const after = camera(live, "", list => addPhotos(live, live.draft.stop, live.draft.key, list, "fix").then(then), `choice after ${on}`)
  after.prepend(make("b", "", texts.paths.onsite), make("small", "", texts.afterNow))
  return [after, plain("choice", texts.afterNone)]
}

const saveFinding = live => {
  const { stop, key } = live.draft
  act(live, { do: "save", visit: stop.visit_id, finding: key })
  shutFinding(live)
}

const dropFinding = async live => {
  const { stop, key } = live.draft
  for (const entry of [...heldPhotos(live, key), ...heldPhotos(live, key, "fix")]) await drop(entry.key)
  act(live, { do: "drop", visit: stop.visit_id, finding: key })
  shutFinding(live)
}

const shutFinding = live => {
  live.root.querySelector("dialog.finding").close()
  live.draft = null
  draw(live)
}

const askReason = (live, question, then) => {
  const { texts } = live.data
  const dialog = live.root.querySelector("dialog.ask")
  const form = make("form")
  const own = make("input")
  own.maxLength = 100
  own.placeholder = texts.reason
  form.append(make("b", "", question))
  for (const reason of texts.reasons) form.append(press("choice", reason, () => { dialog.close(); then(reason) }))
  const row = make("div", "own")
  row.append(own, make("button", "go", texts.go))
  form.append(row, press("plain", texts.close, () => dialog.close()))
  form.onsubmit = event => { event.preventDefault(); if (own.value.trim()) { dialog.close(); then(own.value.trim()) } }
  dialog.replaceChildren(form)
  dialog.showModal()
}
