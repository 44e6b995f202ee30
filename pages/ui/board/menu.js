// "Move to…": every column by name, those that are not open to this card with the reason.

const item = (S, text, note, does) => {
  const node = make("button", "item")
  node.type = "button"
  node.role = "menuitem"
  node.tabIndex = -1
  node.append(make("span", "", text))
  if (note) node.append(make("small", "", note))
  node.ariaDisabled = String(!does)
  node.onclick = () => {
    if (!does) return
    shut(S)
    does()
  }
  return node
}

const menu = (S, id) => {
  const card = S.cards.get(id), words = S.data.words
  const node = S.root.querySelector(`.card[data-id="${id}"]`)
  if (!card || !node || waits(S, card)) return
  const items = S.data.columns.flatMap((name, to) => {
    if (to === card.state) return []
    const note = legal(card, to) ? (card.signs[to] === FORM ? words.form : "") : why(S, card, to)
    return [item(S, name, note, legal(card, to) && (() => { drop(S, id, to); reach(S, id) }))]
  })
  S.menu.replaceChildren(
    make("p", "", words.move),
    ...items,
    make("hr"),
    item(S, words.open, "", () => open(S, id)),
    item(S, has(card, "pinned") ? words.unpin : words.pin, "", () => { pin(S, id); reach(S, id) })
  )
  S.menu.hidden = false
  S.opened = id
  const at = node.querySelector(".more").getBoundingClientRect(), size = S.menu.getBoundingClientRect()
  S.menu.style.left = Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8)) + "px"
  S.menu.style.top = Math.max(8, Math.min(at.bottom + 4, innerHeight - size.height - 8)) + "px"
  S.menu.querySelector(".item:not([aria-disabled=true])")?.focus()
}

const shut = (S, back = true) => {
  if (S.menu.hidden) return
  const id = S.opened
  S.menu.hidden = true
  S.opened = null
  if (back) reach(S, id)
  caughtUp(S)
}

const inMenu = (S, event) => {
  const items = [...S.menu.querySelectorAll(".item")]
  const at = items.indexOf(S.menu.getRootNode().activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (to !== undefined) items.at(to % items.length)?.focus()
  else if (event.key === "Escape" || event.key === "Tab") shut(S)
  else return
  event.preventDefault()
  event.stopPropagation()
}
