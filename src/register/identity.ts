// Identity numbers (GB 11643): what a number says of birth and sex, and whether its check digit fits. Compared, never mended. Pure.
import { type Day, readDay } from '../time/day.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** Check digits by the sum of weights modulo 11 (ISO 7064, MOD 11-2). */
const CHECKS = '10X98765432'

/** What an identity number says. `old` has 15 digits and no check digit. */
export interface Identity {
  readonly number: string
  readonly born: Day
  readonly sex: 1 | 2
  readonly old: boolean
}

/** Reads an identity number of 18 or 15 digits. Gives why it is none: its form, its check digit, or a birth that does not exist. */
export function readIdentity(text: string): Identity | 'form' | 'check' | 'birth' {
  const number = text
    .normalize('NFKC')
    .replace(/[\s'’‘`]/g, '')
    .toUpperCase()
    .replace('Х', 'X')
  const old = /^\d{15}$/.test(number)
  if (!old && !/^\d{17}[\dX]$/.test(number)) return 'form'
  if (!old && CHECKS[sum(number)] !== number[17]) return 'check'
  const digits = old ? `19${number.slice(6, 12)}` : number.slice(6, 14)
  const born = readDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
  if (!born) return 'birth'
  return { number, born, sex: Number(number[old ? 14 : 16]) % 2 === 1 ? 1 : 2, old }
}

/** The first 17 digits with the check digit that they have. */
export function withCheck(digits: string): string {
  return `${digits}${CHECKS[sum(digits)]}`
}

function sum(number: string): number {
  return WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0) % 11
}
