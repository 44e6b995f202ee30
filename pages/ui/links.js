// Links to what our own routes hand out. An answer that is a file leaves the page where it is.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".links")
  root.replaceChildren(
    ...data.links.map(([label, href]) => {
      const link = document.createElement("a")
      link.textContent = label
      link.href = href
      return link
    })
  )
}
