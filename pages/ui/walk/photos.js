// Photos of the walk: from camera or gallery, scaled here, marked if wanted, queued with the taps.

const LONGEST = 1600
const QUALITY = 0.82

const picker = (live, text, take, name, options) => {
  const label = make("label", name, text)
  const input = make("input")
  input.type = "file"
  input.accept = "image/*"
  Object.assign(input, options.set || {})
  if (options.capture) input.setAttribute("capture", "environment")
  input.onchange = () => { const list = [...input.files]; input.value = ""; if (list.length) take(list) }
  label.append(input)
  return label
}

const camera = (live, text, take, name = "plain") => picker(live, text, take, name, { capture: true })
const gallery = (live, text, take) => picker(live, text, take, "plain choose", { set: { multiple: true } })

const addPhotos = async (live, stop, finding, list, subject) => {
  for (const file of list) {
    const { bytes, type, name } = await smaller(file)
    const entry = entryOf(live, { do: "photo", visit: stop.visit_id, finding, subject, bytes, type, name })
    lay(live, entry)
    await keep(entry)
  }
  draw(live)
  chip(live)
  send(live)
}

const smaller = async file => {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" })
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = make("canvas")
    canvas.width = Math.max(1, Math.round(picture.width * share))
    canvas.height = Math.max(1, Math.round(picture.height * share))
    const pen = canvas.getContext("2d")
    pen.fillStyle = "#fff"
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await written(canvas, file.name)
  } catch {
    return { bytes: await file.arrayBuffer(), type: file.type, name: file.name }   // the office says what is wrong with it
  }
}

const written = async (canvas, name) => {
  const content = await new Promise(done => canvas.toBlob(done, "image/jpeg", QUALITY))
  return { bytes: await content.arrayBuffer(), type: "image/jpeg", name: name.replace(/\.[^.]*$/, "") + ".jpg" }
}

const heldPhotos = (live, finding, subject = "finding") =>
  waiting(live.data.owner, live.data.round).filter(one => one.do === "photo" && one.finding === finding && one.subject === subject)

const thumbnails = (live, subject = "finding") => {
  const row = make("div", "thumbs")
  if (subject === "fix") row.append(make("small", "", live.data.texts.after))
  for (const entry of heldPhotos(live, live.draft.key, subject)) {
    const box = make("div", "thumb")
    const picture = make("img")
    picture.src = URL.createObjectURL(new Blob([entry.bytes], { type: entry.type }))
    picture.onload = () => URL.revokeObjectURL(picture.src)
    picture.alt = ""
    box.append(picture, press("plain", live.data.texts.mark, () => markPhoto(live, entry)), press("plain", "✕", async () => {
      await drop(entry.key)
      const one = noteOf(live)
      if (one) one.photos -= 1
      showFinding(live)
    }))
    row.append(box)
  }
  return row.querySelector(".thumb") ? [row] : []
}

const markPhoto = (live, entry) => {
  annotate(live.root.querySelector("dialog.mark"), entry, live.data.texts, async canvas => {
    await keep({ ...entry, ...await written(canvas, entry.name) })
    showFinding(live)
  })
}
