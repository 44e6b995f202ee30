// The head of a task: what, whose, by when, how far. People's text is only ever text.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const cell = ({ label, text, under, tone, percent, expected }) => {
  const row = make("div")
  const value = make("dd", tone || "")
  value.append(make("b", "", text))
  if (percent !== undefined) {
    row.className = "progress"
    const rail = make("div", "rail")
    const filled = make("i")
    filled.style.width = `${percent}%`
    rail.append(filled)
    if (expected !== null) {
      const mark = make("u")
      mark.style.left = `min(${expected}%, 100% - 2px)`
      rail.append(mark)
    }
    value.append(rail)
  }
  if (under) value.append(make("small", "", under))
  row.append(make("dt", "", label), value)
  return row
}

export default function ({ data, parentElement }) {
  const section = parentElement.querySelector("section")
  const over = make("div", "over")
  if (data.number) over.append(make("span", "number", data.number))
  data.over.forEach(text => over.append(make("span", "", text)))
  data.marks.forEach(mark => over.append(make("span", `mark ${mark.tone}`, mark.text)))
  const facts = make("dl")
  facts.append(...data.cells.map(cell))
  const now = make("ul", "now")
  now.append(...data.now.map(turn => make("li", turn.tone, turn.text)))
  section.className = data.lamp + (data.brief ? " brief" : "")
  section.replaceChildren(over, make("h1", "", data.title), facts)
  if (data.now.length) section.append(now)
}
