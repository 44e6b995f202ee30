// Photos and files on their way to the office: kept in the browser's own store until they are acknowledged,
// sent again after every break. Text is only ever text.

const STORE = "queue"
const EVERY = 3000
const SHOWN = 8000
const LONGEST = 1600
const QUALITY = 0.82
const lives = new WeakMap()
const memory = new Map()
let opened = null
let sending = false

const number = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

const answer = request => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result)
  request.onerror = () => fail(request.error)
})

const database = () => {
  opened ??= new Promise(done => {
    try {
      const request = indexedDB.open("luoshi-files", 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" })
      request.onsuccess = () => done(request.result)
      request.onerror = () => done(null)
      request.onblocked = () => done(null)
    } catch {
      done(null)
    }
  })
  return opened
}

const table = async how => (await database())?.transaction(STORE, how).objectStore(STORE)

// Bytes, not a Blob: some browsers lose a stored Blob when they go to sleep.
const keep = async entry => {
  memory.set(entry.key, entry)
  try {
    const store = await table("readwrite")
    if (store) await answer(store.put(entry))
  } catch { /* a full or forbidden store: the entry lives as long as this tab */ }
}

const drop = async key => {
  memory.delete(key)
  try {
    const store = await table("readwrite")
    if (store) await answer(store.delete(key))
  } catch { /* see keep */ }
}

const waiting = async owner => {
  let kept = []
  try {
    const store = await table("readonly")
    if (store) kept = await answer(store.getAll())
  } catch { /* see keep */ }
  const all = new Map([...kept, ...memory.values()].map(entry => [entry.key, entry]))
  return [...all.values()].filter(entry => entry.owner === owner).sort((a, b) => a.at - b.at)
}

const scaled = async file => {
  if (!file.type.startsWith("image/") || file.type === "image/svg+xml") return { content: file, name: file.name }
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" })
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement("canvas")
    canvas.width = Math.max(1, Math.round(picture.width * share))
    canvas.height = Math.max(1, Math.round(picture.height * share))
    const pen = canvas.getContext("2d")
    pen.fillStyle = "#fff"
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const content = await new Promise(done => canvas.toBlob(done, "image/jpeg", QUALITY))
    return content ? { content, name: file.name.replace(/\.[^.]*$/, "") + ".jpg" } : { content: file, name: file.name }
  } catch {
    return { content: file, name: file.name }   // the office says what is wrong with it
  }
}

const refusal = (file, data) => {
  if (file.size === 0) return data.texts.empty
  const picture = file.type.startsWith("image/")
  return !picture && file.size > data.largest ? data.texts.tooLarge : ""
}

const take = async (live, list) => {
  for (const file of list) {
    const { owner, subject, subjectId } = live.data
    const entry = { key: number(), owner, subject, subjectId, name: file.name, at: Date.now() + Math.random() }
    entry.refused = refusal(file, live.data)
    const { content, name } = entry.refused ? { content: new Blob(), name: file.name } : await scaled(file)
    entry.name = name
    entry.type = content.type
    entry.bytes = await content.arrayBuffer().catch(() => new ArrayBuffer(0))
    entry.held = Boolean(live.data.marks && !entry.refused && entry.type.startsWith("image/"))
    await keep(entry)
    await draw(live)
  }
  send(live)
}

const put = async entry => {
  const where = `/files/${entry.subject}/${entry.subjectId}/${entry.key}`
  const headers = { "X-Luoshi": "1", "X-File-Name": encodeURIComponent(entry.name) }
  const response = await fetch(where, { method: "PUT", headers, body: entry.bytes, credentials: "same-origin" })
  const told = await response.json().catch(() => ({}))
  return { status: response.status, ok: response.ok, ...told }
}

const send = async live => {
  if (sending || live.left) return
  sending = true
  let arrived = 0
  try {
    for (const entry of await waiting(live.data.owner)) {
      if (entry.refused || entry.held) continue
      const told = await put(entry)
      live.signedOut = told.status === 401
      if (told.ok && told.id) {
        await drop(entry.key)
        if (mine(live, entry)) show(live, { ...entry, id: told.id })
        arrived += 1
      } else if (told.status === 401) {
        break
      } else if (told.status === 413 || (told.message && told.status < 500)) {   // said by the office itself
        await keep({ ...entry, refused: told.message || live.data.texts.tooLarge })
      }
      await draw(live)
    }
  } catch { /* no connection: the next round tries again */ } finally {
    sending = false
  }
  await draw(live)
  if (arrived) live.nudge("sent", { value: arrived, nonce: number() })
}

// Said for a while; from then on the screen itself shows what is kept.
const show = (live, entry) => {
  live.sent.push(entry)
  setTimeout(() => { live.sent = live.sent.filter(one => one !== entry); if (!live.left) draw(live) }, SHOWN)
}

