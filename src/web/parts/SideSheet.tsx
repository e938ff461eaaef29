// A sheet that slides in beside the page, or from below on a phone; Esc closes the one that was opened last.
import { Drawer } from 'antd'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'

interface Props {
  readonly open?: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  /** Width on a desk, in pixels. */
  readonly size: number
  readonly children: ReactNode
}

/** The sheets that are open, the last one on top. The library's own order counts sheets that were never shown. */
let stack: object[] = []

export function SideSheet({ open = true, onClose, title, size, children }: Props) {
  const { say } = useSpeech()
  const narrow = useNarrow()
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (!open) return
    const me = {}
    stack.push(me)
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || stack.at(-1) !== me) return
      // The sheets below hear the same key.
      event.preventDefault()
      close()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      stack = stack.filter(one => one !== me)
      window.removeEventListener('keydown', onKey)
    }
  }, [open])
  return (
    <Drawer
      open={open}
      onClose={onClose}
      keyboard={false}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '92%' : size}
      className={narrow ? 'sheet-drawer' : 'side-drawer'}
      title={title}
      closable={{ placement: 'end', 'aria-label': say('nav.close') }}
    >
      {children}
    </Drawer>
  )
}
