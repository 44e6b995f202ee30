// What was reported, decided, said: entry by entry. People's text is only ever text.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const sentence = entry => {
  const said = make("span")
  said.append(make("b", "", entry.who), ` ${entry.said}`)
  return said
}

const item = entry => {
  const one = make("li")
  const head = make("header")
  if (entry.said) head.append(make("time", "", entry.when), sentence(entry))
  else head.append(make("b", "", entry.who), make("time", "", entry.when))
  head.append(...entry.tags.map(tag => make("span", `tag ${tag.tone}`, tag.text)))
  one.append(head)
  if (entry.text) one.append(make("p", "", entry.text))
  if (entry.facts.length) {
    const facts = make("dl")
    facts.append(...entry.facts.map(([label, text]) => {
      const row = make("div")
      row.append(make("dt", "", label), make("dd", "", text))
      return row
    }))
    one.append(facts)
  }
  return one
}

export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("ol")
  list.className = data.line ? "line" : ""
  list.replaceChildren(...data.entries.map(item))
}
