// What the server says, as the board keeps it: cards by number, cells of a lane and a column.
// All files of this folder are one script; board.js, the last, is what Streamlit calls.

const SIGNS = ["■", "▲", "●", "○"]
const COLOURS = ["red", "yellow", "green", "grey"]
const FLAG = { internal: 1, key: 2, urgent: 4, express: 8, difficult: 16, lagging: 32, unread: 64, mine: 128, pinned: 256 }
const PAUSED = 4, CLOSED = 5
const ONCE = "!", FORM = "?"
const SHORT = 6 // cards of a lane's cell before "more"

const read = bytes => {
  const said = JSON.parse(new TextDecoder().decode(bytes))
  said.cards = said.cards?.map(row => ({
    id: row[0], version: row[1], number: row[2], title: row[3], state: row[4], lamp: row[5], lead: row[6],
    handler: row[7], day: said.days[row[8]] ?? "", left: row[9], round: row[10], files: row[11], percent: row[12],
    later: row[13], flags: row[14], signs: row[15], text: row.join("|"),
  }))
  return said
}

// The order in which the server sends them.
const before = (one, other) => {
  if (one.state === CLOSED || other.state === CLOSED) return one.state !== CLOSED || (other.state === CLOSED && has(one, "pinned") >= has(other, "pinned"))
  const keys = card => [has(card, "pinned") ? 0 : 1, card.lamp, card.left ?? Infinity, card.id]
  const [mine, theirs] = [keys(one), keys(other)]
  const place = mine.findIndex((key, index) => key !== theirs[index])
  return place < 0 || mine[place] < theirs[place]
}

// A drop after which nothing else had moved brings back its own card alone.
const joined = (data, said) => {
  const cards = data.cards.filter(card => card.id !== said.only)
  for (const card of said.cards) {
    const place = cards.findIndex(other => before(card, other))
    cards.splice(place < 0 ? cards.length : place, 0, card)
  }
  return { ...data, cards, pulse: said.pulse, done: said.done }
}

// Cards that others moved, and those that left. What stayed closed stays where it stood: the latest came first.
const followed = (data, change) => {
  const fresh = new Map(change.cards.map(card => [card.id, card])), gone = new Set(change.gone)
  const stays = card => card.state === CLOSED && fresh.get(card.id)?.state === CLOSED && has(card, "pinned") === has(fresh.get(card.id), "pinned")
  const cards = []
  for (const card of data.cards) {
    if (gone.has(card.id)) continue
    const moved = fresh.get(card.id)
    if (!moved) cards.push(card)
    else if (stays(card)) { cards.push(moved); fresh.delete(card.id) }
  }
  return joined({ ...data, cards }, { cards: [...fresh.values()], pulse: change.pulse, done: data.done })
}
const named = (data, card) => (!card.lead || card.lead in data.names) && (!card.handler || card.handler in data.people)

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined && text !== null) node.textContent = text
  return node
}
const fit = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")
const nonce = () => [...crypto.getRandomValues(new Uint32Array(3))].map(part => part.toString(36)).join("")
const has = (card, flag) => (card.flags & FLAG[flag]) !== 0
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

// Where a card stands on screen: where it was dropped, until the server has said how that went.
const column = (S, card) => S.pending.get(card.id)?.to ?? (S.data.held?.[0] === card.id ? S.data.held[1] : card.state)
const waits = (S, card) => S.pending.has(card.id) || S.data.held?.[0] === card.id

const burning = (S, card) => {
  const words = S.data.words
  if (card.lamp === 3) return card.state === PAUSED ? S.data.columns[PAUSED] : card.state === CLOSED ? words.closed : words.rest
  if (card.lamp === 0) return fit(card.left === -1 ? words.late1 : words.late, { n: -card.left })
  if (card.lamp === 1 && has(card, "lagging") && card.left > S.data.near) return words.lagging
  if (card.state === 2 || card.state === 3) return words.applied
  if (card.left === 0) return words.today
  return fit(card.left === 1 ? words.left1 : words.left, { n: card.left })
}

const spoken = (S, card) => {
  const { words, columns, names } = S.data
  const parts = [card.title, card.number, columns[column(S, card)], burning(S, card), names[card.lead] ?? "", S.data.people[card.handler] ?? ""]
  if (card.day) parts.push(fit(words.due, { day: card.day }))
  if (card.round > 1) parts.push(fit(words.round, { n: card.round }))
  if (card.files) parts.push(fit(words.files, { n: card.files }))
  for (const flag of ["unread", "mine", "pinned"]) if (has(card, flag)) parts.push(words[flag])
  return parts.filter(Boolean).join(words.comma)
}

const lamps = S => {
  const counts = [0, 0, 0, 0]
  for (const card of S.data.cards) if (card.state !== CLOSED) counts[card.lamp] += 1
  return counts
}

// Cards by lane and column, in the order in which they came.
const arranged = S => {
  const { by, order } = S.data
  const lanes = new Map()
  const open = key => {
    if (!lanes.has(key)) lanes.set(key, { key, cells: S.data.columns.map(() => []) })
    return lanes.get(key)
  }
  if (!by) open("")
  for (const card of S.data.cards) {
    if (S.lamp && COLOURS[card.lamp] !== S.lamp) continue
    const key = by === "department" ? card.lead : by === "person" ? card.handler : ""
    open(key ?? 0).cells[column(S, card)].push(card)
  }
  const place = new Map(order.map((key, index) => [key, index]))
  return [...lanes.values()].sort((a, b) => (place.get(a.key) ?? Infinity) - (place.get(b.key) ?? Infinity))
}

const laneName = (S, key) => (S.data.by === "department" ? S.data.names : S.data.people)[key] ?? S.data.words.nobody
