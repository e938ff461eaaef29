// Takes a drawing away as a PNG: its styles are written into a copy, which is drawn on a canvas in the fonts of the page.
const STYLES = ['fill', 'stroke', 'stroke-width', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity']
/** Pixels of the picture for one of the drawing. */
const SHARP = 2

/** Saves a drawing under a name. */
export async function pictureOf(drawing: SVGSVGElement, name: string): Promise<void> {
  await document.fonts.ready
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [from, to] = [drawing, copy].map(one => [one, ...one.querySelectorAll<SVGElement>('*')])
  for (const [index, element] of from!.entries()) {
    const style = getComputedStyle(element)
    to![index]!.setAttribute('style', STYLES.map(key => `${key}:${style.getPropertyValue(key)}`).join(';'))
  }
  const { width, height } = drawing.viewBox.baseVal
  copy.setAttribute('width', String(width * SHARP))
  copy.setAttribute('height', String(height * SHARP))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SHARP
  canvas.height = height * SHARP
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.png`
  link.click()
  URL.revokeObjectURL(link.href)
}
