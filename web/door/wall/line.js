// The line to the office: opens, hears, notices silence, and comes back by itself, for as long as it takes.

const SHAKE = 6000, SILENCE = 12000 // milliseconds; the office says something every four seconds
const FIRST = 300, LONGEST = 4000, RARELY = 60000

export function line(address, hears) {
  let socket = null, wait = FIRST, quiet = 0, again = 0

  const watch = most => {
    clearTimeout(quiet)
    quiet = setTimeout(() => lost(0), most)
  }

  const drop = () => {
    clearTimeout(quiet)
    clearTimeout(again)
    const old = socket
    socket = null
    old?.close()
  }

  const open = () => {
    drop()
    const mine = new WebSocket(address)
    socket = mine
    watch(SHAKE)
    mine.onmessage = event => {
      if (mine !== socket) return
      wait = FIRST
      watch(SILENCE)
      hears.message(JSON.parse(event.data))
    }
    mine.onclose = event => { if (mine === socket) lost(event.code) }
  }

  const lost = code => {
    drop()
    const final = hears.lost(code)
    again = setTimeout(open, final ? RARELY : wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, LONGEST)
  }

  addEventListener("online", open)
  addEventListener("offline", () => lost(0))
  open()
}
