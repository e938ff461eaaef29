// Whether a house agrees with itself: what is derived equals what a rebuild gives, and what was frozen is what it was.
import { proveChain } from '../audit/audit.sql.ts'
import type { Charter } from '../charter/charter.ts'
import { kindsOfCase } from '../charter/charter.ts'
import { settleWithin } from '../duty/duty.sql.ts'
import { forget, hold } from '../measure/settle.sql.ts'
import type { Content, Statement } from '../pledge/certificate.ts'
import { digestOf, holds } from '../pledge/seal.node.ts'
import { restandKinds } from '../record/case-state.sql.ts'
import { composed, rehearse, type Store, statement, type Tx } from '../store/store.ts'

/** What was looked at, how many there were, and what differs, a sentence each. */
export interface Checked {
  readonly of: 'derived' | 'records' | 'attachments' | 'certificates' | 'audit'
  readonly count: number
  readonly differing: readonly { readonly zh: string; readonly en: string }[]
}

/** Tables that a rebuild writes anew, each with the columns by which a row is called. */
const REBUILT: Readonly<Record<string, string>> = {
  own: `measure || ' ' || month || ' ' || path`,
  cell: `reading || ' ' || measure || ' ' || month || ' ' || path`,
  tally: `measure || ' ' || month || ' ' || path`,
  followed: `kind || ' ' || month || ' ' || thing`,
  case_state: `kind || ' ' || id || ' ' || begins`,
}
/** Differences of one kind that are named; of the others the number is told. */
const NAMED = 5

const loose = statement<{ id: string; why: 'digest' | 'record' | 'key' }>(
  'verify.records',
  `select coalesce(r.id, k.id)::text as id, case when r.id is null then 'record' when k.id is null then 'key' else 'digest' end as why
   from (select * from record where region = $1) r full join (select * from record_key where region = $1) k on k.id = r.id and k.day = r.day
   where r.digest is distinct from k.digest or r.seat is distinct from k.seat order by 1`,
)
const recordCount = statement<{ n: number }>('verify.count', 'select count(*)::int as n from record where region = $1')
const spoilt = statement<{ id: string; name: string }>(
  'verify.attachments',
  `select id, name from attachment where region = $1 and bytes is not null
     and (digest <> encode(sha256(bytes), 'hex') or size <> octet_length(bytes)) order by id`,
)
const gone = statement<{ id: string; name: string }>(
  'verify.gone',
  'select id, name from attachment where region = $1 and bytes is null and withdrawn_by is null order by id',
)
const attachmentCount = statement<{ n: number }>(
  'verify.attachment_count',
  'select count(*)::int as n from attachment where region = $1',
)
const certificates = statement<{ id: string; content: Content; digest: string }>(
  'verify.certificates',
  'select id, content, digest from certificate where region = $1 order by id',
)
const signatures = statement<{ certificate: string; statement: Statement; signature: string }>(
  'verify.signatures',
  'select certificate, statement, signature from certificate_signature where region = $1 order by certificate, side, person',
)

/** Checks everything, in a transaction that leaves nothing behind. Settle first: what waits to be settled would differ. Settling by
 *  others waits meanwhile; whoever records is answered as always. */
export async function verifyHouse(store: Store, charter: Charter, region: number): Promise<Checked[]> {
  const frozen = await store.asOwner(region, async tx => [
    await checkRecords(tx),
    await checkAttachments(tx),
    await checkCertificates(tx),
    await checkAudit(tx),
  ])
  return [
    await rehearse(
      work => store.asOwner(region, work),
      tx => checkDerived(tx, charter),
    ),
    ...frozen,
  ]
}

