// Dragging with mouse, pen or finger. A finger holds still for a moment first, so that the page still scrolls.
// Nothing is drawn anew under a drag; a move of the pointer only shifts the ghost, once a frame.

const HOLD = 260, SLACK = 6, EDGE = 48

const grip = (S, event) => {
  if (event.button !== 0 || S.drag || event.target.closest("button, input, select, .menu")) return
  const node = event.target.closest(".card")
  if (!node) return
  const id = Number(node.dataset.id), card = S.cards.get(id)
  if (!card || waits(S, card)) return
  const touch = event.pointerType === "touch"
  S.press = { id, node, touch, x: event.clientX, y: event.clientY, pointer: event.pointerId }
  if (touch) S.press.timer = setTimeout(() => lift(S), HOLD)
}

const lift = S => {
  const { id, node, x, y, pointer, touch } = S.press
  const box = node.getBoundingClientRect()
  const ghost = node.cloneNode(true)
  ghost.className = node.className + " ghost"
  ghost.style.cssText = `width:${box.width}px;left:${box.left}px;top:${box.top}px`
  ghost.append(make("p", "hint"))
  S.root.append(ghost)
  S.drag = { id, ghost, node, box, startX: x, startY: y, x, y, to: -1, home: S.cards.get(id).state, frame: 0 }
  S.press = null
  node.classList.add("gone")
  mark(S, S.cards.get(id))
  try { S.root.setPointerCapture(pointer) } catch { /* the finger has left already */ }
  if (touch) navigator.vibrate?.(12)
  S.root.classList.add("dragging")
}

// Which columns it may go to, said once for the whole drag.
const mark = (S, card) => {
  const kind = index => (!card ? "" : index === card.state ? "home" : legal(card, index) ? "yes" : "no")
  ;[...S.heads.children].forEach((head, index) => { head.dataset.kind = kind(index) })
  for (const cell of S.cells) cell.box.dataset.kind = kind(cell.column)
}

const pull = (S, event) => {
  if (S.press && event.pointerId === S.press.pointer) {
    const far = Math.hypot(event.clientX - S.press.x, event.clientY - S.press.y)
    if (far > SLACK && S.press.touch) release(S)
    else if (far > SLACK) lift(S)
  }
  if (!S.drag) return
  S.drag.x = event.clientX
  S.drag.y = event.clientY
  if (!S.drag.frame) S.drag.frame = requestAnimationFrame(() => shift(S))
}

const shift = S => {
  const drag = S.drag
  if (!drag) return
  drag.frame = 0
  drag.ghost.style.transform = `translate(${drag.x - drag.startX}px, ${drag.y - drag.startY}px) rotate(1.2deg)`
  aim(S, columnAt(S, drag.x, drag.y))
  if (edge(S, drag)) drag.frame = requestAnimationFrame(() => shift(S))
}

const columnAt = (S, x, y) => {
  const frame = S.frame.getBoundingClientRect()
  if (y < frame.top - 30 || y > frame.bottom + 30 || x < frame.left - 30 || x > frame.right + 30) return -1
  return [...S.heads.children].findIndex(head => {
    const box = head.getBoundingClientRect()
    return x >= box.left - 4 && x <= box.right + 4
  })
}

const aim = (S, to) => {
  const drag = S.drag
  if (to === drag.to) return
  drag.to = to
  S.frame.dataset.over = to
  const card = S.cards.get(drag.id), hint = drag.ghost.lastChild, words = S.data.words
  const away = to >= 0 && to !== drag.home
  drag.ghost.classList.toggle("no", away && !legal(card, to))
  if (!away) hint.textContent = ""
  else if (!legal(card, to)) hint.textContent = why(S, card, to)
  else hint.textContent = fit(card.signs[to] === FORM ? words.opens : words.drops, { column: S.data.columns[to] })
}

// Near an edge the board goes on by itself.
const edge = (S, drag) => {
  const frame = S.frame.getBoundingClientRect()
  const over = S.data.by ? S.frame : S.cells[drag.to]?.box
  const x = drag.x < frame.left + EDGE ? -10 : drag.x > frame.right - EDGE ? 10 : 0
  const y = drag.y < frame.top + EDGE ? -10 : drag.y > frame.bottom - EDGE ? 10 : 0
  const before = [S.frame.scrollLeft, over?.scrollTop]
  if (x) S.frame.scrollLeft += x
  if (y && over) over.scrollTop += y
  return S.frame.scrollLeft !== before[0] || over?.scrollTop !== before[1]
}

const release = S => {
  clearTimeout(S.press?.timer)
  S.press = null
}

const put = S => {
  release(S)
  const drag = S.drag
  if (!drag) return
  S.dragged = performance.now()
  endDrag(S)
  if (drag.to >= 0 && drag.to !== drag.home && drop(S, drag.id, drag.to)) drag.ghost.remove()
  else back(S, drag)
  caughtUp(S)
}

const cancel = S => {
  release(S)
  if (!S.drag) return
  const drag = S.drag
  endDrag(S)
  back(S, drag)
  caughtUp(S)
}

const endDrag = S => {
  cancelAnimationFrame(S.drag.frame)
  S.drag = null
  S.root.classList.remove("dragging")
  delete S.frame.dataset.over
  mark(S, null)
  fillAll(S)
}

// The ghost goes home.
const back = (S, drag) => {
  const goes = () => drag.ghost.remove()
  if (calm()) return goes()
  drag.ghost.classList.add("homing")
  drag.ghost.style.transform = "none"
  drag.ghost.ontransitionend = goes
  setTimeout(goes, 260)
}
