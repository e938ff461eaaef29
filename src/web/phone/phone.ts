// The state of the phone: what its shelf holds, how the server is reached, and when the two are brought together.
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { askPasskey, signInByPasskey, signInByPassword } from '../../access/door.api.ts'
import { signIn, signOut } from '../../access/session.api.ts'
import type { Language } from '../../problem/problem.ts'
import { type CaptureAnswer, capture } from '../../record/capture.api.ts'
import { ask, Trouble, tell } from '../client.ts'
import { provePasskey } from '../passkey.ts'
import { deliver, heed, meet, type Reach, reachOf } from './outbox.ts'
import { type Account, type Content, captureOf, forgetMe, keepCapture, onChange, pausedUntil, read } from './shelf.ts'

/** Lists of names older than this are asked for again when there is signal. */
const FRESH = 10 * 60_000
const IN_HAND = 'jiceng.phone.org'
/** The browser does not always notice that the signal is back: while something waits and the page is seen, the server is asked. */
const PATIENCE = 15_000

export interface Phone {
  /** Null until the shelf has been read. */
  readonly content: Content | null
  /** The browser keeps nothing. */
  readonly shelfless: boolean
  /** What the forms of the organization in hand are made of. */
  readonly answer: CaptureAnswer | null
  readonly reach: Reach | 'asking'
  /** Id of the record under way. */
  readonly sending: string | null
  readonly demo: readonly Account[]
  /** Why the server gives no forms to this account, as a problem document. */
  readonly denied: Record<string, unknown> | null
  /** Brings phone and server together: sends what waits, then asks for fresh lists. */
  readonly meetServer: () => Promise<void>
  /** Takes another organization in hand, one below the account's own; null for the own one. */
  readonly turnTo: (org: string | null) => void
  readonly enter: (account: Account) => Promise<void>
  readonly enterByPassword: (typed: Typed) => Promise<void>
  readonly enterByPasskey: (trust: boolean) => Promise<void>
  readonly leave: () => Promise<void>
}

/** What is typed at the door. */
export interface Typed {
  readonly name: string
  readonly password: string
  readonly code?: string
  readonly trust: boolean
}

export const PhoneContext = createContext<Phone | null>(null)

export function usePhone(): Phone {
  return useContext(PhoneContext)!
}

export function usePhoneState(language: Language): Phone {
  const [content, setContent] = useState<Content | null>(null)
  const [shelfless, setShelfless] = useState(false)
  const [answer, setAnswer] = useState<CaptureAnswer | null>(null)
  const [reach, setReach] = useState<Phone['reach']>('asking')
  const [sending, setSending] = useState<string | null>(null)
  const [demo, setDemo] = useState<readonly Account[]>([])
  const [denied, setDenied] = useState<Record<string, unknown> | null>(null)
  const [org, setOrg] = useState<string | null>(() => sessionStorage.getItem(IN_HAND))
  const inHand = useRef(org)
  inHand.current = org
  const asked = useRef({ of: '', at: 0 })
  const speaking = useRef(language)
  speaking.current = language

  const reread = useCallback(async () => {
    try {
      const found = await read()
      setContent(found)
      const me = found.me?.account
      setAnswer(me ? await captureOf(me.name, inHand.current ?? me.org.code) : null)
    } catch {
      setShelfless(true)
      setContent(found => found ?? { me: null, drafts: [], queue: [], sent: [] })
    }
  }, [])

  const meetServer = useCallback(async () => {
    try {
      if (Date.now() < (await pausedUntil())) return setReach('server')
      const met = await meet(speaking.current)
      setDemo(met.demo)
      if (!met.account) return setReach('unsigned')
      const account = met.account.name
      const waits = (await read()).queue.some(held => held.account === account && !held.refused)
      const sent = waits ? await deliver(speaking.current, setSending) : null
      if (sent && sent.reach !== 'reached') {
        return setReach(sent.reach)
      }
      const at = inHand.current ?? met.account.org.code
      const of = `${account} ${at}`
      const stale = asked.current.of !== of || Date.now() - asked.current.at > FRESH
      if (stale || (sent?.delivered ?? 0) > 0) {
        try {
          await keepCapture(account, await ask(capture, { org: at }, speaking.current))
          setDenied(null)
        } catch (fault) {
          if (!(fault instanceof Trouble) || fault.status !== 403 || !fault.problem) throw fault
          setDenied(fault.problem.toDocument(speaking.current))
        }
        asked.current = { of, at: Date.now() }
      }
      setReach('reached')
    } catch (fault) {
      await heed(fault)
      setReach(reachOf(fault))
    }
  }, [])

  useEffect(() => onChange(() => void reread()), [reread])

  // When the signal comes back, when the page is looked at again, and from time to time.
  useEffect(() => {
    const meetNow = () => void meetServer()
    const seen = () => {
      if (document.visibilityState === 'visible') void meetServer()
    }
    window.addEventListener('online', meetNow)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('online', meetNow)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [meetServer])

  const waits = content?.queue.some(held => !held.refused) ?? false
  useEffect(() => {
    if (!waits || reach === 'unsigned') return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void meetServer()
    }, PATIENCE)
    return () => clearInterval(timer)
  }, [waits, reach, meetServer])

  const turnTo = useCallback((code: string | null) => {
    if (code) sessionStorage.setItem(IN_HAND, code)
    else sessionStorage.removeItem(IN_HAND)
    setOrg(code)
  }, [])
  // What is kept of another organization shows at once; what the server knows of it follows.
  useEffect(() => {
    inHand.current = org
    void reread().then(meetServer)
  }, [org, reread, meetServer])

  const enter = useCallback(
    async (account: Account) => {
      await tell(signIn, { account: account.name }, speaking.current)
      await meetServer()
    },
    [meetServer],
  )
  const enterByPassword = useCallback(
    async (typed: Typed) => {
      await tell(signInByPassword, typed, speaking.current)
      await meetServer()
    },
    [meetServer],
  )
  const enterByPasskey = useCallback(
    async (trust: boolean) => {
      const answer = await provePasskey(await tell(askPasskey, {}, speaking.current))
      await tell(signInByPasskey, { answer, trust }, speaking.current)
      await meetServer()
    },
    [meetServer],
  )
  const leave = useCallback(async () => {
    await tell(signOut, {}, speaking.current)
    await forgetMe()
    asked.current = { of: '', at: 0 }
    turnTo(null)
    await meetServer()
  }, [meetServer, turnTo])

  return {
    ...{ content, shelfless, answer, reach, sending, demo, denied },
    ...{ meetServer, turnTo, enter, enterByPassword, enterByPasskey, leave },
  }
}
