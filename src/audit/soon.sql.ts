// Lines that nobody waits for: looks and ways in. They are written together, within a moment, in a transaction of their own.
import type { Store } from '../store/store.ts'
import { noteAt, type Told } from './note.sql.ts'

/** Milliseconds for which a line waits for others. */
const MOMENT = 400

/** Lines on their way to the audit of a region. */
export class Soon {
  private readonly store: Pick<Store, 'asOwner'>
  private readonly region: number
  private readonly lines = new Map<string, { told: Told; times: number }>()
  private timer: NodeJS.Timeout | null = null
  private running: Promise<unknown> = Promise.resolve()

  constructor(store: Pick<Store, 'asOwner'>, region: number) {
    this.store = store
    this.region = region
  }

  /** Notes something within a moment; what happens several times in it is one line that says how often. */
  note(told: Told): void {
    const key = JSON.stringify(told)
    this.lines.set(key, { told, times: (this.lines.get(key)?.times ?? 0) + 1 })
    this.timer ??= setTimeout(() => {
      this.written().catch(fault => console.error(fault))
    }, MOMENT)
  }

  /** Ends when everything noted so far stands in the audit. What could not be written is tried again with the next line. */
  written(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const mine = this.running.catch(() => undefined).then(() => this.write())
    this.running = mine
    return mine
  }

  private async write(): Promise<void> {
    const lines = [...this.lines]
    if (lines.length === 0) return
    this.lines.clear()
    try {
      await this.store.asOwner(this.region, async tx => {
        for (const [, { told, times }] of lines)
          await noteAt(tx, times > 1 ? { ...told, what: { ...told.what, times } } : told)
      })
    } catch (fault) {
      for (const [key, { told, times }] of lines)
        this.lines.set(key, { told, times: times + (this.lines.get(key)?.times ?? 0) })
      throw fault
    }
  }
}
