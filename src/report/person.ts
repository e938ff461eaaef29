// The file of a person on paper: identity, posts, career, hours, evaluations and everything else, and what is missing.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { PersonFile } from '../dossier/person.api.ts'
import type { Language } from '../problem/problem.ts'
import { codeOf } from '../register/vocabulary.ts'
import type { Day } from '../time/day.ts'
import type { Block, Draft, Inline } from './draft.ts'
import { phrase, sayDay } from './phrase.ts'

/** Under this prefix and the id of the person the file stands where a report has its template. */
export const PERSON = 'person/'
/** Rows of one kind on paper; the screen has them all. */
const ROWS = 40

/** Composes the file. `org` is that of the reader who prints it. */
export function personDraft(charter: Charter, file: PersonFile, language: Language, org: string): Draft {
  const zh = language === 'zh'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const pick = (words: Words) => words[language] || words.zh
  const code = (field: string, value: string | null) =>
    value === null || value === '' ? say('无', 'none') : (codeOf(charter, field, value)?.[language] ?? value)
  const on = (day: string) => sayDay(day as Day, language)
  const span = (from: string, to: string | null) => `${dotted(from)}—${to ? dotted(to) : say('至今', 'today')}`
  const { person } = file
  const identity: [string, string][] = [
    [say('姓名', 'Name'), pick(person.name)],
    [say('性别', 'Sex'), code('sex', person.sex)],
    [say('出生年月', 'Born'), `${person.born.replace('-', '.')}${say(`（${person.age}岁）`, ` (${person.age})`)}`],
    [say('民族', 'Nationality'), code('nationality', person.nationality)],
    [say('学历', 'Education'), code('education', person.education)],
    [say('职级', 'Rank'), code('rank', person.rank)],
    [say('职业', 'Occupation'), code('occupation', person.occupation)],
    [say('所在党组织', 'Organization'), file.org ? pick(file.org.name) : say('无', 'none')],
  ]
  let section = 0
  const heading = (chinese: string, english: string): Block => {
    section += 1
    return {
      kind: 'heading',
      level: 1,
      inlines: [text(say(`${NUMBERS[section - 1]}、${chinese}`, `${ROMAN[section - 1]}. ${english}`))],
    }
  }
  const none = say('无。', 'None.')
  const table = (caption: string, head: string[], rows: string[][], shares: number[]): Block =>
    rows.length === 0
      ? { kind: 'paragraph', inlines: [text(none)] }
      : { kind: 'table', caption, head, shares, rows: rows.map(row => row.map(cell => [text(cell)])) }
  const blocks: Block[] = [
    heading('基本情况', 'Basic facts'),
    table(
      say('名册所载', 'From the register'),
      [say('项目', 'Item'), say('内容', 'Content'), say('项目', 'Item'), say('内容', 'Content')],
      // Two items stand beside each other, as on the forms people know.
      identity.flatMap((row, index) => (index % 2 === 0 ? [[...row, ...(identity[index + 1] ?? ['', ''])]] : [])),
      [2, 3, 2, 3],
    ),
    ...(file.form
      ? [
          table(
            say('任免审批表所载', 'From the appointment form'),
            [say('项目', 'Item'), say('内容', 'Content')],
            file.form.fields.map(one => [pick(one.name), pick(one.value)]),
            [2, 5],
          ),
        ]
      : []),
    heading('任职和组织关系', 'Posts and membership'),
    table(
      say('任职', 'Posts'),
      [say('职务', 'Post'), say('组织', 'Organization'), say('起止', 'From and to')],
      file.posts.map(one => [code('post', one.post), pick(one.org.name), span(one.from, one.to)]),
      [2, 3, 3],
    ),
    table(
      say('组织关系', 'Membership'),
      [say('党组织', 'Organization'), say('起止', 'From and to')],
      file.memberships.map(one => [pick(one.org.name), span(one.from, one.to)]),
      [3, 3],
    ),
    ...(file.form && file.form.career.length > 0
      ? [
          heading('简历', 'Career'),
          table(
            say('任免审批表所载', 'From the appointment form'),
            [say('起止', 'From and to'), say('经历', 'What')],
            file.form.career.map(one => [one.from ? `${one.from}—${one.to}` : '', one.text]),
            [2, 5],
          ),
        ]
      : []),
    heading('教育培训学时', 'Class hours'),
    ...file.hours.map(rule =>
      table(
        pick(rule.title),
        [say('年度', 'Year'), say('学时', 'Hours'), say('应学', 'Owed'), say('记录', 'Records')],
        rule.years.map(one => [
          String(one.year),
          phrase(one.hours, 'hour', language, { digits: one.hours % 1 ? 1 : 0 }),
          one.owed === null ? '—' : phrase(one.owed, 'hour', language),
          String(one.rows.length),
        ]),
        [1, 1, 1, 1],
      ),
    ),
    ...file.records.flatMap(group => [
      heading(group.kindName.zh, group.kindName.en),
      table(
        say(`截至${on(file.on)}`, `As of ${on(file.on)}`),
        [say('日期', 'Day'), say('内容', 'What'), say('组织', 'Organization')],
        group.rows
          .slice(0, ROWS)
          .map(row => [
            dotted(row.day),
            [pick(row.title), ...row.fields.map(one => `${pick(one.name)}${say('：', ': ')}${pick(one.value)}`)].join(
              say('；', '; '),
            ),
            pick(row.org.name),
          ]),
        [2, 5, 3],
      ),
    ]),
    ...(file.signed.length > 0
      ? [
          heading('签订责任状', 'Certificates signed'),
          table(
            say('由本人签订', 'Signed by this person'),
            [say('年度', 'Year'), say('组织', 'Organization'), say('一方', 'Side'), say('日期', 'Day')],
            file.signed.map(one => [
              String(one.year),
              pick(one.org.name),
              one.side === 'giver' ? say('甲方', 'first party') : say('乙方', 'second party'),
              dotted(one.day),
            ]),
            [1, 3, 1, 2],
          ),
        ]
      : []),
    heading('尚缺材料', 'What is missing'),
    table(
      say(`截至${on(file.on)}`, `As of ${on(file.on)}`),
      [say('事项', 'Item'), say('尚缺', 'Missing'), say('由谁补', 'Owed by'), say('期限', 'Until')],
      file.missing.map(one => [pick(one.title), pick(one.what), pick(one.owedBy.name), dotted(one.until)]),
      [3, 3, 2, 2],
    ),
    {
      kind: 'paragraph',
      inlines: [
        text(
          say(
            `本表由名册和记录汇成，截至${on(file.on)}。`,
            `Made from the register and the records as of ${on(file.on)}.`,
          ),
        ),
      ],
    },
  ]
  return {
    binding: {
      template: `${PERSON}${person.id}`,
      org: file.org?.code ?? org,
      period: file.on.slice(0, 4),
      tree: 'then',
      language,
      masked: false,
    },
    title: say('干部档案', 'Cadre File'),
    asOf: file.on as Day,
    blocks,
  }
}

const NUMBERS = '一二三四五六七八九十'
  .split('')
  .concat(['十一', '十二', '十三', '十四', '十五', '十六', '十七', '十八', '十九', '二十'])
const ROMAN = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' ')

function dotted(day: string): string {
  return day.replaceAll('-', '.')
}

function text(said: string): Inline {
  return { kind: 'text', text: said }
}
