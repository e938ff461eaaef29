// What is typed into a form and not saved yet, kept for the account that types it, so that a reload or an ended session loses
// nothing. Passwords, keys and signing secrets are never kept.
import { useRef, useState } from 'react'
import { useMe } from './answers.ts'

const KEPT = 'jiceng.form'

/** Where it is kept: on this computer until it is saved, or, what others must not find, in this window alone and no longer. */
export type Shelf = 'computer' | 'window'

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
export function useKept<T extends object>(form: string, first: () => T, shelf: Shelf = 'computer'): Kept<T> {
  const key = keyOf(useMe().data?.account?.name ?? '', form)
  const [{ value, resumed, unkept }, show] = useState(() => {
    const stored = read<T>(shelf, key)
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
      show({ value: latest.current, resumed, unkept: !write(shelf, key, latest.current) })
    },
    forget: () => {
      storageOf(shelf).removeItem(key)
      latest.current = first()
      show({ value: latest.current, resumed: false, unkept: false })
    },
  }
}

/** Hands what was typed to another form, unless something is kept there. */
export function keepAt(account: string, form: string, value: object): boolean {
  const key = keyOf(account, form)
  return read('computer', key) === null && write('computer', key, value)
}

/** Forgets every form of an account: whoever signs out leaves nothing behind. */
export function forgetForms(account: string): void {
  forget('computer', whose => whose === account)
  forgetInWindow(whose => whose === account)
}

/** Forgets forms that this window alone keeps, told by the account that typed them and the name of the form. */
export function forgetInWindow(which: (account: string, form: string) => boolean): void {
  forget('window', which)
}

function forget(shelf: Shelf, which: (account: string, form: string) => boolean): void {
  const storage = storageOf(shelf)
  for (const key of Object.keys(storage)) {
    // The name of an account has no space.
    const [kept, account = '', ...form] = key.split(' ')
    if (kept === KEPT && which(account, form.join(' '))) storage.removeItem(key)
  }
}

function keyOf(account: string, form: string): string {
  return `${KEPT} ${account} ${form}`
}

function storageOf(shelf: Shelf): Storage {
  return shelf === 'window' ? sessionStorage : localStorage
}

function read<T>(shelf: Shelf, key: string): T | null {
  try {
    return JSON.parse(storageOf(shelf).getItem(key) ?? 'null') as T | null
  } catch {
    // What cannot be read is nothing kept.
    return null
  }
}

function write(shelf: Shelf, key: string, value: object): boolean {
  try {
    storageOf(shelf).setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
