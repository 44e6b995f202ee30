// Small comforts of the plain pages; every one of them works without this file.

for (const button of document.querySelectorAll("button.reveal")) {
  const field = document.getElementById(button.getAttribute("aria-controls"))
  button.hidden = false
  button.onclick = () => {
    const shown = field.type === "text"
    field.type = shown ? "password" : "text"
    button.textContent = shown ? button.dataset.show : button.dataset.hide
    field.focus()
  }
}

for (const field of document.querySelectorAll("input[type=password]")) {
  const note = field.closest(".field").querySelector(".capitals")
  const look = event => { note.hidden = !event.getModifierState?.("CapsLock") }
  field.addEventListener("keydown", look)
  field.addEventListener("keyup", look)
  field.addEventListener("blur", () => { note.hidden = true })
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input[type=text]")) {
      if (field.autocomplete.endsWith("password")) field.type = "password"
    }
    const button = form.querySelector("button:not([type=button])")
    setTimeout(() => { button.disabled = true })
  })
}

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button")) button.disabled = false
})

const departments = document.getElementById("departments")
if (departments) {
  const listed = document.getElementById("departments-listed")
  const list = () => {
    const names = new Set(departments.value.split("\n").map(name => name.trim()).filter(Boolean))
    listed.replaceChildren(...[...names].map(name => Object.assign(document.createElement("option"), { value: name })))
  }
  departments.addEventListener("input", list)
  list()
}
