// Records that name others, in a district that is loaded at once: the same is asked of them as of a single record.
import { namedIn } from '../charter/body.ts'
import type { Charter, Kind } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import type { District, RecordLine } from '../register/facts.ts'
import { placesOf } from '../register/places.ts'

/** The records of a district as others name them. */
export class NamedRecords {
  private readonly charter: Charter
  private readonly records: ReadonlyMap<string, RecordLine>
  private readonly correctedBy: ReadonlyMap<string, RecordLine>
  private readonly places: ReturnType<typeof placesOf>

  constructor(charter: Charter, district: District) {
    this.charter = charter
    this.records = new Map(district.records.map(record => [record.id, record]))
    this.correctedBy = new Map(district.records.flatMap(record => (record.voids ? [[record.voids, record]] : [])))
    this.places = placesOf(district.orgs)
  }

  /** The body with each record that it names under the first of its corrections. Throws record.named where one is no record of the
   *  kind meant, is of an organization beside or below, was withdrawn, or is later than what names it. */
  rooted(kind: Kind, { org, day, body }: RecordLine): RecordLine['body'] {
    const found: Record<string, unknown> = { ...body }
    for (const { field, id, of } of namedIn(kind, body).records) {
      const told = {
        where: kind.id,
        field,
        kind: this.charter.kinds.get(of ?? '')?.name ?? kind.fields[field]!.name,
        id,
      }
      const last = this.lastOf(id)
      if (!last || (of !== undefined && last.kind !== of)) refuse('record.named', { ...told, why: 'unknown', day })
      if (last.voids && Object.keys(last.body).length === 0) refuse('record.named', { ...told, why: 'withdrawn', day })
      if (!this.seatOf(org).startsWith(this.seatOf(last.org)))
        refuse('record.named', { ...told, why: 'elsewhere', day })
      if (last.day > day) refuse('record.named', { ...told, why: 'later', day: last.day })
      found[field] = this.firstOf(id)
    }
    return found
  }

  private lastOf(id: string): RecordLine | undefined {
    const by = this.correctedBy.get(id)
    return by ? this.lastOf(by.id) : this.records.get(id)
  }

  private firstOf(id: string): string {
    const voids = this.records.get(id)?.voids
    return voids ? this.firstOf(voids) : id
  }

  private seatOf(org: string): string {
    return this.places.get(org)?.seat ?? ''
  }
}
