// A photo is marked before it leaves the phone: an arrow, a box, or a mosaic over what nobody should read.

const TOOLS = ["arrow", "box", "mosaic"]
const CELL = 18

const annotate = async (dialog, entry, texts, done) => {
  const picture = await createImageBitmap(new Blob([entry.bytes], { type: entry.type }))
  const canvas = document.createElement("canvas")
  canvas.width = picture.width
  canvas.height = picture.height
  const pen = canvas.getContext("2d")
  pen.drawImage(picture, 0, 0)
  const state = { tool: "arrow", marks: [], now: null }
  const redraw = () => {
    pen.drawImage(picture, 0, 0)
    for (const mark of [...state.marks, state.now].filter(Boolean)) strokes[mark.tool](pen, canvas, mark)
  }
  const bar = document.createElement("div")
  bar.className = "tools"
  const button = (text, act, name = "") => {
    const node = document.createElement("button")
    node.type = "button"
    node.textContent = text
    node.className = name
    node.onclick = act
    bar.append(node)
    return node
  }
  const tools = TOOLS.map(tool => button(texts[tool], () => {
    state.tool = tool
    tools.forEach((node, place) => node.classList.toggle("on", TOOLS[place] === tool))
  }, tool === "arrow" ? "on" : ""))
  button(texts.undo, () => { state.marks.pop(); redraw() })
  button(texts.close, () => dialog.close())
  button(texts.done, async () => { dialog.close(); await done(canvas) }, "go")
  canvas.onpointerdown = event => { canvas.setPointerCapture(event.pointerId); const [x, y] = place(canvas, event); state.now = { tool: state.tool, x, y, tox: x, toy: y } }
  canvas.onpointermove = event => { if (state.now) { [state.now.tox, state.now.toy] = place(canvas, event); redraw() } }
  canvas.onpointerup = () => { if (state.now) { state.marks.push(state.now); state.now = null; redraw() } }
  canvas.onpointercancel = () => { state.now = null; redraw() }
  dialog.replaceChildren(bar, canvas)
  dialog.onclose = () => { picture.close(); dialog.replaceChildren() }
  dialog.showModal()
}

const place = (canvas, event) => {
  const box = canvas.getBoundingClientRect()
  return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height]
}

const strokes = {
  arrow: (pen, canvas, { x, y, tox, toy }) => {
    const wide = Math.max(4, canvas.width / 160), angle = Math.atan2(toy - y, tox - x), head = wide * 5
    brush(pen, wide)
    pen.beginPath()
    pen.moveTo(x, y)
    pen.lineTo(tox, toy)
    for (const turn of [-0.5, 0.5]) {
      pen.moveTo(tox, toy)
      pen.lineTo(tox - head * Math.cos(angle + turn), toy - head * Math.sin(angle + turn))
    }
    pen.stroke()
  },
  box: (pen, canvas, { x, y, tox, toy }) => {
    brush(pen, Math.max(4, canvas.width / 160))
    pen.strokeRect(Math.min(x, tox), Math.min(y, toy), Math.abs(tox - x), Math.abs(toy - y))
  },
  mosaic: (pen, canvas, { x, y, tox, toy }) => {
    const left = Math.max(0, Math.floor(Math.min(x, tox))), top = Math.max(0, Math.floor(Math.min(y, toy)))
    const wide = Math.min(canvas.width - left, Math.ceil(Math.abs(tox - x))), high = Math.min(canvas.height - top, Math.ceil(Math.abs(toy - y)))
    if (wide < 2 || high < 2) return
    const cell = Math.max(CELL, Math.round(canvas.width / 50))
    for (let row = 0; row < high; row += cell) for (let column = 0; column < wide; column += cell) {
      const across = Math.min(cell, wide - column), down = Math.min(cell, high - row)
      const seen = pen.getImageData(left + column, top + row, across, down).data
      const sum = [0, 0, 0]
      for (let at = 0; at < seen.length; at += 4) for (const channel of [0, 1, 2]) sum[channel] += seen[at + channel]
      pen.fillStyle = `rgb(${sum.map(one => Math.round(one / (seen.length / 4))).join(" ")})`
      pen.fillRect(left + column, top + row, across, down)
    }
  },
}

const brush = (pen, wide) => {
  pen.strokeStyle = "#e5484d"
  pen.lineWidth = wide
  pen.lineCap = pen.lineJoin = "round"
}
