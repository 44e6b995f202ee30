// Taps and photos on their way to the office: kept in the browser's own store until they are acknowledged,
// sent one after the other, again after every break. The same key never counts twice.

const EVERY = 3000
const memory = new Map()
let opened = null
let counter = 0

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
      const request = indexedDB.open("luoshi-walk", 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore("queue", { keyPath: "key" })
        request.result.createObjectStore("ids", { keyPath: "finding" })
      }
      request.onsuccess = () => done(request.result)
      request.onerror = request.onblocked = () => done(null)
    } catch { done(null) }
  })
  return opened
}

const store = async (name, how) => (await database())?.transaction(name, how).objectStore(name)

const keep = async entry => {
  memory.set(entry.key, entry)
  try {
    const table = await store("queue", "readwrite")
    if (table) await answer(table.put(entry))
  } catch { /* a full or forbidden store: the entry lives as long as this tab */ }
}

const drop = async key => {
  memory.delete(key)
  try {
    const table = await store("queue", "readwrite")
    if (table) await answer(table.delete(key))
  } catch { /* see keep */ }
}

// Everything of this person and round, oldest first; read from the store once, when the page opens.
const remembered = async (owner, round) => {
  try {
    const table = await store("queue", "readonly")
    for (const entry of table ? await answer(table.getAll()) : []) memory.set(entry.key, entry)
  } catch { /* see keep */ }
  return waiting(owner, round)
}

const waiting = (owner, round) =>
  [...memory.values()].filter(one => one.owner === owner && one.round === round).sort((a, b) => a.place - b.place)

const learn = async (finding, id) => {
  try {
    const table = await store("ids", "readwrite")
    if (table) await answer(table.put({ finding, id }))
  } catch { /* asked again from the office */ }
}

const learned = async finding => {
  try {
    const table = await store("ids", "readonly")
    return table ? (await answer(table.get(finding)))?.id : undefined
  } catch { return undefined }
}

const entryOf = (live, tap) => ({
  ...tap, key: number(), owner: live.data.owner, round: live.data.round, at: Date.now(), place: Date.now() * 1000 + counter++,
})

const post = async entry => {
  const { owner, round, place, refused, ...tap } = entry
  const response = await fetch(`/rounds/${round}/taps`, {
    method: "POST", credentials: "same-origin",
    headers: { "X-Luoshi": "1", "Content-Type": "application/json" }, body: JSON.stringify(tap),
  })
  return { status: response.status, ...await response.json().catch(() => ({})) }
}

const putPhoto = async (live, entry) => {
  const id = live.ids.get(entry.finding) ?? await learned(entry.finding)
  if (!id) return { status: 503 }
  const response = await fetch(`/files/${entry.subject}/${id}/${entry.key}`, {
    method: "PUT", credentials: "same-origin", body: entry.bytes,
    headers: { "X-Luoshi": "1", "X-File-Name": encodeURIComponent(entry.name) },
  })
  return { status: response.status, ...await response.json().catch(() => ({})) }
}

// Photos of a finding that is not saved yet are held back: they may still be marked or taken away.
const isHeld = (live, entry) => entry.do === "photo" && !live.saved.has(entry.finding)

const send = async live => {
  if (live.sending || live.left) return
  live.sending = true
  try {
    for (;;) {
      const entry = waiting(live.data.owner, live.data.round).find(one => !one.refused && !isHeld(live, one))
      if (!entry) break
      const told = entry.do === "photo" ? await putPhoto(live, entry) : await post(entry)
      live.signedOut = told.status === 401
      if (told.status < 300) await arrived(live, entry, told)
      else if (told.message && told.status < 500) await keep({ ...entry, refused: told.message })
      else break
      chip(live)
    }
    live.offline = false
  } catch { live.offline = true } finally { live.sending = false }
  chip(live)
}

const arrived = async (live, entry, told) => {
  if (entry.finding && entry.do !== "photo" && told.id) {
    live.ids.set(entry.finding, told.id)
    await learn(entry.finding, told.id)
  }
  await drop(entry.key)
  live.acknowledged += 1
}
