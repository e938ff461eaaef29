// The formats in which reports are taken away, with their media types.
export const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
} as const
export type Format = keyof typeof TYPES
export const FORMATS = Object.keys(TYPES) as Format[]
