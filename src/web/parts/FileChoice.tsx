// A button that lets a file be chosen; the same file, corrected, may be chosen again.

interface Props {
  readonly text: string
  /** Endings that are offered, such as .xlsx. */
  readonly accept: string
  readonly onFile: (file: File | undefined) => void
}

export function FileChoice({ text, accept, onFile }: Props) {
  return (
    <label className="button button-main">
      {text}
      <input
        type="file"
        accept={accept}
        className="sr"
        onChange={event => {
          onFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </label>
  )
}
