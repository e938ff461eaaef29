// What a user name and a password must be: the same answer beside the field and on the server.

/** Letters of any script, digits, and . _ - between them. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,30}[\p{L}\p{N}])$/u
/** Names that stand for no person in what is written down. */
const RESERVED = new Set(['operator', 'jiceng', 'root', 'system'])
/** NIST SP 800-63B-4: length protects, rules about kinds of characters do not. */
export const SHORTEST = 10
export const LONGEST = 256
const KNOWN =
  /^(?:p[a@]ssw[o0]rd|qwerty(?:uiop)?|1q2w3e4r(?:5t)?|1qaz2wsx(?:3edc)?|woaini|iloveyou|letmein|welcome|admin(?:istrator)?|jiceng|dangjian|zuzhibu|abc|a?123456(?:789)?0?)+[\d!@#.]*$/i

export type PasswordFault = 'short' | 'long' | 'known' | 'plain' | 'name'

/** A user name as it is stored and compared: however it was typed, it is one name. */
export function nameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** True for a name that an account may have. */
export function isName(name: string): boolean {
  return NAME.test(name) && !RESERVED.has(name)
}

/** A password as it is hashed: one spelling for what looks the same. */
export function passwordOf(typed: string): string {
  return typed.normalize('NFKC')
}

/** Why a password would not protect the account; null for one that does. */
export function passwordFault(typed: string, name: string): PasswordFault | null {
  const password = passwordOf(typed)
  const letters = [...password]
  if (letters.length < SHORTEST) return 'short'
  if (letters.length > LONGEST) return 'long'
  if (name.length > 2 && password.toLowerCase().includes(nameOf(name))) return 'name'
  if (KNOWN.test(password)) return 'known'
  const steps = letters.slice(1).map((letter, index) => letter.codePointAt(0)! - letters[index]!.codePointAt(0)!)
  // Few different characters, or one that follows the other all along.
  if (new Set(letters).size < 5 || new Set(steps).size === 1) return 'plain'
  return null
}
