// The tour of the ready district: seven stops, each on the page that it speaks of.
import { useNavigate } from '@tanstack/react-router'
import { Tour as Stops } from 'antd'
import { useEffect, useState } from 'react'
import { useSpeech } from '../language.ts'
import { endTour } from '../tour.ts'
import { type Search, scopeOf } from '../view.ts'

/** A page, and what is pointed at there: on a desk or in a hand, whichever is in sight. */
const STOPS = [
  { stop: 'today', to: '/today', at: '.pages a[href^="/today"], .tabs a[href^="/today"]' },
  { stop: 'board', to: '/', at: '.matrix thead, .duty-list li' },
  { stop: 'figure', to: '/', at: '.strip [data-figure]' },
  { stop: 'tree', to: '/organization', at: '.timeline' },
  { stop: 'record', to: '/organization', at: '.record-door' },
  { stop: 'report', to: '/report', at: '.report-rail' },
  { stop: 'help', to: '/today', at: '.help-door, .menu-button' },
] as const
/** How long a page may take to show what is pointed at; the words stand in the middle until then. */
const PATIENCE_MS = 5_000

export function Tour() {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const [current, setCurrent] = useState(0)
  const [found, setFound] = useState<HTMLElement | null>(null)
  const { to, at } = STOPS[current]!
  useEffect(() => {
    setFound(null)
    void navigate({ to, search: (before: Search) => scopeOf(before) } as never)
    const until = performance.now() + PATIENCE_MS
    let frame = 0
    const look = () => {
      const there = [...document.querySelectorAll<HTMLElement>(at)].find(element => element.checkVisibility())
      if (there && location.pathname === to) setFound(there)
      else if (performance.now() < until) frame = requestAnimationFrame(look)
    }
    frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [navigate, to, at])
  return (
    <Stops
      open
      current={current}
      onChange={setCurrent}
      onClose={endTour}
      onFinish={endTour}
      steps={STOPS.map(({ stop }, index) => ({
        title: say(`tour.${stop}`),
        description: say(`tour.${stop}_text`),
        target: (index === current ? found : null) as HTMLElement,
        closable: { 'aria-label': say('nav.close') },
        prevButtonProps: { children: say('tour.back') },
        nextButtonProps: { autoFocus: true, children: say(index < STOPS.length - 1 ? 'tour.next' : 'tour.done') },
      }))}
      indicatorsRender={(now, all) => <span className="quiet">{`${now + 1} / ${all}`}</span>}
    />
  )
}
