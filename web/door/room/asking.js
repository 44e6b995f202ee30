// The dialogs: note, decision, task and what else is decided. What is typed stays in this browser until it is
// saved, with its key: a second try after a lost answer is not a second task.

import { T, make } from "./draw.js"

const box = document.querySelector("#asking"), body = document.body
const departments = JSON.parse(body.dataset.departments)
const AGAIN = ["note", "decide"]

const field = (name, kind, value = "") => ({ name, kind, value })
const FORMS = {
  note: one => [field("text", "area", one.note)],
  decide: one => [field("decision", "area", one.decision), field("open", "tick", false)],
  task: one => [
    field("title", "line"), field("lead_department_id", "department", one.usual.lead_id ?? ""),
    field("due_day", "day", one.usual.due_day), field("standard", "area", one.usual.standard), field("draft", "tick", false),
  ],
  report: one => [field("percent", "line", String(one.percent)), field("text", "area"), field("difficulty", "line")],
  extend: one => [field("to_day", "day", one.usual.due_day), field("reason", "area")],
  urge: () => [field("found", "area")],
}

export const isOpen = () => box.open

const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(one => one.toString(16).padStart(2, "0")).join("")

function drawn(spec) {
  let input
  if (spec.kind === "area") input = make("textarea")
  else if (spec.kind === "department") {
    input = make("select", "", "", new Option(T.choose, ""), ...departments.map(([code, name]) => new Option(name, code)))
  } else {
    input = make("input")
    input.type = { line: "text", day: "date", tick: "checkbox" }[spec.kind]
  }
  input.name = spec.name
  if (spec.kind === "tick") input.checked = spec.value
  else input.value = spec.value ?? ""
  const label = make("label", spec.kind)
  label.append(...(spec.kind === "tick" ? [input, make("span", "", T[spec.name])] : [make("span", "", T[spec.name]), input]), make("small", "wrong"))
  return label
}

const typed = form => Object.fromEntries([...form.elements].filter(one => one.name).map(one =>
  [one.name, one.type === "checkbox" ? one.checked : one.name === "lead_department_id" ? Number(one.value) || 0 : one.value]))

// `post(act)` answers {ok} or {message, field}; `latest()` is the item as it stands now, for what two people write at once.
export function ask(what, shown, { post, latest, closed }) {
  const place = `room-${body.dataset.meeting}-${shown.id}-${what}`
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null") ?? { key: random(), values: {} }
  const form = make("form", "", "", make("h2", "", T[`do_${what}`]), make("p", "soft", shown.title))
  form.noValidate = true
  form.append(...FORMS[what](shown).map(spec => drawn({ ...spec, value: kept.values[spec.name] ?? spec.value })))
  const saying = make("p", "wrong"), save = make("button", "go", T.save), cancel = make("button", "", T.cancel)
  cancel.type = "button"
  form.append(saying, make("p", "buttons", "", save, cancel))
  let seen = what === "note" ? shown.note : shown.decision, busy = false
  const keep = () => sessionStorage.setItem(place, JSON.stringify({ key: kept.key, values: typed(form) }))
  const leave = () => { box.close(); box.replaceChildren(); closed() }
  const refused = said => {
    for (const one of form.querySelectorAll("small")) one.textContent = ""
    const at = said.field && form.elements[said.field]
    const where = at ? at.closest("label").querySelector("small") : saying
    saying.textContent = ""
    where.textContent = said.message
    if (AGAIN.includes(what) && said.status === 409) {
      seen = (what === "note" ? latest()?.note : latest()?.decision) ?? seen
      saying.textContent = `${said.message} 「${seen}」`
    }
    at?.focus()
  }
  form.onsubmit = async event => {
    event.preventDefault()
    if (busy) return
    busy = true
    keep()
    const said = await post({ ...typed(form), ...(AGAIN.includes(what) ? { seen } : {}), do: what, item: shown.id, key: kept.key })
    busy = false
    if (!said.ok) return refused(said)
    sessionStorage.removeItem(place)
    leave()
  }
  form.oninput = keep
  form.onkeydown = event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit()
  }
  cancel.onclick = leave
  box.oncancel = event => { event.preventDefault(); leave() }
  box.replaceChildren(form)
  box.showModal()
  const first = form.elements[0]
  first.focus()
  if (first.setSelectionRange) first.setSelectionRange(first.value.length, first.value.length)
}

export function sure(text, act, closed) {
  const form = make("form", "", "", make("p", "", text)), save = make("button", "go", T.save), cancel = make("button", "", T.cancel)
  cancel.type = "button"
  form.append(make("p", "buttons", "", save, cancel))
  const leave = () => { box.close(); box.replaceChildren(); closed() }
  form.onsubmit = event => { event.preventDefault(); leave(); act() }
  cancel.onclick = leave
  box.oncancel = event => { event.preventDefault(); leave() }
  box.replaceChildren(form)
  box.showModal()
  save.focus()
}

export { random }
