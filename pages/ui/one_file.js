// One file, read here and handed over as base64. Text is only ever text.

const read = file => new Promise((done, failed) => {
  const reader = new FileReader()
  reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1))
  reader.onerror = failed
  reader.readAsDataURL(file)
})

export default function ({ data, parentElement, setTriggerValue }) {
  const label = parentElement.querySelector("label")
  const input = parentElement.querySelector("input")
  const told = parentElement.querySelector("p")
  label.querySelector("b").textContent = data.name || data.texts.choose
  label.querySelector("span").textContent = data.texts.label
  input.accept = data.accept
  input.ariaLabel = data.texts.label

  const hand = async file => {
    if (!file) return
    told.textContent = ""
    if (file.size > data.limit) { told.textContent = data.texts.large; return }
    try {
      const content = await read(file)
      setTriggerValue("chosen", { name: file.name, content, nonce: Date.now() + Math.random() })
    } catch { told.textContent = data.texts.broken }
  }
  input.onchange = () => { hand(input.files[0]); input.value = "" }
  label.ondragover = event => { event.preventDefault(); label.classList.add("over") }
  label.ondragleave = () => label.classList.remove("over")
  label.ondrop = event => {
    event.preventDefault()
    label.classList.remove("over")
    hand(event.dataTransfer.files[0])
  }
}