const mine = (live, entry) => entry.subject === live.data.subject && entry.subjectId === live.data.subjectId

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const thumbnail = (live, entry) => {
  const shows = (entry.type || "").startsWith("image/") && entry.bytes.byteLength && !entry.refused
  if (!shows) return make("span", "sheet", entry.name.includes(".") ? entry.name.split(".").pop() : "·")
  const picture = make("img")
  if (!live.pictures.has(entry.key)) {
    live.pictures.set(entry.key, URL.createObjectURL(new Blob([entry.bytes], { type: entry.type })))
  }
  picture.src = live.pictures.get(entry.key)
  picture.alt = ""
  return picture
}

const line = (live, entry) => {
  const { texts } = live.data
  const state = entry.id ? "sent" : entry.refused ? "refused" : entry.held ? "held" : "waiting"
  const item = make("li", state)
  item.append(thumbnail(live, entry), make("span", "name", entry.name))
  item.append(make("span", "state", state === "refused" ? texts.refused.replace("{why}", () => entry.refused) : texts[state]))
  if (state === "held") item.append(press("mark", texts.mark, () => mark(live, entry)))
  if (state === "refused" || state === "held") {
    const away = make("button", "away", "✕")
    away.type = "button"
    away.ariaLabel = `${texts.dismiss} ${entry.name}`
    away.onclick = async () => { await drop(entry.key); await draw(live); live.root.querySelector(".choose").focus() }
    item.append(away)
  }
  return item
}

const press = (name, text, act) => {
  const node = make("button", name, text)
  node.type = "button"
  node.onclick = act
  return node
}

// A picture that may be marked stays here until it is let go: what a mosaic hides never leaves the device.
const mark = (live, entry) => annotate(live.root.querySelector("dialog.marking"), entry, live.data.texts, async canvas => {
  const content = await new Promise(done => canvas.toBlob(done, "image/jpeg", QUALITY))
  live.pictures.delete(entry.key)
  await keep({ ...entry, type: content.type, bytes: await content.arrayBuffer() })
  await draw(live)
})

const release = async live => {
  const here = (await waiting(live.data.owner)).filter(entry => mine(live, entry) && entry.held)
  for (const entry of here) await keep({ ...entry, held: false })
  await draw(live)
  send(live)
}

const draw = async live => {
  const here = (await waiting(live.data.owner)).filter(entry => mine(live, entry))
  const { texts } = live.data
  const left = here.filter(entry => !entry.refused && !entry.held).length
  const held = here.filter(entry => entry.held && !entry.refused).length
  const go = live.root.querySelector(".release")
  go.hidden = !held
  go.textContent = texts.release.replace("{n}", held)
  live.queued = left
  live.root.querySelector("ul").replaceChildren(...[...live.sent, ...here].map(entry => line(live, entry)))
  const said = live.signedOut && left ? texts.signedOut : left ? texts.left.replace("{n}", left) : ""
  const status = live.root.querySelector(".status")
  if (status.textContent !== said) status.textContent = said
}

const label = live => {
  const { root, data } = live
  const any = root.querySelector("input.any")
  any.accept = data.accept
  any.multiple = true
  root.querySelector("input.camera").accept = "image/*"
  root.querySelector(".choose").textContent = data.texts.choose
  root.querySelector(".shoot").textContent = data.texts.shoot
  root.querySelector(".hint").textContent = data.texts.hint
  root.ariaLabel = data.label
}

const settle = (parent, component) => {
  const root = parent.querySelector(".photo")
  const live = { root, data: component.data, nudge: component.setTriggerValue, sent: [], pictures: new Map() }
  for (const [button, input] of [[".choose", "input.any"], [".shoot", "input.camera"]]) {
    const field = root.querySelector(input)
    root.querySelector(button).onclick = () => field.click()
    field.onchange = () => { const list = [...field.files]; field.value = ""; take(live, list) }
  }
  root.querySelector(".release").onclick = () => release(live)
  root.ondragover = event => { event.preventDefault(); root.classList.add("over") }
  root.ondragleave = () => root.classList.remove("over")
  root.ondrop = event => {
    event.preventDefault()
    root.classList.remove("over")
    take(live, [...event.dataTransfer.files])
  }
  const again = () => send(live)
  const ticking = setInterval(again, EVERY)
  addEventListener("online", again)
  live.leave = () => {
    live.left = true
    clearInterval(ticking)
    removeEventListener("online", again)
    live.pictures.forEach(url => URL.revokeObjectURL(url))
  }
  return live
}

export default function (component) {
  const parent = component.parentElement
  if (!lives.has(parent)) lives.set(parent, settle(parent, component))
  const live = lives.get(parent)
  if (live.data.subjectId !== component.data.subjectId || live.data.subject !== component.data.subject) live.sent = []
  live.data = component.data
  live.nudge = component.setTriggerValue
  label(live)
  draw(live).then(() => send(live))
  return () => { lives.get(parent)?.leave(); lives.delete(parent) }
}
