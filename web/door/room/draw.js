// What the room shows: the agenda beside, the one item large. Everything people typed goes in as text.

const body = document.body
export const T = JSON.parse(body.dataset.texts)
const SIGNS = { green: "●", yellow: "▲", red: "■", grey: "○" }
const DONE = { done: "✓", carried: "→", waiting: "" }

export const fill = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), T[name] ?? name)

export function make(tag, classes = "", text = "", ...inside) {
  const node = document.createElement(tag)
  if (classes) node.className = classes
  if (text) node.textContent = text
  node.append(...inside.filter(Boolean))
  return node
}

export function agenda(stage, shownId) {
  const rows = stage.items.map((item, place) => {
    const row = make("li", item.state, "", make("span", "n", DONE[item.state] || String(place + 1)), make("span", "t", item.title))
    row.dataset.item = item.id
    if (item.id === stage.shown?.id) row.classList.add("now")
    if (item.id === shownId) row.setAttribute("aria-current", "true")
    return row
  })
  const list = document.querySelector("#agenda")
  list.replaceChildren(...rows)
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" })
}

export function item(stage, shown) {
  const place = document.querySelector("#item")
  if (!shown) {
    const why = stage.state === "planned" ? (stage.items.length ? "waiting_to_open" : "no_items") : "over"
    place.replaceChildren(make("p", "empty", T[why]))
    return
  }
  const row = stage.items.find(one => one.id === shown.id) ?? {}
  place.replaceChildren(
    head(stage, shown, row),
    make("h2", "", shown.title),
    shown.task_id ? facts(shown) : "",
    shown.task_id && shown.usual.standard ? block("standard_set", make("p", "", shown.usual.standard)) : "",
    shown.last_decision ? block("before", make("p", "", shown.last_decision)) : "",
    shown.task_id ? reports(shown) : "",
    shown.note ? block("note", make("p", "", shown.note)) : "",
    shown.decision ? block("decision", make("p", "strong", shown.decision)) : "",
    shown.resolutions.length ? block("set_going", ...shown.resolutions.map(resolved)) : "",
  )
}

function head(stage, shown, row) {
  const place = stage.items.findIndex(one => one.id === shown.id) + 1
  const parts = [
    fill("item_of", { n: place, all: stage.items.length }),
    T[`cause_${shown.cause}`],
    shown.times > 1 && fill("times", { n: shown.times }),
    shown.raised_by && fill("raised", { person: shown.raised_by }),
  ].filter(Boolean)
  const clock = make("span", "clock")
  clock.id = "spent"
  return make("div", "head", "", make("p", "", parts.join(" · ")), row.speaker ? make("p", "speaker", fill("speaks", { person: row.speaker })) : "", clock)
}

function facts(shown) {
  const lamp = make("span", `lamp ${shown.lamp}`, `${SIGNS[shown.lamp] ?? ""} ${T[shown.lamp] ?? ""}`)
  const bar = make("progress")
  bar.max = 100
  bar.value = shown.percent
  const pair = (label, ...value) => make("div", "", "", make("dt", "", label), make("dd", "", "", ...value))
  return make("dl", "facts", "", pair(shown.number || "—", lamp), pair(T.lead, shown.lead), pair(T.due, shown.due), pair(T.progress, bar, ` ${shown.percent} %`))
}

function reports(shown) {
  if (!shown.reports.length) return block("reports", make("p", "soft", T.no_reports))
  return block("reports", ...shown.reports.map(one =>
    make("p", "", "", make("b", "", `${one.day.slice(5)} · ${one.percent} %  `), one.text, one.difficulty ? make("em", "", ` ${T.difficulty}：${one.difficulty}`) : "")))
}

function resolved(one) {
  const link = make("a", "", `${one.number || "—"} ${one.title}`)
  link.href = `/task?id=${one.task}`
  const facts = [one.lead, one.due_day].filter(Boolean).join(" · ")
  return make("p", "made", "", make("b", "", `${T[`form_${one.form}`]}  `), link, make("span", "soft", `  ${facts}`))
}

const block = (name, ...inside) => make("section", name, "", make("h3", "", T[name]), ...inside)
