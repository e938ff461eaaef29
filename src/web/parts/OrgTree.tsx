// The tree of organizations below one, to open level by level: each level is asked for when it is opened.
import { useState } from 'react'
import { listOrgs, type TreeRow } from '../../register/register.api.ts'
import { useAnswer } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { Trouble, Waiting } from './Trouble.tsx'

interface Props {
  readonly rows: readonly TreeRow[]
  /** The day whose tree is walked. */
  readonly on: string
  readonly onOrg: (code: string) => void
}

export function OrgTree({ rows, on, onOrg }: Props) {
  return (
    <ul className="org-tree">
      {rows.map(org => (
        <Branch key={org.code} org={org} on={on} onOrg={onOrg} />
      ))}
    </ul>
  )
}

function Branch({ org, on, onOrg }: { org: TreeRow } & Omit<Props, 'rows'>) {
  const { language, say } = useSpeech()
  const [open, setOpen] = useState(false)
  const name = (language === 'en' && org.english) || org.short
  return (
    <li>
      <div className="org-line">
        {org.below > 0 ? (
          <button
            type="button"
            className="twist"
            aria-expanded={open}
            aria-label={say(open ? 'org.fold' : 'org.expand', { org: name })}
            onClick={() => setOpen(!open)}
          >
            {open ? '−' : '+'}
          </button>
        ) : (
          <span className="twist twist-leaf" aria-hidden="true" />
        )}
        <button type="button" className="link" onClick={() => onOrg(org.code)}>
          {name}
        </button>
        {org.below > 0 && <small className="quiet">{org.below}</small>}
      </div>
      {open && <Below above={org.code} on={on} onOrg={onOrg} />}
    </li>
  )
}

function Below({ above, on, onOrg }: { above: string } & Omit<Props, 'rows'>) {
  const found = useAnswer(listOrgs, { above, on })
  if (found.isPending) return <Waiting rows={2} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  return (
    <ul>
      {found.data.map(org => (
        <Branch key={org.code} org={org} on={on} onOrg={onOrg} />
      ))}
    </ul>
  )
}
