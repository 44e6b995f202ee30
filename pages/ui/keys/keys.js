// One listener for the whole house. Never while somebody types, never with a modifier, never in a dialog.

const KEPT = "luoshi-keys"
const SECOND = 1200 // ms: how long "g" waits for its partner
const TYPED = "textarea, select, [contenteditable=''], [contenteditable=true], [role=combobox], [role=textbox], [role=slider]"
const TICKS = ["checkbox", "radio", "button", "submit", "range"]

const types = node =>
  node instanceof Element && (node.matches(TYPED) || (node.matches("input") && !TICKS.includes(node.type)))
const isBusy = event =>
  event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey ||
  types(event.composedPath()[0]) || event.composedPath().some(node => node.role === "dialog" || node.tagName === "DIALOG")

const allowed = () => {
  try { return localStorage.getItem(KEPT) !== "off" } catch { return true }
}
const keep = on => {
  try { localStorage.setItem(KEPT, on ? "on" : "off") } catch { /* a private window forgets */ }
}

// The rows of the first table that has any; a table tells of itself in document.luoshiTables.
const rows = () => {
  for (const table of document.luoshiTables ?? []) {
    const links = [...table.querySelectorAll("tbody tr")].map(row => row.querySelector("a") ?? row.querySelector("input")).filter(Boolean)
    if (table.isConnected && links.length) return links
  }
  return []
}
const inside = () => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at?.closest?.("tr")
}
const step = by => {
  const all = rows()
  if (!all.length) return
  const here = all.findIndex(link => link.closest("tr") === inside())
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)]
  const link = next.closest("tr").querySelector("a") ?? next
  link.focus()
  link.scrollIntoView({ block: "nearest" })
}
const tick = () => inside()?.querySelector("input[type=checkbox]")?.click()

const house = { places: {}, go: null, sheet: null }
let first = "", since = 0

const acts = {
  "/": () => document.luoshiSearch?.(),
  "?": () => house.sheet?.(),
  j: () => step(1),
  k: () => step(-1),
  x: tick,
}

const hear = event => {
  if (event.key === "Escape" && types(event.composedPath()[0])) {
    event.composedPath()[0].blur()
    return
  }
  if (isBusy(event) || event.repeat && !"jk".includes(event.key)) return
  if (event.key !== "?" && !allowed()) return
  const both = performance.now() - since < SECOND ? `${first} ${event.key}` : ""
  first = ""
  if (house.places[both]) house.go(house.places[both])
  else if (event.key === "g") {
    first = "g"
    since = performance.now()
    return
  } else if (acts[event.key]) acts[event.key]()
  else if (house.places[event.key]) house.go(house.places[event.key])
  else return
  event.preventDefault()
}

const make = (tag, text) => {
  const node = document.createElement(tag)
  if (text !== undefined) node.textContent = text
  return node
}
const line = ([key, name]) => {
  const term = make("dt")
  term.append(...key.split(" ").map(one => make("kbd", one)))
  return [term, make("dd", name)]
}

export default function ({ data, parentElement, setTriggerValue }) {
  const dialog = parentElement.querySelector("dialog")
  dialog.querySelector("h2").textContent = data.texts.title
  dialog.ariaLabel = data.texts.title
  const close = dialog.querySelector("header button")
  close.textContent = data.texts.close
  close.onclick = () => dialog.close()
  dialog.onclick = event => { if (event.target === dialog) dialog.close() }
  dialog.querySelector("dl").replaceChildren(...[...data.places, ...data.acts].flatMap(line))
  dialog.querySelector("label span").textContent = data.texts.on
  const box = dialog.querySelector("input")
  box.checked = allowed()
  box.onchange = () => keep(box.checked)
  house.places = Object.fromEntries(data.places.map(([key, , href]) => [key, href]))
  house.go = href => setTriggerValue("go", { value: href, nonce: Date.now() + Math.random() })
  house.sheet = () => { if (!dialog.open) dialog.showModal() }
  document.luoshiKeys = house.sheet
  if (document.luoshiPressed) document.removeEventListener("keydown", document.luoshiPressed)
  document.luoshiPressed = hear
  document.addEventListener("keydown", hear)
}
