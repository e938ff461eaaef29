// The district's own sign-on: OpenID Connect, authorization code with PKCE (RFC 6749, RFC 7636, OpenID Connect Core).
import * as openid from 'openid-client'
import type { Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'

/** How the house stands with the district's provider. */
export interface SignOnSettings {
  readonly issuer: string
  readonly client: string
  readonly secret: string
  /** What the district calls it. */
  readonly name: Words
}

/** What the house must remember until the person comes back. */
export interface Errand {
  readonly verifier: string
  readonly nonce: string
  readonly redirect: string
}

export interface SignOn {
  readonly name: Words
  readonly issuer: string
  /** Where to send the person, and what to remember. Throws access.sign_on when the provider does not answer. */
  begin(redirect: string, state: string): Promise<{ address: URL; errand: Errand }>
  /** Who came back, by the address at which they arrived. Throws access.sign_on. */
  finish(arrived: URL, state: string, errand: Errand): Promise<string>
}

/** Talks to a provider; it is asked for its description when somebody first signs in, and again after a failure. */
export function signOnOf(settings: SignOnSettings): SignOn {
  // A provider on the same machine, as tests have one, may speak without encryption; any other may not.
  const near = /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(settings.issuer)
  let found: Promise<openid.Configuration> | null = null
  const provider = async () => {
    found ??= openid.discovery(
      new URL(settings.issuer),
      settings.client,
      settings.secret,
      undefined,
      near ? { execute: [openid.allowInsecureRequests] } : {},
    )
    try {
      return await found
    } catch (error) {
      found = null
      return failed(error)
    }
  }
  return {
    name: settings.name,
    issuer: settings.issuer,
    begin: async (redirect, state) => {
      const verifier = openid.randomPKCECodeVerifier()
      const nonce = openid.randomNonce()
      const address = openid.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirect,
        scope: 'openid',
        response_type: 'code',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      return { address, errand: { verifier, nonce, redirect } }
    },
    finish: async (arrived, state, errand) => {
      // The address as the provider saw it, whatever stands between.
      const address = new URL(errand.redirect)
      address.search = arrived.search
      const tokens = await openid
        .authorizationCodeGrant(await provider(), address, {
          pkceCodeVerifier: errand.verifier,
          expectedNonce: errand.nonce,
          expectedState: state,
          idTokenExpected: true,
        })
        .catch(failed)
      return tokens.claims()!.sub
    },
  }
}

function failed(error: unknown): never {
  return refuse('access.sign_on', { why: (error as Error).message })
}
