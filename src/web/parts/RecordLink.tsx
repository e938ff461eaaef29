// Doors to records: to the page of one, and to the form of a new one.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Search, scopeOf } from '../view.ts'

export function RecordLink({ id, className, children }: { id: string; className?: string; children: ReactNode }) {
  return (
    <Link
      to="/record/$id"
      params={{ id } as never}
      search={((before: Search) => scopeOf(before)) as never}
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  )
}

interface NewProps {
  /** Code of the organization; the one of the address unless said. */
  readonly org?: string
  readonly kind?: string
  readonly day?: string
  /** The turn that it is for. */
  readonly turn?: string | undefined
  /** The thing that it is about. */
  readonly thing?: string
  readonly className?: string
  readonly children: ReactNode
}

export function NewRecordLink({ org, kind, day, turn, thing, className, children }: NewProps) {
  return (
    <Link
      to="/record/new"
      search={
        ((before: Search) => ({ ...scopeOf(before), ...(org ? { org } : {}), kind, day, for: turn, thing })) as never
      }
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  )
}
