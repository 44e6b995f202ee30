// A year at a glance. Text is only ever text; one tab stop, arrows move from day to day.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const cell = (day, data, pick) => {
  const node = make(data.editable ? "button" : "span", `day ${day.look}`)
  node.append(make("b", "", String(day.number)))
  const mark = data.legend[day.look]?.[0]
  if (mark) node.append(make("i", "", mark))
  node.title = day.spoken
  node.ariaLabel = day.spoken
  node.dataset.day = day.day
  if (day.statutory) node.classList.add("statutory")
  if (day.day === data.today) { node.classList.add("today"); node.ariaCurrent = "date" }
  if (day.day === data.chosen) node.classList.add("chosen")
  if (data.editable) {
    node.type = "button"
    node.tabIndex = -1
    node.onclick = () => pick(day.day)
  }
  return node
}

const month = (one, data, pick) => {
  const box = make("section")
  box.append(make("h2", "", one.name))
  const grid = make("div", "grid")
  grid.append(...data.weekdays.map(name => make("span", "weekday", name)))
  const days = one.days.map(day => cell(day, data, pick))
  if (days.length) days[0].style.gridColumnStart = one.days[0].weekday + 1
  grid.append(...days)
  box.append(grid)
  return box
}

const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

const walk = root => event => {
  const step = steps[event.key]
  if (!step) return
  const days = [...root.querySelectorAll("button.day")]
  const next = days[days.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  event.target.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".year")
  const focused = root.getRootNode().activeElement?.dataset?.day
  const pick = day => setTriggerValue("picked", { value: day, nonce: Date.now() + Math.random() })
  root.ariaLabel = data.label
  root.replaceChildren(...data.months.map(one => month(one, data, pick)))
  root.onkeydown = walk(root)
  const first = root.querySelector(`[data-day="${focused || data.chosen || data.today}"]`) || root.querySelector(".day")
  if (data.editable && first) first.tabIndex = 0
  if (focused) root.querySelector(`[data-day="${focused}"]`)?.focus()
  const legend = Object.entries(data.legend).map(([look, [mark, text]]) => {
    const item = make("span", "", "")
    const sample = make("span", `day ${look}`)
    sample.append(make("b", "", "8"))
    if (mark) sample.append(make("i", "", mark))
    item.append(sample, " " + text)
    return item
  })
  parentElement.querySelector(".legend").replaceChildren(...legend)
}
