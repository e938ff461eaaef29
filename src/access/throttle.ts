// How long a door waits after failed attempts. A wait slows whoever guesses; it never ends in a lock.

/** Attempts that may fail before the first wait. */
const FREE = 5
/** Seconds of the longest wait: some hundred guesses a day. */
const LONGEST = 900

/** Seconds to wait after so many failures in a row. */
export function waitAfter(failures: number): number {
  return failures < FREE ? 0 : Math.min(LONGEST, 2 ** (failures - FREE + 1))
}

/** Whole seconds still to wait; 0 when the next attempt is free. */
export function waitLeft(failures: number, last: Date, now: Date): number {
  // A clock that was put back must not make the wait longer.
  const passed = Math.max(0, now.getTime() - last.getTime()) / 1000
  return Math.max(0, Math.ceil(waitAfter(failures) - passed))
}
