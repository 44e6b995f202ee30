// What is above the board: search, filters, lamps with their counts, lanes. The address says the same.

const select = (S, name, label, options) => {
  const node = make("select", name)
  node.ariaLabel = label
  node.append(new Option(label, ""), ...options.map(([value, text]) => new Option(text, value)))
  node.value = S.data.query[name] ?? ""
  node.classList.toggle("set", Boolean(node.value))
  node.onchange = () => ask(S, { [name]: node.value })
  return node
}

const ask = (S, changed) => {
  S.data.query = { ...S.data.query, ...changed }
  S.root.classList.add("asking")
  S.send("narrowed", { ...changed, nonce: nonce() })
}

const searchBox = S => {
  const node = make("input", "text")
  node.type = "search"
  node.placeholder = node.ariaLabel = S.data.words.search
  node.value = S.data.query.text ?? ""
  node.maxLength = 100
  const go = () => {
    clearTimeout(S.typing)
    if (node.value.trim() !== (S.data.query.text ?? "")) ask(S, { text: node.value.trim() })
  }
  node.oninput = event => {
    clearTimeout(S.typing)
    if (!event.isComposing) S.typing = setTimeout(go, 350)
  }
  node.oncompositionend = () => { S.typing = setTimeout(go, 350) }
  node.onkeydown = event => { event.stopPropagation(); if (event.key === "Enter" && !event.isComposing) go() }
  return node
}

const lampButtons = S => {
  const box = make("div", "lamps"), counts = lamps(S)
  box.role = "group"
  box.ariaLabel = S.data.words.lamp
  box.append(...COLOURS.map((colour, index) => {
    const node = make("button", "chip " + colour)
    node.type = "button"
    node.ariaPressed = String(S.lamp === colour)
    node.append(make("b", "", SIGNS[index]), " " + S.data.lamps[index] + " ", make("span", "", counts[index]))
    node.onclick = () => {
      S.lamp = S.lamp === colour ? "" : colour
      S.send("narrowed", { lamp: S.lamp, nonce: nonce() })
      render(S)
    }
    return node
  }))
  return box
}

const drawBar = S => {
  const { query, choices, words, names, people, order } = S.data
  const said = JSON.stringify([query, choices, S.lamp, S.data.language, S.data.cut, lamps(S)])
  if (said === S.barSaid) return
  const active = S.bar.getRootNode().activeElement
  const field = S.bar.contains(active) ? active.className.split(" ")[0] : ""
  const typed = S.bar.querySelector(".text")
  S.barSaid = said
  const lanes = select(S, "by", words.lanes, choices.lanes)
  const filters = make("div", "filters")
  filters.append(field === "text" ? typed : searchBox(S))
  for (const name of ["department", "person", "source", "importance", "urgency"])
    filters.append(select(S, name, words[name], choices[name]))
  filters.append(lanes)
  if (S.data.filtered || S.lamp) {
    const clear = make("button", "clear", words.clear)
    clear.type = "button"
    clear.onclick = () => { S.lamp = ""; ask(S, { clear: "1" }) }
    filters.append(clear)
  }
  const top = make("div", "first")
  top.append(make("h1", "", words.board), lampButtons(S))
  S.bar.replaceChildren(top, filters)
  if (S.data.cut) S.bar.append(make("p", "cut", words.cut))
  if (field) S.bar.querySelector("." + field)?.focus()
}
