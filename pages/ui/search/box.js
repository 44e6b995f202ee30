// Asks while somebody types; arrows choose, Enter goes there. Text is only ever text.

const SIGNS = { green: "●", yellow: "▲", red: "■", grey: "○" }
const WAIT = 120

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

// What was typed stands out where the text has it; letters in any case, never as a pattern.
const marked = (text, words) => {
  const node = make("b")
  const low = text.toLowerCase()
  let at = 0
  while (at < text.length) {
    const next = words.map(word => [low.indexOf(word, at), word.length]).filter(([place]) => place >= 0)
    if (!next.length || low.length !== text.length) break
    const [place, length] = next.reduce((a, b) => (b[0] < a[0] ? b : a))
    node.append(text.slice(at, place), make("mark", "", text.slice(place, place + length)))
    at = place + length
  }
  node.append(text.slice(at))
  return node
}

const option = (hit, number, words, go) => {
  const link = make("a", hit.more ? "more" : "")
  link.id = `hit-${number}`
  link.href = hit.href
  link.role = "option"
  link.tabIndex = -1
  if (hit.lamp) link.append(make("i", hit.lamp, SIGNS[hit.lamp]))
  link.append(marked(hit.title, words))
  if (hit.under) link.append(make("small", "", hit.under))
  link.onmousedown = event => event.preventDefault()
  link.onclick = event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go(hit.href)
  }
  return link
}

const begin = root => {
  const input = root.querySelector("input")
  const list = root.querySelector(".hits")
  const box = { go: null, texts: {} }
  let asked = 0, shown = "", waiting = 0, stop = null, at = -1, wanted = false

  const links = () => [...list.querySelectorAll("a")]
  const close = () => {
    list.hidden = true
    input.ariaExpanded = "false"
    input.removeAttribute("aria-activedescendant")
    at = -1
  }
  const open = () => {
    list.hidden = false
    input.ariaExpanded = "true"
  }
  const choose = place => {
    const all = links()
    if (!all.length) return
    at = (place + all.length) % all.length
    all.forEach((link, number) => {
      link.classList.toggle("at", number === at)
      link.ariaSelected = String(number === at)
    })
    all[at].scrollIntoView({ block: "nearest" })
    input.setAttribute("aria-activedescendant", all[at].id)
  }
  const go = href => {
    input.value = shown = ""
    wanted = false
    list.replaceChildren()
    close()
    input.blur()
    box.go(href)
  }
  const say = text => {
    const line = make("p", "", text)
    line.role = "status"
    list.replaceChildren(line)
    open()
  }
  const draw = (answer, typed) => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
    let number = 0
    const parts = []
    for (const group of answer.groups) {
      const node = make("div")
      node.role = "group"
      node.ariaLabel = group.name
      node.append(make("div", "name", group.name), ...group.hits.map(hit => option(hit, number++, words, go)))
      parts.push(node)
    }
    if (answer.more) parts.push(option({ ...answer.more, more: true }, number++, [], go))
    if (!parts.length) return say(box.texts.nothing)
    list.replaceChildren(...parts)
    open()
    choose(0)
    if (wanted) go(links()[0].getAttribute("href"))
  }
  const ask = async () => {
    const typed = input.value.trim()
    stop?.abort()
    if (!typed) {
      shown = ""
      list.replaceChildren()
      return close()
    }
    const turn = ++asked
    stop = new AbortController()
    try {
      const reply = await fetch("/search?q=" + encodeURIComponent(typed), { signal: stop.signal })
      if (reply.status === 401) return location.reload()
      if (!reply.ok) throw new Error(reply.status)
      const answer = await reply.json()
      if (turn !== asked || input.value.trim() !== typed) return
      shown = typed
      draw(answer, typed)
    } catch (error) {
      if (error.name !== "AbortError" && turn === asked) say(box.texts.asleep)
    }
  }
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, WAIT)
  }

  input.oninput = event => { if (!event.isComposing) soon() }
  input.addEventListener("compositionend", soon)
  input.onfocus = () => {
    if (input.value.trim() && list.childElementCount) open()
  }
  input.onblur = () => setTimeout(() => { if (!root.contains(root.getRootNode().activeElement)) close() }, 120)
  input.onkeydown = event => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      choose(at + (event.key === "ArrowDown" ? 1 : -1))
    } else if (event.key === "Enter") {
      event.preventDefault()
      const link = links()[Math.max(at, 0)]
      if (link && shown === input.value.trim()) return go(link.getAttribute("href"))
      wanted = true // the answer is still on its way
      clearTimeout(waiting)
      ask()
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = ""
      close()
      if (!input.value) input.blur()
    } else wanted = false
  }
  // The keyboard sheet (pages/ui/keys) comes here.
  document.luoshiSearch = () => {
    input.focus()
    input.select()
  }
  return box
}

const boxes = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".search")
  const input = root.querySelector("input")
  const list = root.querySelector(".hits")
  if (!boxes.has(root)) boxes.set(root, begin(root))
  const box = boxes.get(root)
  box.texts = data.texts
  box.go = href => setTriggerValue("go", { value: href, nonce: Date.now() + Math.random() })
  list.id = "hits"
  list.role = "listbox"
  list.ariaLabel = data.texts.label
  input.role = "combobox"
  input.ariaLabel = data.texts.label
  input.ariaAutoComplete = "list"
  input.ariaExpanded ??= "false"
  input.setAttribute("aria-controls", "hits")
  input.placeholder = matchMedia("(max-width: 640px)").matches ? data.texts.short : data.texts.hint
  input.maxLength = 100
}
