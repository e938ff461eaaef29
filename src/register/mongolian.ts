// The shape of a name in Mongolian script: letters of its block, with the joiners and narrow spaces that its spelling needs.

const LETTERS = /^(?=.*\p{Script=Mongolian})(?:\p{Script=Mongolian}|\u202f|\u200c|\u200d| )+$/u

/** True for a name in Mongolian script, and for none at all. */
export function isMongolian(text: string): boolean {
  return text === '' || LETTERS.test(text)
}
