// The proof of a figure beside the page that shows it; the address holds it, so that it can be shared.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Proof } from './Proof.tsx'
import { SideSheet } from './SideSheet.tsx'

export function ProofDrawer() {
  const { say } = useSpeech()
  const { view, search, turn } = useView()
  const asked = {
    org: search.at ?? view.org,
    period: search.in ?? view.period,
    tree: view.tree,
    by: search.by === 'turn' ? ('turn' as const) : undefined,
  }
  const close = () => turn({ proof: undefined, at: undefined, in: undefined, by: undefined })
  return (
    <SideSheet
      onClose={close}
      size={680}
      title={
        <Link className="drawer-open" to="/figures/$id" params={{ id: search.proof! }} search={asked as never}>
          {say('figure.open')} ↗
        </Link>
      }
    >
      <Proof
        key={`${search.proof} ${asked.org} ${asked.period} ${asked.tree} ${asked.by}`}
        id={search.proof!}
        asked={asked}
        page={20}
        onOrg={code => turn({ at: code })}
      />
    </SideSheet>
  )
}
