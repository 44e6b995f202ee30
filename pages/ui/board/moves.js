// A drop: refused at once where a step is missing, else shown at once and sent; one at a time.

const PATIENCE = 15000

const tell = (S, text) => { S.said.textContent = text }

const refuse = (S, text) => {
  clearTimeout(S.refusing)
  S.refused.textContent = text
  S.refused.classList.add("shown")
  S.refusing = setTimeout(() => S.refused.classList.remove("shown"), 8000)
}

const why = (S, card, to) => S.data.why[card.signs.charCodeAt(to) - 97]
const legal = (card, to) => card.signs[to] === ONCE || card.signs[to] === FORM

const shake = (S, id) => {
  const node = S.root.querySelector(`.card[data-id="${id}"]`)
  if (!node || calm()) return
  node.classList.remove("shakes")
  void node.offsetWidth
  node.classList.add("shakes")
}

const drop = (S, id, to) => {
  const card = S.cards.get(id)
  if (!card || waits(S, card) || to === card.state) return false
  if (!legal(card, to)) {
    refuse(S, why(S, card, to))
    shake(S, id)
    return false
  }
  const move = { id, to, version: card.version, pulse: S.data.pulse, nonce: nonce() }
  S.pending.set(id, { ...move, timer: setTimeout(() => unsure(S, id), PATIENCE) })
  S.queue.push(move)
  S.refused.classList.remove("shown")
  tell(S, fit(S.data.words.moved, { title: card.title, column: S.data.columns[to] }))
  render(S)
  next(S)
  return true
}

const next = S => {
  if (S.sending || !S.queue.length) return
  S.sending = S.queue.shift()
  S.sending.pulse = S.data.pulse
  S.root.dataset.sent = S.sending.nonce
  S.send("moved", S.sending)
}

const unsure = (S, id) => {
  S.pending.delete(id)
  S.sending = null
  refuse(S, S.data.words.unsure)
  render(S)
  next(S)
  refresh(S)
}

// What the server has dealt with no longer waits; what it refused is said, and the card is back where it was.
const settle = S => {
  for (const [id, move] of S.pending)
    if (S.data.done.includes(move.nonce)) {
      clearTimeout(move.timer)
      S.pending.delete(id)
      S.root.dataset.done = move.nonce
    }
  if (S.sending && S.data.done.includes(S.sending.nonce)) S.sending = null
  const said = S.data.said
  if (said && said.nonce !== S.heard) {
    S.heard = said.nonce
    refuse(S, said.text)
    requestAnimationFrame(() => shake(S, said.id))
  }
  next(S)
}
