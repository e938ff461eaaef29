// Passkeys (WebAuthn, level 3): what a browser is asked, and whether its answer holds. The device checks the person's finger,
// face or PIN, so a passkey is both factors.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { refuse } from '../problem/problem.ts'
import type { Passkey } from './passkey.sql.ts'

const PRODUCT = '基层 Jiceng'

/** The site to which passkeys are bound: the address at which people open the house. */
export interface Site {
  readonly origin: string
}

/** Read when a passkey is first used: it takes longer than the rest of a command, which needs none. */
const library = () => import('@simplewebauthn/server')

const host = (site: Site) => new URL(site.origin).hostname

/** What a browser is asked to prove. */
export async function askProof(site: Site) {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({ rpID: host(site), userVerification: 'required' })
}

/** What a browser is asked to make, for a person's account; devices that hold one already are not asked for another. */
export async function askMaking(site: Site, person: string, account: string, held: readonly Passkey[]) {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpID: host(site),
    rpName: PRODUCT,
    userName: account,
    userID: Buffer.from(person),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: held.map(one => ({ id: one.id })),
  })
}

/** The challenge that an answer carries; empty for what is no answer. */
export function challengeIn(answer: unknown): string {
  try {
    const { clientDataJSON } = (answer as { response: { clientDataJSON: string } }).response
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return ''
  }
}

/** The counter of a passkey after an answer that holds. Throws access.passkey. */
export async function provenBy(site: Site, answer: unknown, challenge: string, passkey: Passkey): Promise<number> {
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: host(site),
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: Buffer.from(passkey.publicKey, 'base64url'),
      counter: passkey.counter,
    },
  }).catch(() => refuse('access.passkey', {}))
  return verified ? authenticationInfo.newCounter : refuse('access.passkey', {})
}

/** The passkey that a browser has made. Throws access.passkey. */
export async function madeBy(
  site: Site,
  answer: unknown,
  challenge: string,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'>> {
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: host(site),
    requireUserVerification: true,
  }).catch(() => refuse('access.passkey', {}))
  if (!verified) return refuse('access.passkey', {})
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports }
}
