// The makes of group robots: at which address each is reached, what it is sent, and what its answers mean. Pure.

export const MAKES = ['wecom', 'dingtalk', 'feishu'] as const
export type Make = (typeof MAKES)[number]

interface Kind {
  readonly hosts: readonly string[]
  readonly path: RegExp
  /** The parameter of the address without which it leads nowhere; null where the path has the key. */
  readonly key: string | null
  /** True where the robot can ask for a signature. */
  readonly signs: boolean
}

/** Where the robots live, by their makers' manuals. */
export const KINDS: Readonly<Record<Make, Kind>> = {
  wecom: { hosts: ['qyapi.weixin.qq.com'], path: /^\/cgi-bin\/webhook\/send$/, key: 'key', signs: false },
  dingtalk: { hosts: ['oapi.dingtalk.com'], path: /^\/robot\/send$/, key: 'access_token', signs: true },
  feishu: {
    hosts: ['open.feishu.cn', 'open.larksuite.com'],
    path: /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/,
    key: null,
    signs: true,
  },
}

export type AddressFault = 'shape' | 'host' | 'path'

/** Reads the address of a robot. `allowed` are origins that whoever looks after the machine has named besides: an own
 *  installation of the maker's system, or a receiver for trying. */
export function readAddress(make: Make, text: string, allowed: readonly string[]): URL | AddressFault {
  if (!URL.canParse(text)) return 'shape'
  const url = new URL(text)
  // A name before the host would make one address look like another.
  if (url.username || url.password || url.hash) return 'shape'
  const { hosts, path, key } = KINDS[make]
  const known = url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname)
  if (!known && !allowed.includes(url.origin)) return 'host'
  return path.test(url.pathname) && (key === null || url.searchParams.get(key)) ? url : 'path'
}

/** What came of a message. */
export type Outcome =
  | { readonly result: 'sent' }
  /** The robot said no, in its own words. */
  | { readonly result: 'refused'; readonly said: string }
  /** It was not reached: nothing was sent. */
  | { readonly result: 'unreached'; readonly said: string }
  /** The message went out and no answer came back: nobody knows whether it arrived. */
  | { readonly result: 'silent'; readonly said: string }

/** Longest words of a robot that are kept. */
const WORDS = 300

/** What an answer means. A robot that refuses still answers 200: what counts is the code in the answer. */
export function outcomeOf(status: number, text: string): Outcome {
  const words = text.trim().slice(0, WORDS)
  if (status !== 200) return { result: 'refused', said: `HTTP ${status} ${words}`.trim() }
  let told: Record<string, unknown>
  try {
    told = JSON.parse(text) as Record<string, unknown>
  } catch {
    return { result: 'refused', said: words || 'HTTP 200' }
  }
  // WeCom and DingTalk say errcode, Feishu says code and in an earlier edition StatusCode.
  const code = told?.errcode ?? told?.code ?? told?.StatusCode
  if (code === 0) return { result: 'sent' }
  const said = told?.errmsg ?? told?.msg ?? told?.StatusMessage
  return { result: 'refused', said: code === undefined ? words : `${code} ${said ?? ''}`.trim().slice(0, WORDS) }
}

/** Minutes after which a message that failed is tried again, one after the other. */
export const AGAIN: readonly number[] = [1, 5, 15, 60]
/** Hours after the set one in which a digest still goes out: a morning's word is no use at night. */
export const OPEN_HOURS = 6

/** Hours that can be set: nobody is written to at night. */
export const HOURS: readonly number[] = Array.from({ length: 15 }, (_, index) => index + 6)
/** The hour at which an office begins. */
export const MORNING = 8
