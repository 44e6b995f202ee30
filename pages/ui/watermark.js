// One tile, drawn once a minute: who reads, and when. Text is drawn on a canvas, never written as markup.

const moment = zone => {
  const parts = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false }
  return new Intl.DateTimeFormat("sv-SE", parts).format(new Date())
}

const draw = (node, data) => {
  const tile = document.createElement("canvas")
  tile.width = 360
  tile.height = 220
  const pen = tile.getContext("2d")
  pen.translate(30, 170)
  pen.rotate(-0.42)
  pen.font = "20px sans-serif"
  pen.fillStyle = getComputedStyle(node).color
  pen.fillText(data.name.slice(0, 30), 0, 0)
  pen.fillText(moment(data.zone), 0, 28)
  node.style.backgroundImage = `url(${tile.toDataURL()})`
}

const clocks = new WeakMap()

export default function ({ data, parentElement }) {
  const node = parentElement.querySelector(".watermark")
  clearInterval(clocks.get(node))
  draw(node, data)
  clocks.set(node, setInterval(() => draw(node, data), 60_000))
  return () => clearInterval(clocks.get(node))
}
