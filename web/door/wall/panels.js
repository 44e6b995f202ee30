// What stands on a page: built from texts alone, never from markup.

import { key, seen } from "./marks.js"

export function make(name, className, ...inside) {
  const element = document.createElement(name)
  if (className) element.className = className
  element.append(...inside.filter(one => one !== "" && one != null))
  return element
}

function mark(element, panel, item, now) {
  const since = seen(key(panel, item), now)
  if (since < 0) return element
  element.classList.add("fresh")
  element.style.animationDelay = `-${since}ms`
  return element
}

const sign = item => make("b", `sign ${item.lamp}`, item.sign)

export function counts(panel, now) {
  return panel.items.map(item => {
    const shape = item.number ? (item.number > 999 ? " long" : "") : " none"
    const tile = make("div", `tile ${item.lamp}${shape}`, make("output", "", String(item.number)), make("span", "", item.sign ? sign(item) : "", item.label))
    tile.dataset.count = item.id
    return mark(tile, panel, item, now)
  })
}

function row(panel, item, now) {
  const line = make("li", "row", sign(item), make("span", "title", item.title), make("span", "lead", item.lead), make("span", `days ${item.lamp}`, item.days))
  return mark(line, panel, item, now)
}

function department(panel, item, now) {
  const bar = make("span", "bar")
  for (const lamp of ["red", "yellow", "green", "grey"]) {
    if (!item[lamp]) continue
    const part = make("i", lamp)
    part.style.flexGrow = item[lamp]
    bar.append(part)
  }
  const numbers = ["red", "yellow", "green", "open"].map(name => make("span", `number ${item[name] ? name : "none"}`, String(item[name])))
  return mark(make("li", "department", make("span", "title", item.name), bar, ...numbers), panel, item, now)
}

function fact(panel, item, now) {
  const value = make("span", `value ${item.lamp}`, item.sign ? sign(item) : "", item.value)
  return mark(make("li", "fact", make("span", "label", item.label), value), panel, item, now)
}

const KINDS = { rows: row, lamps: department, facts: fact }

function heads(panel) {
  const signs = { red: "■", yellow: "▲", green: "●", open: "" }
  const names = Object.entries(signs).map(([name, one]) => make("span", `number ${name}`, one ? make("b", `sign ${name}`, one) : "", panel.heads[name]))
  return make("div", "department heads", make("span", "title"), make("span", "bar"), ...names)
}

const ROOMY = 5 // facts that have room for two lines each

// One part of a panel: its heading, and the rows that fit.
export function part(panel, rows, place, texts, now) {
  const total = panel.total ?? panel.rows.length
  const told = [panel.kind === "rows" && total ? texts.all.replace("{n}", total) : ""]
  if (total > panel.rows.length) told.push(texts.first.replace("{n}", panel.rows.length))
  const heading = make("h2", "", panel.title, make("small", "", told.filter(Boolean).join(" · ")), make("small", "place", place))
  if (!rows.length) return make("section", `panel ${panel.kind} empty`, heading, make("p", "", panel.empty))
  const list = make("ul", "", ...rows.map(item => KINDS[panel.kind](panel, item, now)))
  const dense = panel.kind === "facts" && rows.length > ROOMY ? " dense" : ""
  return make("section", `panel ${panel.kind}${dense}`, heading, panel.kind === "lamps" ? heads(panel) : "", list)
}
