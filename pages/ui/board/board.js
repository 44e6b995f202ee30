// The board as Streamlit calls it: again with each new contents, on the same element.

const boards = new WeakMap()

const begin = (parent, send) => {
  const root = parent.querySelector(".board"), part = name => root.querySelector(":scope > " + name)
  const S = {
    root, bar: part(".bar"), frame: part(".frame"), said: part(".said"), refused: part(".refused"), menu: part(".menu"),
    nothing: part(".nothing"), heads: root.querySelector(".heads"), lanes: root.querySelector(".lanes"),
    data: null, cards: new Map(), pending: new Map(), queue: [], cells: [], wide: new Set(), send,
    shape: "", lamp: "", focus: 0, high: 118, drag: null, press: null, carried: null, opened: null, dragged: 0,
    heardPulse: 0, changes: [], introduced: "", shown: 0, asked: 0, late: null, sending: null,
  }
  hands(S)
  S.leave = join(S)
  return S
}

const hands = S => {
  const { root } = S
  root.onpointerdown = event => { if (!event.target.closest(".menu, .more")) shut(S, false); grip(S, event) }
  root.onpointermove = event => pull(S, event)
  root.onpointerup = () => put(S)
  root.onpointercancel = () => cancel(S)
  root.ontouchmove = event => { if (S.drag) event.preventDefault() }
  root.oncontextmenu = event => { if (S.drag || S.press?.touch) event.preventDefault() }
  root.ondragstart = event => event.preventDefault()
  root.onkeydown = event => {
    if (event.key === "Escape" && S.drag) cancel(S)
    else if (!S.menu.hidden) inMenu(S, event)
    else pressed(S, event)
  }
  root.onclick = event => clicked(S, event)
  root.onfocusin = event => { const node = event.target.closest(".card"); if (node) S.focus = Number(node.dataset.id) }
  S.frame.onscroll = () => later(S)
}

const clicked = (S, event) => {
  const node = event.target.closest(".card")
  if (performance.now() - S.dragged < 80) return event.preventDefault()
  if (!node) return
  const id = Number(node.dataset.id)
  if (event.target.closest(".more")) return S.opened === id ? shut(S) : menu(S, id)
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open(S, id)
}

// The board ends where the window ends.
const measure = S => {
  const scrolled = document.querySelector("[data-testid=stMain]")?.scrollTop ?? 0
  const above = Math.round(S.bar.getBoundingClientRect().bottom + scrolled)
  S.root.style.setProperty("--above", above + "px")
  fillAll(S)
}

const arrive = (S, data) => {
  S.late = null
  if (S.drag || S.carried) {
    S.late = S.late && data.only ? joined(S.late, data) : data
    return
  }
  clearTimeout(S.asked)
  S.asked = 0
  const first = !S.data
  if (data.only) {
    if (first) return refresh(S)
    data = joined(S.data, data)
  }
  if (first) S.heard = data.said?.nonce
  S.data = data
  S.shown = performance.now()
  S.cards = new Map(data.cards.map(card => [card.id, card]))
  if (first || data.query.lamp !== S.askedLamp) S.lamp = data.query.lamp ?? ""
  S.askedLamp = data.query.lamp
  S.root.classList.remove("asking")
  if (S.opened && !S.cards.has(S.opened)) shut(S, false)
  settle(S)
  S.frame.ariaLabel = data.words.board
  render(S)
  if (first) measure(S)
  introduce(S)
  caughtUp(S)
}

export default function ({ data, parentElement, setTriggerValue }) {
  const said = read(data)
  if (said.ended) return location.reload()
  let S = boards.get(parentElement)
  if (!S) boards.set(parentElement, (S = begin(parentElement, setTriggerValue)))
  S.send = setTriggerValue
  arrive(S, said)
  return () => {
    S.leave()
    boards.delete(parentElement)
  }
}
