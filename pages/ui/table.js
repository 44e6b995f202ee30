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
  root.replaceChildren(table)
  document.luoshiTables = new Set([...(document.luoshiTables ?? [])].filter(one => one.isConnected)).add(root)
}
