// Passkeys in the browser: asking the device to prove who is there, or to make a passkey. Shared by desk and phone.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** False where the browser has no passkeys, or the address is not safe enough for them. */
export const hasPasskeys = browserSupportsWebAuthn()

type Answer = { id: string } & Record<string, unknown>

/** Lets the device prove who is there. Rejects when the person turns away. */
export async function provePasskey(options: object): Promise<Answer> {
  return { ...(await startAuthentication({ optionsJSON: options as never })) }
}

/** Lets the device make a passkey. Rejects when the person turns away, or the device holds one already. */
export async function makePasskey(options: object): Promise<Answer> {
  return { ...(await startRegistration({ optionsJSON: options as never })) }
}

/** True for a ceremony that the person or the device broke off: nothing has happened, and nothing need be said in red. */
export function isTurnedAway(fault: unknown): boolean {
  return fault instanceof Error && (fault.name === 'NotAllowedError' || fault.name === 'AbortError')
}
