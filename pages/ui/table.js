// A table of facts: rows open, headings sort, on a narrow screen each row becomes a card. Text is only ever text.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

const lamp = value => {
  const node = make("span", "lamp " + value.colour)
  node.append(make("b", "", value.sign), " " + value.text)
  return node
}

const share = value => {
  const node = make("span", "share")
  const bar = make("i")
  bar.style.width = Math.max(0, Math.min(100, value)) + "%"
  const rail = make("span", "rail")
  rail.append(bar)
  node.append(rail, make("span", "", value + "%"))
  return node
}

const content = (column, value) => {
  if (value === null || value === undefined || value === "") return document.createTextNode("")
  if (column.kind === "lamp") return lamp(value)
  if (column.kind === "share") return share(value)
  if (typeof value === "object") return make("span", "tone " + value.tone, value.text)
  return document.createTextNode(String(value))
}

const heading = (column, data, send) => {
  const cell = make("th", column.kind)
  if (column.width) cell.style.width = column.width
  cell.scope = "col"
  if (!column.sort) {
    cell.textContent = column.label
    return cell
  }
  const button = make("button", "", column.label)
  const here = data.sort === column.name
  button.append(make("span", "arrow", here ? (data.down ? " ↓" : " ↑") : ""))
  cell.ariaSort = here ? (data.down ? "descending" : "ascending") : "none"
  button.onclick = () => send("sorted", column.name)
  cell.append(button)
  return cell
}

const box = (label, checked, change) => {
  const tick = make("input")
  tick.type = "checkbox"
  tick.ariaLabel = label
  tick.checked = checked
  tick.onclick = event => event.stopPropagation()
  tick.onchange = () => change(tick.checked)
  return tick
}

// What is ticked, by table: it outlives a redraw, and is forgotten when the round is over.
const shelves = new WeakMap()
const shelf = (root, picks) => {
  const kept = shelves.get(root)
  if (kept?.round === picks.round) return kept.chosen
  const chosen = new Set()
  shelves.set(root, { round: picks.round, chosen })
  return chosen
}

const bar = (data, chosen, send, clear) => {
  const node = make("div", "bar")
  node.role = "toolbar"
  node.ariaLabel = data.picks.texts.chosen.replace("{count}", chosen.size)
  const many = make("b", "", node.ariaLabel)
  many.role = "status"
  node.append(many)
  for (const [name, label] of data.picks.acts) {
    const button = make("button", "", label)
    button.type = "button"
    button.onclick = () => send("acted", { act: name, rows: data.rows.map(row => row.id).filter(id => chosen.has(id)) })
    node.append(button)
  }
  const none = make("button", "none", data.picks.texts.none)
  none.type = "button"
  none.onclick = clear
  node.append(none)
  return node
}

const picking = (root, data, body, titles, send) => {
  const chosen = shelf(root, data.picks)
  for (const id of [...chosen]) if (!data.rows.some(row => row.id === id)) chosen.delete(id)
  const ticks = []
  const every = box(data.picks.texts.all, false, on => {
    data.rows.forEach(row => (on ? chosen.add(row.id) : chosen.delete(row.id)))
    show()
  })
  const show = () => {
    every.checked = chosen.size === data.rows.length && chosen.size > 0
    every.indeterminate = chosen.size > 0 && !every.checked
    ticks.forEach(([id, tick, node]) => {
      tick.checked = chosen.has(id)
      node.classList.toggle("chosen", tick.checked)
    })
    root.querySelector(".bar")?.remove()
    if (chosen.size) root.append(bar(data, chosen, send, () => { chosen.clear(); show() }))
  }
  const head = make("th", "pick")
  head.append(every)
  titles.prepend(head)
  const main = data.columns.find(column => column.main)?.name
  data.rows.forEach((row, place) => {
    const cell = make("td", "pick")
    const label = data.picks.texts.one.replace("{row}", row.cells[main] ?? row.id)
    const tick = box(label, false, on => {
      on ? chosen.add(row.id) : chosen.delete(row.id)
      show()
    })
    cell.append(tick)
    cell.onclick = event => { event.stopPropagation(); if (event.target === cell) tick.click() }
    body.rows[place].prepend(cell)
    ticks.push([row.id, tick, body.rows[place]])
  })
  return show
}

const line = (row, data, send) => {
  const node = make("tr", row.muted ? "muted" : "")
  for (const column of data.columns) {
    const cell = make("td", column.kind + (column.main ? " main" : "") + (column.phone ? "" : " wide"))
    cell.dataset.label = column.label
    const inside = content(column, row.cells[column.name])
    if (column.main && row.href) {
      const link = make("a")
      link.href = row.href
      link.append(inside)
      cell.append(link)
    } else if (inside.textContent) cell.append(inside)
    node.append(cell)
  }
  if (row.href) {
    node.classList.add("opens")
    node.onclick = event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection())) return
      event.preventDefault()
      send("opened", row.id)
    }
  }
  return node
}

// What has to be scrolled sideways can be, without a mouse, too.
const reachable = (frame, label) => {
  if (frame.scrollWidth <= frame.clientWidth) return
  frame.tabIndex = 0
  frame.role = "region"
  frame.ariaLabel = label
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".table")
  const send = (what, value) => setTriggerValue(what, { value, nonce: Date.now() + Math.random() })
  const table = make("table")
  const head = make("thead")
  const titles = make("tr")
  titles.append(...data.columns.map(column => heading(column, data, send)))
  head.append(titles)
  const body = make("tbody")
  body.append(...data.rows.map(row => line(row, data, send)))
  table.append(head, body)
  table.ariaLabel = data.label
  const show = data.picks ? picking(root, data, body, titles, send) : null
  const frame = make("div", "frame")
  frame.append(table)
  root.replaceChildren(frame)
  reachable(frame, data.label)
  show?.()
  document.luoshiTables = new Set([...(document.luoshiTables ?? [])].filter(one => one.isConnected)).add(root)
}
