// The clock, how old the data is, and whether the line stands: always visible, by sign and by words.

const state = { offset: 0, confirmed: 0, live: false, zone: undefined, texts: null }

// `now` is the office's clock: that of a television is often wrong.
export function heard(now) {
  if (now) state.offset = now - Date.now()
  state.live = true
}

export function confirmed(at) {
  state.confirmed = Math.max(state.confirmed, at)
}

export function learn(shown) {
  state.zone = shown.zone
  state.texts = shown.texts
  draw()
}

export function lost() {
  state.live = false
  draw()
}

export function forget() {
  Object.assign(state, { confirmed: 0, live: false, texts: null })
}

const time = at => new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: state.zone }).format(at)

function age(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000)), { texts } = state
  if (seconds < 60) return texts.seconds.replace("{n}", seconds)
  if (seconds < 3600) return texts.minutes.replace("{n}", Math.floor(seconds / 60))
  return texts.hours.replace("{n}", Math.floor(seconds / 3600))
}

export function draw() {
  if (!state.texts) return
  const now = Date.now() + state.offset, { texts, live } = state
  const clock = time(now)
  document.querySelector("#clock").textContent = clock.slice(0, 5)
  const at = time(state.confirmed)
  const said = live
    ? [texts.live, texts.as_of.replace("{time}", at)]
    : [texts.cut, texts.stopped.replace("{time}", at).replace("{age}", age(now - state.confirmed))]
  document.body.classList.toggle("cut", !live)
  document.querySelector("#sign").textContent = live ? "●" : "▲"
  document.querySelector("#said").textContent = said.join(" · ")
}

setInterval(draw, 1000)
