// The seal and the name of the product, which stands in both scripts.
import { bothOf } from '../language.ts'

export function Brand() {
  return (
    <span className="brand">
      <img src="/seal.svg" width="26" height="26" alt="" />
      <span className="brand-name">{bothOf('product.name').zh}</span>
      <span className="brand-latin">{bothOf('product.name').en}</span>
    </span>
  )
}
