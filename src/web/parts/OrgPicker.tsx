// Picks the organization to look at, from the tree of the day that is read; found by Chinese, English or code.
import { TreeSelect } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OrgRow } from '../../register/register.api.ts'
import { useOrgs } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { useTreeDay, useView } from '../view.ts'
import { OrgName } from './OrgName.tsx'

interface Node {
  value: string
  title: string
  /** Everything by which it may be found. */
  find: string
  children: Node[]
}

function grow(orgs: readonly OrgRow[], language: 'zh' | 'en'): Node[] {
  const nodes = new Map(
    orgs.map(org => [
      org.code,
      {
        value: org.code,
        title: (language === 'en' && org.english) || org.short,
        find: `${org.code} ${org.name} ${org.short} ${org.english}`.toLowerCase(),
        children: [] as Node[],
      },
    ]),
  )
  const tops: Node[] = []
  for (const org of orgs) ((org.parent && nodes.get(org.parent)?.children) || tops).push(nodes.get(org.code)!)
  return tops
}

interface Props {
  readonly orgs: readonly OrgRow[]
  readonly label: string
  readonly value: string | null
  readonly onOrg: (code: string) => void
  /** Stands in the field before the name, where no label stands above it. */
  readonly prefix?: ReactNode
  readonly invalid?: boolean
  readonly id?: string
}

/** Chooses one organization of a tree. */
export function OrgSelect({ orgs, label, value, onOrg, prefix, invalid = false, id }: Props) {
  const { language, say } = useSpeech()
  const tree = useMemo(() => grow(orgs, language), [orgs, language])
  return (
    <TreeSelect<string | null, Node>
      {...(id ? { id } : {})}
      className={prefix ? 'org-picker' : 'org-select'}
      aria-label={label}
      prefix={prefix}
      variant={prefix ? 'borderless' : 'outlined'}
      status={invalid ? 'error' : ''}
      showSearch={{
        filterTreeNode: (asked, node) =>
          asked
            .toLowerCase()
            .split(/\s+/)
            .every(part => String(node.find).includes(part)),
      }}
      treeData={tree}
      value={value}
      treeDefaultExpandedKeys={tree.map(node => node.value)}
      popupMatchSelectWidth={false}
      classNames={{ popup: { root: 'org-popup' } }}
      styles={{ popup: { root: { minWidth: 'min(400px, calc(100vw - 32px))' } } }}
      listHeight={440}
      placeholder={say('scope.org_search')}
      notFoundContent={<span className="quiet">{say('scope.org_none')}</span>}
      onChange={code => code && onOrg(code)}
      treeTitleRender={node => (
        <span className="org-node">
          {node.title}
          <small>{node.value}</small>
        </span>
      )}
    />
  )
}

/** Chooses the organization that the page looks at. */
export function OrgPicker({ done }: { done?: () => void }) {
  const { say } = useSpeech()
  const { view, turn } = useView()
  const { orgs } = useOrgs(useTreeDay())
  // The tree opens at its top when it first appears, so it appears once it is there.
  if (orgs.length === 0) return <OrgName />
  return (
    <OrgSelect
      orgs={orgs}
      label={say('scope.org')}
      prefix={<span className="field-name">{say('scope.org')}</span>}
      value={view.org}
      onOrg={code => {
        turn({ org: code, at: undefined, proof: undefined, duty: undefined, of: undefined, own: undefined })
        done?.()
      }}
    />
  )
}
