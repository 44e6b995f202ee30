// The month of the duty roster. Text is only ever text; one tab stop, arrows move from duty to duty.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const chip = (one, role, day) => {
  const node = make("button", "chip")
  node.type = "button"
  node.tabIndex = -1
  node.append(make("span", "", one.name))
  if (one.instead) node.append(make("s", "", one.instead))
  for (const look of ["mine", "pending", "movable"]) node.classList.toggle(look, one[look])
  if (one.pending) node.append(make("i", "", "⇄"))
  node.dataset.duty = one.id
  node.dataset.role = role
  if (one.open) node.dataset.open = ""
  node.ariaLabel = `${day.spoken} · ${one.spoken}`
  node.title = one.spoken
  return node
}

const row = (day, data) => {
  const line = make("tr", day.look)
  line.classList.toggle("today", day.today)
  line.classList.toggle("past", day.past)
  const head = make("th")
  head.scope = "row"
  head.append(make("b", "", day.name), " ", make("small", "", day.weekday))
  if (day.note) head.append(make("em", "", day.note))
  line.append(head)
  for (const role of data.roles) {
    const cell = make("td")
    cell.dataset.label = role.name
    cell.append(...(day.cells[role.id] || []).map(one => chip(one, role.id, day)))
    line.append(cell)
  }
  return line
}

const table = data => {
  const whole = make("table")
  whole.ariaLabel = data.label
  const heads = make("tr")
  for (const name of [data.words.day, ...data.roles.map(role => role.name)]) {
    const head = make("th", "", name)
    head.scope = "col"
    heads.append(head)
  }
  const top = make("thead")
  top.append(heads)
  const body = make("tbody")
  body.append(...data.days.map(day => row(day, data)))
  whole.append(top, body)
  return whole
}

// Up and down stay in the column, left and right go along the day.
const step = (from, key) => {
  const td = from.closest("td"), tr = td.parentElement
  const chips = [...tr.querySelectorAll(".chip")]
  if (key === "ArrowLeft" || key === "ArrowRight") return chips[chips.indexOf(from) + (key === "ArrowLeft" ? -1 : 1)]
  const at = [...tr.children].indexOf(td), nth = [...td.children].indexOf(from)
  let next = tr
  while ((next = key === "ArrowUp" ? next.previousElementSibling : next.nextElementSibling)) {
    const there = next.children[at].querySelectorAll(".chip")
    if (there.length) return there[Math.min(nth, there.length - 1)]
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".duties"), spoken = parentElement.querySelector(".spoken")
  const scope = root.getRootNode()
  const focused = scope.activeElement?.dataset?.duty
  let carried = null, ghost = null, begun = null, dragged = false
  const tell = (name, value) => setTriggerValue(name, { ...value, nonce: Date.now() + Math.random() })
  root.replaceChildren(table(data), make("p", "hint", data.words.hint))
  const chips = () => [...root.querySelectorAll(".chip")]
  const rove = node => {
    chips().forEach(one => { one.tabIndex = one === node ? 0 : -1 })
  }
  const first = chips().find(one => one.dataset.duty === focused) || chips().find(one => one.classList.contains("mine") && "open" in one.dataset) || chips()[0]
  if (first) first.tabIndex = 0
  if (focused && first?.dataset.duty === focused) first.focus()

  const fits = (one, other) => other && other !== one && "open" in other.dataset && other.dataset.role === one.dataset.role
  const lay = () => {
    carried?.classList.remove("carried")
    chips().forEach(one => one.classList.remove("over"))
    ghost?.remove()
    carried = ghost = null
  }
  const put = other => {
    const one = carried
    lay()
    if (one && fits(one, other)) tell("swapped", { one: one.dataset.duty, other: other.dataset.duty })
    else if (one && other && other !== one) spoken.textContent = data.words.other
    else if (one) spoken.textContent = data.words.laid
  }

  root.onkeydown = event => {
    const node = event.target.closest?.(".chip")
    if (!node) return
    if (event.key.startsWith("Arrow")) {
      const next = step(node, event.key)
      event.preventDefault()
      if (next) { rove(next); next.focus(); next.scrollIntoView({ block: "nearest" }) }
    } else if (event.key === " ") {
      event.preventDefault()
      if (carried) put(node)
      else if (node.classList.contains("movable")) {
        carried = node
        node.classList.add("carried")
        spoken.textContent = data.words.picked.replace("{name}", node.firstChild.textContent)
      }
    } else if (event.key === "Escape" && carried) {
      lay()
      spoken.textContent = data.words.laid
    }
  }
  root.onkeyup = event => { if (event.key === " ") event.preventDefault() }
  root.onclick = event => {
    const node = event.target.closest(".chip")
    if (dragged) { dragged = false; return }
    if (node) { rove(node); tell("opened", { duty: node.dataset.duty }) }
  }

  root.onpointerdown = event => {
    const node = event.target.closest(".chip.movable")
    if (!node || event.button || event.pointerType === "touch") return
    begun = { node, x: event.clientX, y: event.clientY, id: event.pointerId }
    dragged = false
  }
  root.onpointermove = event => {
    if (!begun) return
    if (!ghost) {
      if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < 6) return
      carried = begun.node
      carried.classList.add("carried")
      root.setPointerCapture(begun.id)
      ghost = begun.node.cloneNode(true)
      ghost.className = "chip ghost"
      root.append(ghost)
    }
    ghost.style.translate = `${event.clientX + 8}px ${event.clientY + 8}px`
    const under = scope.elementFromPoint(event.clientX, event.clientY)?.closest(".chip")
    chips().forEach(one => one.classList.toggle("over", one === under && fits(carried, one)))
  }
  root.onpointerup = event => {
    const moved = ghost
    begun = null
    if (!moved) return
    moved.remove()
    dragged = true
    setTimeout(() => { dragged = false }, 0)
    put(scope.elementFromPoint(event.clientX, event.clientY)?.closest(".chip"))
  }
  root.onpointercancel = () => { begun = null; lay() }
}
