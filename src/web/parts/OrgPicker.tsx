// Picks an organization from the tree of a day: opened level by level, or found by Chinese, English, pinyin, its first letters or a code.
import { TreeSelect } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { listOrgs, type TreeRow } from '../../register/register.api.ts'
import { useAnswer, useOrg } from '../answers.ts'
import { ask } from '../client.ts'
import { useSpeech } from '../language.ts'
import { useTreeDay, useView } from '../view.ts'
import { OrgName } from './OrgName.tsx'

interface Node {
  readonly value: string
  readonly title: string
  /** What tells it from others of its name: its code, and where it stands. */
  readonly beside: string
  readonly isLeaf: boolean
  readonly children?: Node[]
}

interface Props {
  readonly label: string
  readonly value: string | null
  readonly onOrg: (code: string, org: TreeRow | undefined) => void
  /** The day whose tree is shown; today where none is given. */
  readonly on?: string | undefined
  /** Only what stands below this organization. */
  readonly under?: string
  /** Stands in the field before the name, where no label stands above it. */
  readonly prefix?: ReactNode
  readonly invalid?: boolean
  /** May be taken out again, which gives ''. */
  readonly clearable?: boolean
  readonly id?: string
}

/** Chooses one organization of a tree. */
export function OrgSelect({ label, value, onOrg, on, under, prefix, invalid = false, clearable = false, id }: Props) {
  const { language, pick, say } = useSpeech()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const chosen = useOrg(value ?? '', on)
  const first = useAnswer(listOrgs, { on, above: under }, { when: open })
  const found = useAnswer(listOrgs, { q, on }, { when: open && q !== '', keep: true })
  // The tree begins opened at its top.
  const [expanded, setExpanded] = useState<readonly string[] | null>(null)
  // Levels opened so far, by the organization above and the day.
  const [levels, setLevels] = useState<ReadonlyMap<string, readonly TreeRow[]>>(new Map())
  const nameOf = (org: TreeRow) => (language === 'en' && org.english) || org.short
  const grow = (rows: readonly TreeRow[]): Node[] =>
    rows.map(org => {
      const below = levels.get(`${org.code} ${on}`)
      const node = { value: org.code, title: nameOf(org), beside: org.code, isLeaf: org.below === 0 }
      return below ? { ...node, children: grow(below) } : node
    })
  const flat = (rows: readonly TreeRow[]): Node[] =>
    rows
      .filter(org => under === undefined || org.way.some(one => one.code === under))
      .map(org => ({
        value: org.code,
        title: nameOf(org),
        beside: `${org.code}${org.way.map(one => ` · ${pick(one.name)}`).join('')}`,
        isLeaf: true,
      }))
  const tree = q ? flat(found.data ?? []) : grow(first.data ?? [])
  const waiting = q ? found.isPending : first.isPending
  return (
    <TreeSelect<{ value: string; label: ReactNode } | null, Node>
      {...(id ? { id } : {})}
      className={prefix ? 'org-picker' : 'org-select'}
      aria-label={label}
      prefix={prefix}
      variant={prefix ? 'borderless' : 'outlined'}
      status={invalid ? 'error' : ''}
      allowClear={clearable}
      open={open}
      onOpenChange={setOpen}
      showSearch={{ filterTreeNode: false, searchValue: typed, onSearch: setTyped }}
      treeData={tree}
      loadData={async node => {
        const above = String(node.value)
        const rows = await ask(listOrgs, { above, on }, language)
        setLevels(before => new Map(before).set(`${above} ${on}`, rows))
      }}
      labelInValue
      value={value ? { value, label: chosen ? nameOf(chosen) : value } : null}
      treeExpandedKeys={[...(expanded ?? (under === undefined ? (first.data ?? []).map(org => org.code) : []))]}
      onTreeExpand={keys => setExpanded(keys.map(String))}
      popupMatchSelectWidth={false}
      classNames={{ popup: { root: 'org-popup' } }}
      styles={{ popup: { root: { minWidth: 'min(400px, calc(100vw - 32px))' } } }}
      listHeight={440}
      placeholder={say('scope.org_search')}
      notFoundContent={<span className="quiet">{say(waiting ? 'scope.org_waiting' : 'scope.org_none')}</span>}
      onChange={picked => {
        setTyped('')
        const shown = [first.data, found.data, ...levels.values()].flatMap(rows => rows ?? [])
        onOrg(
          picked?.value ?? '',
          shown.find(org => org.code === picked?.value),
        )
      }}
      treeTitleRender={node => (
        <span className="org-node">
          {node.title}
          <small>{node.beside}</small>
        </span>
      )}
    />
  )
}

/** Chooses the organization that the page looks at. */
export function OrgPicker({ done }: { done?: () => void }) {
  const { say } = useSpeech()
  const { view, turn } = useView()
  const on = useTreeDay()
  if (view.org === '') return <OrgName />
  return (
    <OrgSelect
      label={say('scope.org')}
      prefix={<span className="field-name">{say('scope.org')}</span>}
      value={view.org}
      on={on}
      onOrg={code => {
        turn({ org: code, at: undefined, proof: undefined, duty: undefined, of: undefined, own: undefined })
        done?.()
      }}
    />
  )
}
