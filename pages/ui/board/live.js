// What somebody else changed: one socket per board carries the cards that moved where the board has said that it
// shows everything, else a number; then the board asks again. Never under a drag, an open menu or a hidden page.

const PAUSE = 120, AT_MOST = 400

const join = S => {
  let socket = null, pause = 500, left = false, timer = 0
  const open = () => {
    clearTimeout(timer)
    if (left || document.hidden || (socket && socket.readyState < 2)) return
    socket = new WebSocket(location.origin.replace("http", "ws") + "/live")
    socket.onopen = () => { pause = 500; S.root.dataset.live = "yes"; S.introduced = ""; introduce(S) }
    socket.onmessage = event => { hear(S, event.data); caughtUp(S) }
    socket.onclose = event => {
      delete S.root.dataset.live
      // The door may believe in an ended session for another second: knock after that.
      if (event.code === 4401) setTimeout(() => location.reload(), 1500)
      else if (!left && !document.hidden) timer = setTimeout(open, (pause = Math.min(pause * 2, 15000)))
    }
  }
  S.tellServer = said => { if (socket?.readyState === 1) { socket.send(said); S.introduced = said } }
  const seen = () => { if (document.hidden) socket?.close(); else open() }
  const sized = () => { measure(S); later(S) }
  document.addEventListener("visibilitychange", seen)
  window.addEventListener("resize", sized)
  open()
  return () => {
    left = true
    clearTimeout(timer)
    document.removeEventListener("visibilitychange", seen)
    window.removeEventListener("resize", sized)
    socket?.close()
  }
}

const busy = S => Boolean(S.drag || S.press || S.carried || S.opened || S.pending.size || S.data.held || document.hidden)

// What this board shows, where that is everything: what moves can be told to it.
const introduce = S => {
  const { whole, language, today } = S.data ?? {}
  const said = JSON.stringify(whole ? { language, today } : {})
  if (said !== S.introduced) S.tellServer(said)
}

const hear = (S, text) => {
  if (!text.startsWith("{")) return void (S.heardPulse = Number(text))
  const change = read(new TextEncoder().encode(text))
  S.heardPulse = Math.max(S.heardPulse, change.pulse)
  S.changes = [...S.changes.slice(-50), change]
}

// The cards that moved, as far as nothing was missed on the way and every name is known here; else it asks.
const follow = S => {
  let data = S.data
  for (const change of S.changes) {
    if (change.pulse <= data.pulse) continue
    if (change.since > data.pulse || change.near !== data.near || !data.whole || !change.cards.every(card => named(data, card))) break
    data = followed(data, change)
  }
  S.changes = []
  if (data !== S.data) arrive(S, data)
}

// Called whenever the pulse moved or the board is free again.
const caughtUp = S => {
  if (S.late && !S.drag && !S.carried) return arrive(S, S.late)
  if (S.changes.length && !busy(S)) return follow(S), caughtUp(S)
  if (S.asked || busy(S) || !(S.heardPulse > S.data.pulse)) return
  const since = performance.now() - S.shown
  S.asked = setTimeout(() => {
    S.asked = 0
    if (S.heardPulse > S.data.pulse && !busy(S)) refresh(S)
  }, Math.max(PAUSE, AT_MOST - since))
}

const refresh = S => {
  S.asked = setTimeout(() => { S.asked = 0; caughtUp(S) }, 5000)
  S.send("pulse", { nonce: nonce() })
}
