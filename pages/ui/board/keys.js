// The whole board by keyboard: arrows walk, Space lifts a card, arrows choose the column, Space or Enter drops it.

const WALK = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

const where = (S, id) => {
  for (const cell of S.cells) {
    const place = cell.cards.findIndex(card => card.id === id)
    if (place >= 0) return { cell, place, index: S.cells.indexOf(cell) }
  }
}

// Down within the cell and on into the next lane; sideways to the nearest column that has a card in this lane.
const walk = (S, id, [right, down]) => {
  const at = where(S, id), wide = S.data.columns.length
  if (!at) return
  if (down) {
    const card = at.cell.cards[at.place + down]
    if (card) return reach(S, card.id)
    for (let index = at.index + down * wide; S.cells[index]; index += down * wide) {
      const cards = S.cells[index].cards
      if (cards.length) return reach(S, (down > 0 ? cards[0] : cards[cards.length - 1]).id)
    }
    return
  }
  for (let index = at.index + right; Math.floor(index / wide) === Math.floor(at.index / wide) && S.cells[index]; index += right) {
    const cards = S.cells[index].cards
    if (cards.length) return reach(S, cards[Math.min(at.place, cards.length - 1)].id)
  }
}

const take = (S, id) => {
  const card = S.cards.get(id)
  if (!card || waits(S, card)) return
  S.carried = { id, to: card.state }
  mark(S, card)
  S.root.querySelector(`.card[data-id="${id}"]`)?.classList.add("carried")
  tell(S, fit(S.data.words.taken, { title: card.title }))
}

const steer = (S, step) => {
  const card = S.cards.get(S.carried.id), to = S.carried.to + step
  if (!card || !S.data.columns[to]) return
  S.carried.to = to
  S.frame.dataset.over = to
  S.heads.children[to].scrollIntoView({ block: "nearest", inline: "nearest" })
  const words = S.data.words, name = S.data.columns[to]
  if (to === card.state) tell(S, fit(words.home, { column: name }))
  else if (!legal(card, to)) tell(S, fit(words.cannot, { column: name, reason: why(S, card, to) }))
  else tell(S, fit(card.signs[to] === FORM ? words.opens : words.drops, { column: name }))
}

const letGo = (S, place) => {
  const { id, to } = S.carried
  S.carried = null
  delete S.frame.dataset.over
  mark(S, null)
  S.root.querySelector(".card.carried")?.classList.remove("carried")
  const card = S.cards.get(id)
  if (place && card && to !== card.state) drop(S, id, to)
  else tell(S, S.data.words.left_there)
  reach(S, id)
  caughtUp(S)
}

// Alt and an arrow: straight to the next column that is allowed on that side.
const hop = (S, id, step) => {
  const card = S.cards.get(id)
  for (let to = card.state + step; S.data.columns[to]; to += step)
    if (legal(card, to)) { drop(S, id, to); reach(S, id); return }
  const to = card.state + step
  if (S.data.columns[to]) refuse(S, why(S, card, to))
}

const pressed = (S, event) => {
  if (S.carried) return carrying(S, event)
  const node = event.target.closest(".card")
  if (!node || event.target.closest(".menu")) return
  const id = Number(node.dataset.id), step = WALK[event.key]
  const does =
    event.altKey && step?.[0] ? () => hop(S, id, step[0])
    : event.ctrlKey || event.metaKey || event.altKey ? null
    : step ? () => walk(S, id, step)
    : { Enter: () => open(S, id), " ": () => take(S, id), m: () => menu(S, id), p: () => pin(S, id),
        ContextMenu: () => menu(S, id), Home: () => edgeCard(S, id, 0), End: () => edgeCard(S, id, -1) }[event.key]
  if (!does) return
  event.preventDefault()
  event.stopPropagation()
  does()
}

const edgeCard = (S, id, place) => reach(S, where(S, id).cell.cards.at(place).id)

const carrying = (S, event) => {
  const step = WALK[event.key]
  if (event.key === "Tab") return letGo(S, false)
  if (!step && !["Enter", " ", "Escape"].includes(event.key)) return
  event.preventDefault()
  event.stopPropagation()
  if (step) return step[0] ? steer(S, step[0]) : undefined
  letGo(S, event.key !== "Escape")
}

const open = (S, id) => S.send("opened", { id, nonce: nonce() })

const pin = (S, id) => {
  const card = S.cards.get(id)
  if (!card) return
  card.flags ^= FLAG.pinned
  card.text += "p"
  S.send("pinned", { id, on: has(card, "pinned"), pulse: S.data.pulse, nonce: nonce() })
  render(S)
}
