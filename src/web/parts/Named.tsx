// A control of a form under its name, with what is wrong with it below.
import { type ReactNode, useId } from 'react'
import '../style/fields.css'

/** What a control takes to be named, and told of as wrong. */
export interface Told {
  readonly id: string
  readonly 'aria-invalid'?: true
  readonly 'aria-describedby'?: string
}

interface Props {
  readonly label: ReactNode
  readonly fault?: string | null
  readonly className: string
  readonly children: (told: Told) => ReactNode
}

export function Named({ label, fault = null, className, children }: Props) {
  const id = useId()
  return (
    <div className={className}>
      <label className="named" htmlFor={id}>
        {label}
      </label>
      {children({ id, ...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {}) })}
      <Beside id={id} fault={fault} />
    </div>
  )
}

/** What is wrong, where the control has its name elsewhere. */
export function Beside({ id, fault }: { id?: string; fault: string | null }) {
  return (
    fault && (
      <p className="fault" role="alert" {...(id ? { id: `${id}-fault` } : {})}>
        {fault}
      </p>
    )
  )
}
