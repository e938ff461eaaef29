// A small panel that opens under its button and stays next to it in the tab order; Esc and a click elsewhere close it.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

interface Props {
  readonly label: ReactNode
  /** Spoken name of the button where its label is a symbol. */
  readonly name?: string
  readonly className?: string
  readonly align?: 'start' | 'end'
  readonly children: (close: () => void) => ReactNode
}

export function Flap({ label, name, className = '', align = 'start', children }: Props) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of what lies inside
    <div
      ref={root}
      className="flap"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
      onBlur={event => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className={`flap-button ${className}`}
        aria-expanded={open}
        aria-controls={id}
        {...(name ? { 'aria-label': name, title: name } : {})}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div id={id} className={`flap-panel flap-${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  )
}
