// Kept files: pictures and PDF open in place, the others are downloaded. Text is only ever text.

const make = (tag, name, text) => {
  const node = document.createElement(tag)
  if (name) node.className = name
  if (text !== undefined) node.textContent = text
  return node
}

const show = (dialog, file) => {
  dialog.querySelector("b").textContent = file.name
  dialog.querySelector("a").href = `${file.address}?download`
  const inside = make(file.picture ? "img" : "iframe")
  inside.src = file.address
  if (file.picture) inside.alt = file.name
  else inside.title = file.name
  dialog.querySelector("main").replaceChildren(inside)
  dialog.showModal()
}

const card = (file, data, dialog, remove) => {
  const item = make("li")
  const link = make("a")
  link.href = file.inPlace ? file.address : `${file.address}?download`
  link.title = file.name
  if (file.picture) {
    const picture = make("img")
    picture.loading = "lazy"
    picture.src = file.address
    picture.alt = file.name
    link.append(picture)
  } else link.append(make("span", "sheet", file.name.split(".").pop()))
  link.append(make("span", "name", file.name), make("span", "by", file.by))
  if (file.at) link.append(make("span", "by", file.at))
  if (file.inPlace) {
    link.onclick = event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      show(dialog, file)
    }
  }
  item.append(link)
  if (file.removable) {
    const away = make("button", "remove", "✕")
    away.type = "button"
    away.ariaLabel = `${data.texts.remove} ${file.name}`
    away.onclick = () => { if (confirm(data.texts.sure)) remove(file.id) }
    item.append(away)
  }
  return item
}

export default function ({ data, parentElement, setTriggerValue }) {
  const dialog = parentElement.querySelector("dialog")
  const close = dialog.querySelector("button")
  close.textContent = data.texts.close
  close.onclick = () => dialog.close()
  dialog.onclose = () => dialog.querySelector("main").replaceChildren()
  dialog.onclick = event => { if (event.target === dialog) dialog.close() }
  dialog.querySelector("a").textContent = data.texts.download
  const remove = id => setTriggerValue("removed", { value: id, nonce: Date.now() + Math.random() })
  parentElement.querySelector("ul").replaceChildren(...data.files.map(file => card(file, data, dialog, remove)))
}
