// The proof of a figure beside the page that shows it; the address holds it, so that it can be shared.
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { useView } from '../view.ts'
import { Proof } from './Proof.tsx'

export function ProofDrawer() {
  const { say } = useSpeech()
  const { view, search, turn } = useView()
  const narrow = useNarrow()
  const asked = { org: search.at ?? view.org, period: search.in ?? view.period, tree: view.tree }
  const close = () => turn({ proof: undefined, at: undefined, in: undefined })
  return (
    <Drawer
      open
      onClose={close}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '92%' : 680}
      className={narrow ? 'sheet-drawer' : 'side-drawer'}
      title={
        <Link className="drawer-open" to="/figures/$id" params={{ id: search.proof! }} search={asked as never}>
          {say('figure.open')} ↗
        </Link>
      }
      closable={{ placement: 'end', 'aria-label': say('nav.close') }}
    >
      <Proof
        key={`${search.proof} ${asked.org} ${asked.period} ${asked.tree}`}
        id={search.proof!}
        asked={asked}
        page={20}
        onOrg={code => turn({ at: code })}
      />
    </Drawer>
  )
}
