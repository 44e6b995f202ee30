// Label and value, aligned. People's text is only ever text; line breaks stay.
export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("dl")
  list.style.setProperty("--columns", data.columns)
  list.replaceChildren(
    ...data.rows.map(([label, value]) => {
      const row = document.createElement("div")
      const term = document.createElement("dt")
      const fact = document.createElement("dd")
      term.textContent = label
      if (typeof value === "object") {
        fact.textContent = value.sign ? `${value.sign} ${value.text}` : value.text
        fact.className = value.colour || value.tone
      } else fact.textContent = value
      row.append(term, fact)
      return row
    })
  )
}
