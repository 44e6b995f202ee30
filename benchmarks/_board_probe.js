// Timed inside the page: a driver's own waiting is coarser than what is measured.
window.probe = (() => {
  const idle = () => new Promise(done => requestIdleCallback(() => done(performance.now())))
  const still = () => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
  let seen = null
  const board = () => {
    if (seen?.isConnected) return seen
    for (const host of document.querySelectorAll("[data-testid=stBidiComponentIsolated]")) {
      const found = host.shadowRoot?.querySelector(".board")
      if (found) return (seen = found)
    }
    return null
  }
  // All cards are there, and of each column the last one that can be seen.
  const full = count => () => {
    const root = board()
    if (!root || Number(root.dataset.cards) < count || !still()) return false
    return [...root.querySelectorAll(".cell")].every(cell => {
      const wanted = Math.min(cell.querySelector(".list").offsetHeight, cell.clientHeight)
      const reached = Math.max(0, ...[...cell.querySelectorAll(".card")].map(card => parseFloat(card.style.top) + card.offsetHeight + 10))
      return reached >= wanted
    })
  }
  const empty = name => () => still() && document.querySelector("[data-testid=stMain] h1")?.textContent === name
  const until = ready => new Promise((done, fail) => {
    const end = performance.now() + 30000
    const look = () => ready() ? idle().then(done) : performance.now() > end ? fail(new Error("never")) : setTimeout(look, 1)
    look()
  })
  const link = name => document.querySelector(`[data-testid=stSidebarNavLink][href$="/${name}"]`)
  const click = async (name, ready) => {
    const start = performance.now()
    link(name).click()
    return (await until(ready)) - start
  }
  return { board, full, empty, until, click, idle }
})()

// From the start of the frame to the first task after its paint.
const painted = () => new Promise(done => requestAnimationFrame(at => {
  const after = new MessageChannel()
  after.port1.onmessage = () => done(performance.now() - at)
  after.port2.postMessage(0)
}))

// As many frames in which nothing happens: what the machine itself takes.
window.rest = async frames => {
  const busy = []
  for (let part = 0; part < frames; part += 1) busy.push(await painted())
  return busy
}

// A drag as the browser would tell it, one pointer event a frame; how long each of them kept the page busy.
window.pull = async (fromColumn, toColumn, moves) => {
  const root = probe.board(), frame = root.querySelector(".frame")
  const card = [...root.querySelectorAll(`.cell[data-column="${fromColumn}"] .card:not(.waits)`)][0]
  const from = card.getBoundingClientRect(), to = root.querySelector(`.cell[data-column="${toColumn}"]`).getBoundingClientRect()
  const say = (kind, x, y, target = card) => target.dispatchEvent(new PointerEvent(kind, {
    bubbles: true, composed: true, cancelable: true, pointerId: 7, pointerType: "mouse", button: 0, buttons: 1, clientX: x, clientY: y }))
  const start = [from.left + 20, from.top + 20], end = [to.left + to.width / 2, Math.min(to.top + 120, frame.getBoundingClientRect().bottom - 60)]
  const busy = []
  const title = card.querySelector(".title").textContent
  say("pointerdown", ...start)
  for (let part = 1; part <= moves; part += 1) {
    const wave = Math.sin(part / 3) * 160
    const [x, y] = part === moves ? end : [start[0] + (end[0] - start[0]) * part / moves + wave, start[1] + (end[1] - start[1]) * part / moves]
    const before = performance.now()
    say("pointermove", x, y, root)
    const handled = performance.now() - before
    busy.push(handled + await painted())
  }
  const dropped = performance.now(), sentBefore = root.dataset.sent
  say("pointerup", ...end, root)
  await new Promise((done, fail) => {
    const look = () => root.dataset.sent !== sentBefore && root.dataset.done === root.dataset.sent ? done()
      : performance.now() - dropped > 15000 ? fail(new Error("never confirmed: " + root.querySelector(".refused").textContent)) : setTimeout(look, 1)
    look()
  })
  return { title, busy, confirmed: performance.now() - dropped }
}
