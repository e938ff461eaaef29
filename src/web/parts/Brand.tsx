// The seal and the name of the product.

export function Brand() {
  return (
    <span className="brand">
      <img src="/seal.svg" width="26" height="26" alt="" />
      <span className="brand-name">基层</span>
      <span className="brand-latin">Jiceng</span>
    </span>
  )
}
