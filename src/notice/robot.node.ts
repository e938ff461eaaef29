// Writing to a group robot: the signature each make asks for, and a connection that reaches nothing inside the house's own network.
import { createHmac } from 'node:crypto'
import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'
import { type Make, type Outcome, outcomeOf } from './robot.ts'

/** A robot as it is written to; address and secret opened. */
export interface Receiver {
  readonly make: Make
  readonly address: URL
  readonly secret: string | null
}

/** Milliseconds for one message. */
const PATIENCE = 10_000
/** Characters of an answer that are read. */
const ANSWER = 4096

/** Sends a text. Nothing is thrown: whatever comes of it is an outcome. */
export function send(receiver: Receiver, text: string, now: Date, allowed: readonly string[]): Promise<Outcome> {
  const { address, body } = letterOf(receiver, text, now)
  const bytes = Buffer.from(JSON.stringify(body))
  // What whoever looks after the machine has named may stand in its own network.
  const free = allowed.includes(address.origin)
  return new Promise(done => {
    let written = false
    const asking: ClientRequest = (address.protocol === 'https:' ? secure : plain)(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length },
      signal: AbortSignal.timeout(PATIENCE),
      agent: false,
      ...(free ? {} : { lookup: outside }),
    })
    const lost = (fault: NodeJS.ErrnoException) =>
      done({ result: written ? 'silent' : 'unreached', said: fault.code ?? fault.message })
    asking.on('socket', socket =>
      socket.once(address.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        written = true
      }),
    )
    asking.on('error', lost)
    // A way to another address is not followed: it would lead past the list of hosts.
    asking.on('response', answer => {
      let said = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        if (said.length < ANSWER) said += part
      })
      answer.on('error', lost)
      answer.on('end', () => done(outcomeOf(answer.statusCode ?? 0, said)))
    })
    asking.end(bytes)
  })
}

/** What a make is sent, and where: DingTalk signs the address, Feishu the message, WeCom's key stands in the address. */
function letterOf({ make, address, secret }: Receiver, content: string, now: Date): { address: URL; body: object } {
  if (make === 'feishu') {
    const timestamp = String(Math.floor(now.getTime() / 1000))
    // Of an empty text, with time and secret as the key.
    const sign = secret && createHmac('sha256', `${timestamp}\n${secret}`).digest('base64')
    return { address, body: { ...(sign ? { timestamp, sign } : {}), msg_type: 'text', content: { text: content } } }
  }
  const signed = new URL(address)
  if (make === 'dingtalk' && secret) {
    const timestamp = String(now.getTime())
    signed.searchParams.set('timestamp', timestamp)
    signed.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
  }
  return { address: signed, body: { msgtype: 'text', text: { content } } }
}

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')

const world = new BlockList()
world.addSubnet('2000::', 3, 'ipv6')
// Within the world, and still no place of their own: documentation, and ways that carry an address of the fourth version.
const within = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  within.addSubnet(net, bits, 'ipv6')

/** True for an address that only the machine or its own network reaches. */
export function isInside(address: string): boolean {
  return isIPv6(address)
    ? !world.check(address, 'ipv6') || within.check(address, 'ipv6')
    : inside.check(address, 'ipv4')
}

// Looked up once, and what was found is what is connected to: a name that says another address later gains nothing.
const outside: LookupFunction = (host, options, found) => {
  lookup(host, { ...options, all: true }, (fault, all) => {
    if (fault) return found(fault, '')
    const good: LookupAddress[] = all.filter(one => !isInside(one.address))
    if (good.length === 0) return found(Object.assign(new Error(host), { code: 'EINSIDE' }), '')
    return options.all ? found(null, good) : found(null, good[0]!.address, good[0]!.family)
  })
}
