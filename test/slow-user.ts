// A slow user before a real page: what a journey costs in taps, characters and looks, in seconds that do not depend on the machine.
import type { Locator, Page } from 'playwright-core'

/** Two seconds and a half a tap, half a second a character or key, two seconds to look over what has come into sight. */
export class SlowUser {
  taps = 0
  characters = 0
  looks = 0
  readonly page: Page
  readonly touch: boolean

  constructor(page: Page, touch = false) {
    this.page = page
    this.touch = touch
  }

  async tap(where: string | Locator, nth = 0): Promise<void> {
    this.taps++
    const place = (typeof where === 'string' ? this.page.locator(where) : where).nth(nth)
    await (this.touch ? place.tap() : place.click())
  }

  async say(where: string | Locator, text: string): Promise<void> {
    await this.tap(where)
    await this.write(text)
  }

  /** Writes where the cursor stands. */
  async write(text: string): Promise<void> {
    this.characters += text.length
    await this.page.keyboard.insertText(text)
  }

  /** Writes letter by letter, as fields want it that search while one types. */
  async type(text: string): Promise<void> {
    this.characters += text.length
    await this.page.keyboard.type(text)
  }

  async press(key: string): Promise<void> {
    this.characters++
    await this.page.keyboard.press(key)
  }

  /** One tap opens the browser's own list, one takes from it. */
  async choose(where: string | Locator, option: number | string): Promise<void> {
    this.taps += 2
    const place = (typeof where === 'string' ? this.page.locator(where) : where).first()
    await place.selectOption(typeof option === 'number' ? { index: option } : { label: option })
  }

  /** A list of the page: one tap opens it, a few letters narrow it, one tap takes the first that says `option`. */
  async pick(label: string | Locator, letters: string, option: string | RegExp = letters): Promise<void> {
    await this.tap(typeof label === 'string' ? this.page.getByLabel(label, { exact: true }).first() : label)
    if (letters) await this.type(letters)
    await this.tap(
      this.page
        // A list that still unfolds is placed once more as it ends: what is pressed then may slip from under the pointer.
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden, [class*=ant-slide-up])')
        .locator('.ant-select-item-option, .ant-select-tree-node-content-wrapper')
        .filter({ hasText: option }),
    )
  }

  /** A day written into a field of days. */
  async date(where: Locator, day: string): Promise<void> {
    this.taps++
    this.characters += 8
    await where.fill(day)
  }

  look(): void {
    this.looks++
  }

  get seconds(): number {
    return this.taps * 2.5 + this.characters * 0.5 + this.looks * 2
  }
}
