// Columns, lanes and cards. Only what can be seen is in the document, however many cards there are.

const cardNode = (S, card) => {
  const words = S.data.words
  const node = make("div", "card " + COLOURS[card.lamp])
  node.dataset.id = card.id
  node.role = "listitem"
  node.tabIndex = -1
  node.ariaLabel = spoken(S, card)
  node.ariaRoleDescription = words.card
  for (const flag of ["unread", "mine", "pinned"]) node.classList.toggle(flag, has(card, flag))
  node.classList.toggle("waits", waits(S, card))
  const top = make("div", "top")
  const lamp = make("span", "lamp " + COLOURS[card.lamp])
  lamp.append(make("b", "", SIGNS[card.lamp]), " " + burning(S, card))
  top.append(lamp)
  for (const [flag, look] of [["express", "hot"], ["urgent", "hot"], ["key", "key"], ["difficult", ""], ["internal", ""]])
    if (has(card, flag)) top.append(make("span", "mark " + look, words[flag]))
  if (has(card, "pinned")) top.append(make("span", "pin", "⤒"))
  if (has(card, "unread")) top.append(make("span", "dot"))
  const more = make("button", "more", "⋯")
  more.type = "button"
  more.tabIndex = -1
  more.ariaLabel = words.move
  more.ariaHasPopup = "menu"
  top.append(more)
  const title = make("a", "title", card.title)
  title.href = "/task?id=" + card.id
  title.tabIndex = -1
  title.draggable = false
  title.title = card.title
  const who = make("div", "foot")
  who.append(make("span", "who", [S.data.names[card.lead], S.data.people[card.handler]].filter(Boolean).join(" · ")))
  if (card.round > 1) who.append(make("span", "round", fit(words.round, { n: card.round })))
  if (card.files) who.append(clip(card.files))
  const foot = make("div", "foot")
  // Without the word in front that all of them share; in full for whoever points at it, and when spoken.
  const number = make("span", "number", card.number.replace(/^[^\d〔\[(（]+/, ""))
  number.title = card.number
  foot.append(number)
  const day = make("span", "day" + (card.lamp === 0 ? " late" : ""), card.day)
  if (card.later) day.title = fit(words.later, { count: card.later })
  foot.append(day)
  const rail = make("i", "rail")
  rail.style.setProperty("--done", card.percent + "%")
  node.append(top, title, who, foot, rail)
  return node
}

const clip = count => {
  const node = make("span", "files"), drawing = "http://www.w3.org/2000/svg"
  const svg = document.createElementNS(drawing, "svg"), path = document.createElementNS(drawing, "path")
  svg.setAttribute("viewBox", "0 0 24 24")
  path.setAttribute("d", "M8 12.5l6-6a3 3 0 0 1 4.2 4.2l-8 8a5 5 0 0 1-7-7l8-8")
  path.setAttribute("fill", "none")
  path.setAttribute("stroke", "currentColor")
  path.setAttribute("stroke-width", "2")
  svg.append(path)
  node.append(svg, String(count))
  return node
}

const look = (S, card) => card.text + "|" + S.pending.has(card.id) + "|" + (S.data.held?.[0] === card.id) + "|" + S.data.language

const shownIn = (S, cell) => {
  const count = cell.cards.length
  return S.data.by && !S.wide.has(cell.lane) && count > SHORT + 2 ? SHORT : count
}

const stretch = (S, cell) => {
  const shown = shownIn(S, cell)
  cell.list.style.height = (shown + (shown < cell.cards.length ? 0.4 : 0)) * S.high + "px"
  cell.list.role = cell.cards.length ? "list" : "presentation"
  // What scrolls can be reached with the keyboard.
  if (cell.cards.length && !S.data.by) cell.box.tabIndex = 0
  else cell.box.removeAttribute("tabindex")
}

const glimpse = (S, cell) => {
  const view = S.data.by ? S.frame : cell.box
  return { top: view.scrollTop - (S.data.by ? cell.box.offsetTop : 0), height: view.clientHeight }
}

// The cards of a cell that can be seen, and a few above and below.
const populate = (S, cell, { top, height }) => {
  const count = cell.cards.length, shown = shownIn(S, cell), high = S.high
  const first = Math.max(0, Math.floor(top / high) - 4), last = Math.min(shown, Math.ceil((top + height) / high) + 4)
  const wanted = new Map()
  for (let place = first; place < last; place += 1) wanted.set(cell.cards[place].id, place)
  for (const [id, node] of cell.nodes) if (!wanted.has(id)) { node.remove(); cell.nodes.delete(id) }
  for (const [id, place] of wanted) {
    const card = cell.cards[place], said = look(S, card)
    let node = cell.nodes.get(id)
    if (!node || node.said !== said) {
      const fresh = cardNode(S, card)
      fresh.said = said
      if (node) node.replaceWith(fresh)
      else cell.list.append(fresh)
      cell.nodes.set(id, (node = fresh))
    }
    node.style.top = place * high + "px"
    node.ariaPosInSet = place + 1
    node.ariaSetSize = count
    node.classList.toggle("gone", S.drag?.id === id)
    if (id === S.focus) node.tabIndex = 0
  }
  moreButton(S, cell, count - shown)
}

const fill = (S, cell) => {
  stretch(S, cell)
  populate(S, cell, glimpse(S, cell))
}

// First all heights, then all looks, then all cards: the browser lays out once.
const fillAll = S => {
  for (const cell of S.cells) stretch(S, cell)
  const looks = S.cells.map(cell => glimpse(S, cell))
  S.cells.forEach((cell, index) => populate(S, cell, looks[index]))
}

const moreButton = (S, cell, hidden) => {
  cell.rest?.remove()
  cell.rest = null
  if (!hidden) return
  cell.rest = make("button", "rest", fit(S.data.words.more, { n: hidden }))
  cell.rest.type = "button"
  cell.rest.onclick = () => { S.wide.add(cell.lane); fillAll(S) }
  cell.box.append(cell.rest)
}

const laneNode = (S, lane) => {
  const node = make("section", "lane")
  if (S.data.by) {
    const name = make("h2", "name")
    name.append(make("span", "", laneName(S, lane.key)), make("small"))
    node.append(name)
  }
  const cells = make("div", "cells")
  lane.cells.forEach((_, index) => {
    const box = make("div", "cell"), list = make("div", "list")
    box.dataset.column = index
    box.role = "group"
    box.ariaLabel = (S.data.by ? laneName(S, lane.key) + S.data.words.comma : "") + S.data.columns[index]
    box.append(list)
    if (!S.data.by) box.onscroll = () => later(S)
    cells.append(box)
    S.cells.push({ lane: lane.key, column: index, box, list, cards: [], nodes: new Map(), rest: null })
  })
  node.append(cells)
  return node
}

// One look a frame, however often the scroll speaks.
const later = S => {
  if (S.soon) return
  S.soon = requestAnimationFrame(() => { S.soon = 0; fillAll(S) })
}

const drawLanes = S => {
  const lanes = arranged(S)
  const shape = [S.data.by, S.data.language, ...lanes.map(lane => lane.key)].join("|")
  if (shape !== S.shape) {
    S.shape = shape
    S.cells = []
    S.frame.classList.toggle("by", Boolean(S.data.by))
    S.lanes.replaceChildren(...lanes.map(lane => laneNode(S, lane)))
    S.heads.replaceChildren(...S.data.columns.map(name => {
      const head = make("div", "head")
      head.append(make("span", "", name), make("small"))
      return head
    }))
  }
  const totals = S.data.columns.map((_, index) => lanes.reduce((sum, lane) => sum + lane.cells[index].length, 0))
  lanes.forEach((lane, row) => lane.cells.forEach((cards, index) => { S.cells[row * totals.length + index].cards = cards }))
  S.frame.style.setProperty("--columns", totals.map(total => (total ? "minmax(var(--least), 27rem)" : "2.9rem")).join(" "))
  totals.forEach((total, index) => {
    S.heads.children[index].lastChild.textContent = total
    S.heads.children[index].classList.toggle("slim", !total)
  })
  if (S.data.by)
    lanes.forEach((lane, row) => {
      S.lanes.children[row].querySelector("small").textContent = lane.cells.reduce((sum, cards) => sum + cards.length, 0)
    })
  const total = totals.reduce((sum, one) => sum + one, 0)
  S.nothing.hidden = total > 0
  S.nothing.textContent = S.data.filtered || S.lamp ? S.data.words.nothing : S.data.words.empty
  S.frame.hidden = total === 0
}

const render = S => {
  const focused = S.root.getRootNode().activeElement?.closest?.(".card")?.dataset.id
  drawBar(S)
  drawLanes(S)
  if (!S.cards.has(S.focus)) S.focus = S.cells.find(cell => cell.cards.length)?.cards[0].id
  S.high = parseFloat(getComputedStyle(S.frame).getPropertyValue("--high")) * parseFloat(getComputedStyle(document.documentElement).fontSize)
  fillAll(S)
  if (focused && S.cards.has(Number(focused))) reach(S, Number(focused), false)
  S.root.dataset.cards = S.data.cards.length
  S.root.dataset.pulse = S.data.pulse
}

// Bring a card into view and give it the focus, wherever it is by now.
const reach = (S, id, scroll = true) => {
  const cell = S.cells.find(one => one.cards.some(card => card.id === id))
  if (!cell) return
  const place = cell.cards.findIndex(card => card.id === id)
  if (S.data.by && place >= SHORT) { S.wide.add(cell.lane); fill(S, cell) }
  const view = S.data.by ? S.frame : cell.box
  const top = place * S.high + (S.data.by ? cell.box.offsetTop : 0), above = S.data.by ? S.heads.offsetHeight : 0
  if (scroll && top < view.scrollTop + above) view.scrollTop = top - above
  else if (scroll && top + S.high > view.scrollTop + view.clientHeight) view.scrollTop = top + S.high - view.clientHeight
  const old = S.focus
  S.focus = id
  if (old !== id) for (const one of S.cells) { const node = one.nodes.get(old); if (node) node.tabIndex = -1 }
  fill(S, cell)
  const node = cell.nodes.get(id)
  node?.focus({ preventScroll: true })
  if (scroll) node?.scrollIntoView({ block: "nearest", inline: "nearest" })
}
