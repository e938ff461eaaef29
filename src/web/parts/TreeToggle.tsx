// Chooses between the tree of that day and the tree of today, and says what the choice means.
import { Segmented } from 'antd'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Flap } from './Flap.tsx'

export function TreeToggle({
  open = false,
}: {
  /** Show the explanation at once instead of behind a button. */ open?: boolean
}) {
  const { say } = useSpeech()
  const { view, turn } = useView()
  const meaning = (
    <div className="meaning">
      <p>{say('tree.then_means')}</p>
      <p>{say('tree.now_means')}</p>
    </div>
  )
  return (
    <div className="tree-toggle">
      <Segmented
        aria-label={say('scope.tree')}
        value={view.tree}
        options={[
          { value: 'then', label: say('tree.then') },
          { value: 'now', label: say('tree.now') },
        ]}
        onChange={tree => turn({ tree })}
      />
      {open ? (
        meaning
      ) : (
        <Flap className="why" name={say('tree.why')} label="?" align="end">
          {() => meaning}
        </Flap>
      )}
    </div>
  )
}
