// The career of an appointment form: lines such as «1998.07--2002.03  职务», whose continuation lines are indented. Pure.

export interface CareerLine {
  /** Month as written, such as 1998.07; empty where the line has none. */
  readonly from: string
  /** Month as written; empty for a post still held. */
  readonly to: string
  readonly text: string
}

const LINE = /^\s*(\d{4})\.?(\d{2})\s*(?:[—–－〜～~-]+|至)\s*(?:(\d{4})\.?(\d{2}))?\s*(.*)$/

/** Reads the lines of a career; a line without months goes on with the one before. */
export function readCareer(text: string): CareerLine[] {
  const lines: CareerLine[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const found = LINE.exec(line)
    const before = lines.at(-1)
    if (found) {
      const [, year, month, endYear, endMonth, what] = found
      lines.push({ from: `${year}.${month}`, to: endYear ? `${endYear}.${endMonth}` : '', text: what!.trim() })
    } else if (before) lines[lines.length - 1] = { ...before, text: `${before.text}${line.trim()}` }
    else lines.push({ from: '', to: '', text: line.trim() })
  }
  return lines
}
