// What changed is marked where it happened: until it was seen for a few seconds.

const SEEN = 8000, KEPT = 120000

const known = new Map(), marked = new Map()

const items = panel => panel.items ?? panel.rows ?? []
export const key = (panel, item) => `${panel.name}/${item.id}`

// Compares with what was known; the very first contents are no change.
export function learn(panels, now) {
  const first = known.size === 0
  const before = new Map(known)
  known.clear()
  for (const panel of panels) {
    for (const item of items(panel)) {
      const name = key(panel, item), said = JSON.stringify(item)
      known.set(name, said)
      if (!first && before.get(name) !== said) marked.set(name, { since: now, shown: 0 })
    }
  }
  for (const [name, mark] of marked) {
    if (!known.has(name) || now - mark.since > KEPT) marked.delete(name)
  }
}

export function forget() {
  known.clear()
  marked.clear()
}

// Milliseconds for which the mark has been seen, or -1 where there is none.
export function seen(name, now) {
  const mark = marked.get(name)
  if (!mark) return -1
  mark.shown ||= now
  if (now - mark.shown < SEEN) return now - mark.shown
  marked.delete(name)
  return -1
}

export const waits = name => marked.get(name)?.shown === 0
