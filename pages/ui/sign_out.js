export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.onclick = async () => {
    button.disabled = true
    await fetch("/sign-out", { method: "POST", headers: { "X-Luoshi": "1" } }).catch(() => null)
    location.assign("/sign-in")
  }
}