async function checkDerived(tx: Tx, charter: Charter): Promise<Checked> {
  await hold(tx)
  for (const table of Object.keys(REBUILT))
    await tx.run(
      composed(`create temp table kept_${table} on commit drop as select * from ${table} where region = ${tx.region}`),
    )
  await forget(tx)
  await restandKinds(
    tx,
    charter,
    kindsOfCase(charter).map(kind => kind.id),
  )
  await settleWithin(tx, charter)
  let count = 0
  const differing = []
  for (const [table, called] of Object.entries(REBUILT)) {
    const anew = `select * from ${table} where region = ${tx.region}`
    const rows = await tx.all(
      composed<{ row: string; n: number }>(
        `select ${called} as row, count(*) over ()::int as n from (
           (select * from kept_${table} except ${anew}) union (${anew} except select * from kept_${table})) d
         where region = ${tx.region} order by 1 limit ${NAMED}`,
      ),
    )
    const total = await tx.one(composed<{ n: number }>(`select count(*)::int as n from (${anew}) a`))
    count += total!.n
    const n = rows[0]?.n ?? 0
    differing.push(
      ...rows.map(({ row }) => ({
        zh: `${table} 中 ${row} 与重算不同`,
        en: `${row} of ${table} is not what a rebuild gives`,
      })),
      ...more(n, table),
    )
  }
  return { of: 'derived', count, differing }
}

function more(n: number, of: string) {
  return n > NAMED ? [{ zh: `${of} 中还有 ${n - NAMED} 处`, en: `${n - NAMED} more of ${of}` }] : []
}

async function checkRecords(tx: Tx): Promise<Checked> {
  const rows = await tx.all(loose, [tx.region])
  const WORDS = {
    record: { zh: '有编号而没有内容', en: 'is known by its id, and is not there' },
    key: { zh: '没有编号登记', en: 'stands without its entry among the ids' },
    digest: { zh: '与编号登记的摘要不符', en: 'is not the one whose digest was entered' },
  }
  return {
    of: 'records',
    count: (await tx.one(recordCount, [tx.region]))!.n,
    differing: [
      ...rows
        .slice(0, NAMED)
        .map(({ id, why }) => ({ zh: `记录 ${id} ${WORDS[why].zh}`, en: `record ${id} ${WORDS[why].en}` })),
      ...more(rows.length, 'record'),
    ],
  }
}

async function checkAttachments(tx: Tx): Promise<Checked> {
  const changed = await tx.all(spoilt, [tx.region])
  const lost = await tx.all(gone, [tx.region])
  return {
    of: 'attachments',
    count: (await tx.one(attachmentCount, [tx.region]))!.n,
    differing: [
      ...changed.slice(0, NAMED).map(({ id, name }) => ({
        zh: `附件 ${name}（${id}）的内容与摘要不符`,
        en: `attachment ${name} (${id}) is not what its digest says`,
      })),
      ...more(changed.length, 'attachment'),
      ...lost.slice(0, NAMED).map(({ id, name }) => ({
        zh: `附件 ${name}（${id}）没有内容`,
        en: `attachment ${name} (${id}) has lost its content`,
      })),
      ...more(lost.length, 'attachment'),
    ],
  }
}

async function checkCertificates(tx: Tx): Promise<Checked> {
  const papers = await tx.all(certificates, [tx.region])
  const signed = await tx.all(signatures, [tx.region])
  return {
    of: 'certificates',
    count: papers.length,
    differing: [
      ...papers
        .filter(({ content, digest }) => digestOf(content) !== digest)
        .map(({ id }) => ({
          zh: `责任状 ${id} 的内容与摘要不符`,
          en: `certificate ${id} is not what its digest says`,
        })),
      ...signed
        .filter(one => !holds(one))
        .map(({ certificate }) => ({
          zh: `责任状 ${certificate} 上有签名不成立`,
          en: `a signature on certificate ${certificate} does not hold`,
        })),
    ],
  }
}

async function checkAudit(tx: Tx): Promise<Checked> {
  const { lines, breaches } = await proveChain(tx)
  return {
    of: 'audit',
    count: lines,
    differing: breaches.map(({ n, day }) => ({
      zh: `审计链在第 ${n} 条${day ? `（${day}）` : ''}断开，详见 jiceng audit verify`,
      en: `the chain of the audit breaks at line ${n}${day ? ` (${day})` : ''}; see jiceng audit verify`,
    })),
  }
}
