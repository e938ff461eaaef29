// A calendar file (RFC 5545) of days by which something must be done. Whole days only: no times and no zones occur in it.
import type { Language } from '../problem/problem.ts'
import { type Day, plusDays } from '../time/day.ts'

/** A day on which something ends. */
export interface Entry {
  /** The same for the same thing for ever, whatever it is called and to whichever day it moves. */
  readonly uid: string
  readonly day: Day
  readonly title: string
  readonly about: string
  /** When it came to say what it says, and how often it had been something else before. */
  readonly revised: Date
  readonly sequence: number
  /** Where the act is; null where the house does not know its own address. */
  readonly address: string | null
}

/** Octets of a line without its end (RFC 5545, 3.1). */
const LINE = 75
/** How often a calendar should ask again: what is owed changes by the day. */
const REFRESH = 'PT6H'

/** Writes the calendar file. */
export function writeCalendar(name: string, language: Language, entries: readonly Entry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Jiceng//Jiceng//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...entries.flatMap(entry => [
      'BEGIN:VEVENT',
      `UID:${entry.uid}`,
      `DTSTAMP:${entry.revised.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      `SEQUENCE:${entry.sequence}`,
      `DTSTART;VALUE=DATE:${dateOf(entry.day)}`,
      // The end is the first day that is no longer meant.
      `DTEND;VALUE=DATE:${dateOf(plusDays(entry.day, 1))}`,
      `SUMMARY;LANGUAGE=${language}:${escaped(entry.title)}`,
      `DESCRIPTION;LANGUAGE=${language}:${escaped(entry.about)}`,
      ...(entry.address ? [`URL:${entry.address}`] : []),
      'CLASS:PRIVATE',
      // Something is due; nobody is busy the whole day.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

function dateOf(day: Day): string {
  return day.replaceAll('-', '')
}

/** Text as a value: what would end it is escaped, control characters cannot stand in it (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, mark => `\\${mark}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\p{Cc}]/gu, ' ')
}

const octets = new TextEncoder()

/** Folds a line by octets of UTF-8, never within a character. */
function folded(line: string): string {
  const rows: string[] = []
  let row = ''
  let room = LINE
  for (const character of line) {
    const size = octets.encode(character).length
    if (size > room) {
      rows.push(row)
      row = ''
      // The space that begins the row counts.
      room = LINE - 1
    }
    row += character
    room -= size
  }
  return [...rows, row].join('\r\n ')
}
