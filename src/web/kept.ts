// What is typed into a form and not saved yet, kept on this computer for the account that types it, so that a reload or an ended session loses nothing. No secret is kept.
import { useRef, useState } from 'react'
import { useMe } from './answers.ts'

const KEPT = 'jiceng.form'

export interface Kept<T> {
  readonly value: T
  /** Changes parts of what is typed, and keeps it. */
  readonly put: (part: Partial<T>) => void
  /** Forgets what was typed: the form begins anew. */
  readonly forget: () => void
  /** True where the form goes on from an earlier time. */
  readonly resumed: boolean
  /** True where the browser could not keep it. */
  readonly unkept: boolean
}

/** What is typed into the form of this name. Who shows another form in the same place gives it a `key`. */
export function useKept<T extends object>(form: string, first: () => T): Kept<T> {
  const key = keyOf(useMe().data?.account?.name ?? '', form)
  const [{ value, resumed, unkept }, show] = useState(() => {
    const stored = read<T>(key)
    return { value: { ...first(), ...stored }, resumed: stored !== null, unkept: false }
  })
  // Two changes of one moment are both kept.
  const latest = useRef(value)
  return {
    value,
    resumed,
    unkept,
    put: part => {
      latest.current = { ...latest.current, ...part }
      show({ value: latest.current, resumed, unkept: !write(key, latest.current) })
    },
    forget: () => {
      localStorage.removeItem(key)
      latest.current = first()
      show({ value: latest.current, resumed: false, unkept: false })
    },
  }
}

/** Hands what was typed to another form, unless something is kept there. */
export function keepAt(account: string, form: string, value: object): boolean {
  const key = keyOf(account, form)
  return read(key) === null && write(key, value)
}

/** Forgets every form of an account: whoever signs out leaves nothing behind. */
export function forgetForms(account: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(keyOf(account, ''))) localStorage.removeItem(key)
}

function keyOf(account: string, form: string): string {
  return `${KEPT} ${account} ${form}`
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    // What cannot be read is nothing kept.
    return null
  }
}

function write(key: string, value: object): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
