// A name in Mongolian script: vertical, columns from left to right. The typeface is loaded only where such a name is shown.
import '@fontsource/noto-sans-mongolian/mongolian.css'

export default function MongolianName({ name }: { name: string }) {
  return (
    <p className="mongolian-name" lang="mn-Mong">
      {name}
    </p>
  )
}
