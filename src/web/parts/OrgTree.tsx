// The tree of organizations below one, to open and to walk.
import { useState } from 'react'
import type { OrgRow } from '../../register/register.api.ts'
import { useSpeech } from '../language.ts'

interface Props {
  readonly orgs: readonly OrgRow[]
  /** Code of the organization whose tree is shown. */
  readonly top: string
  readonly onOrg: (code: string) => void
}

export function OrgTree({ orgs, top, onOrg }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const flip = (code: string) =>
    setOpened(before =>
      before.has(code) ? new Set([...before].filter(one => one !== code)) : new Set([...before, code]),
    )
  return (
    <ul className="org-tree">
      {orgs
        .filter(org => org.parent === top)
        .map(org => (
          <Branch key={org.code} org={org} orgs={orgs} opened={opened} flip={flip} onOrg={onOrg} />
        ))}
    </ul>
  )
}

function Branch({
  org,
  orgs,
  opened,
  flip,
  onOrg,
}: {
  org: OrgRow
  orgs: readonly OrgRow[]
  opened: ReadonlySet<string>
  flip: (code: string) => void
  onOrg: (code: string) => void
}) {
  const { language, say } = useSpeech()
  const below = orgs.filter(one => one.parent === org.code)
  const open = opened.has(org.code)
  const name = (language === 'en' && org.english) || org.short
  return (
    <li>
      <div className="org-line">
        {below.length > 0 ? (
          <button
            type="button"
            className="twist"
            aria-expanded={open}
            aria-label={say(open ? 'org.fold' : 'org.expand', { org: name })}
            onClick={() => flip(org.code)}
          >
            {open ? '−' : '+'}
          </button>
        ) : (
          <span className="twist twist-leaf" aria-hidden="true" />
        )}
        <button type="button" className="link" onClick={() => onOrg(org.code)}>
          {name}
        </button>
        {below.length > 0 && <small className="quiet">{below.length}</small>}
      </div>
      {open && (
        <ul>
          {below.map(one => (
            <Branch key={one.code} org={one} orgs={orgs} opened={opened} flip={flip} onOrg={onOrg} />
          ))}
        </ul>
      )}
    </li>
  )
}
