// The people of the ready district: invented names, plausible lives. Who belongs where, and who holds which post.
import type { Membership, PersonSpan, Post } from '../register/facts.ts'
import { type Day, day, dayOf } from '../time/day.ts'
import { Chance, type Ids } from './making.ts'
import { BEGIN, type Unit } from './organizations.ts'

const SYLLABLES = [
  ['阿', 'A', 'ᠠ'],
  ['日', 'ri', 'ᠷᠢ'],
  ['布', 'bu', 'ᠪᠦ'],
  ['图', 'tu', 'ᠲᠦ'],
  ['苏', 'su', 'ᠰᠤ'],
  ['那', 'na', 'ᠨᠠ'],
  ['格', 'ge', 'ᠭᠡ'],
  ['勒', 'le', 'ᠯᠡ'],
  ['木', 'mu', 'ᠮᠤ'],
  ['哈', 'ha', 'ᠬᠠ'],
  ['斯', 'si', 'ᠰᠢ'],
  ['朝', 'chao', 'ᠴᠤ'],
  ['鲁', 'lu', 'ᠯᠤ'],
  ['萨', 'sa', 'ᠰᠠ'],
  ['仁', 'ren', 'ᠷᠡᠨ'],
  ['乌', 'wu', 'ᠤ'],
  ['恩', 'en', 'ᠡᠨ'],
  ['吉', 'ji', 'ᠵᠢ'],
  ['雅', 'ya', 'ᠶᠠ'],
  ['娜', 'na', 'ᠨᠠ'],
  ['腾', 'teng', 'ᠲᠡᠩ'],
  ['巴', 'ba', 'ᠪᠠ'],
  ['音', 'yin', 'ᠶᠢᠨ'],
  ['道', 'dao', 'ᠳᠤ'],
] as const
const SURNAMES = [
  ['甄', 'Zhen'],
  ['尚', 'Shang'],
  ['乔', 'Qiao'],
  ['佟', 'Tong'],
  ['梅', 'Mei'],
  ['陆', 'Lu'],
  ['秦', 'Qin'],
  ['祁', 'Qi'],
  ['卓', 'Zhuo'],
  ['樊', 'Fan'],
  ['柳', 'Liu'],
  ['霍', 'Huo'],
] as const
const GIVEN = [
  ['岚', 'lan'],
  ['禾', 'he'],
  ['松', 'song'],
  ['澈', 'che'],
  ['屿', 'yu'],
  ['璟', 'jing'],
  ['朔', 'shuo'],
  ['珩', 'heng'],
  ['蓁', 'zhen'],
  ['牧', 'mu'],
  ['野', 'ye'],
  ['霁', 'ji'],
  ['翎', 'ling'],
  ['绥', 'sui'],
  ['昱', 'yu'],
  ['沛', 'pei'],
  ['湛', 'zhan'],
  ['芮', 'rui'],
  ['宥', 'you'],
  ['桐', 'tong'],
] as const

/** The village teams: ages at the end of 2012 of those elected that spring, and at the election of those before them; education of each. */
const TEAMS = [
  { now: [38, 42], before: [39, 43], school: [60, 30] },
  { now: [36, 44], before: [41, 41], school: [30, 70] },
  { now: [40, 40], before: [37, 45], school: [60, 60] },
  { now: [35, 45], before: [40, 42], school: [30, 70] },
  { now: [39, 41], before: [36, 46], school: [60, 40] },
  { now: [37, 43], before: [38, 44], school: [40, 80] },
  { now: [33, 47], before: [35, 47], school: [20, 70] },
  { now: [40, 40], before: [43, 39], school: [60, 60] },
  { now: [34, 46], before: [42, 40], school: [30, 70] },
] as const

/** The leading bodies of the town and the three farms: ages at the end of 2012, the secretary first. */
const TOWN_TEAMS = [
  [51, 47, 44, 42, 40, 38, 31],
  [53, 49, 46, 43, 41, 39, 37],
  [50, 48, 45, 44, 40, 38, 36],
  [49, 46, 43, 42, 39, 37, 33],
] as const

/** The year of which the district tells: probation takes one. */
const YEAR = day('2012-01-01')

/** Everybody, with the lists that the other facts draw from. */
export interface People {
  readonly people: PersonSpan[]
  readonly memberships: Membership[]
  readonly posts: Post[]
  /** County-level leaders, section-level cadres and young reserve cadres, in the order of the register. */
  readonly leaders: readonly string[]
  readonly sections: readonly string[]
  readonly reserves: readonly string[]
  /** A graduate official for each village, by its code. */
  readonly graduates: ReadonlyMap<string, string>
  /** Day on which each village changed its team. */
  readonly elections: ReadonlyMap<string, Day>
}

/** Makes the people of the organizations. */
export function peopleOf(units: readonly Unit[], ids: Ids): People {
  return new Making(units, ids).make()
}

class Making {
  private readonly chance = new Chance(2_012)
  private readonly units: readonly Unit[]
  private readonly ids: Ids
  private readonly people: PersonSpan[] = []
  private readonly memberships: Membership[] = []
  private readonly posts: Post[] = []
  private readonly members = new Map<string, string[]>()

  constructor(units: readonly Unit[], ids: Ids) {
    this.units = units
    this.ids = ids
  }

  make(): People {
    const elections = new Map<string, Day>()
    const graduates = new Map<string, string>()
    for (const unit of this.units) {
      if (unit.sector === 'village') this.village(unit, elections, graduates)
      else for (let n = 0; n < unit.members; n += 1) this.member(unit, this.someone(unit), this.joined())
    }
    const rank = (unit: string, from: number, to: number, as: PersonSpan['rank'], least: number, most: number) =>
      this.members
        .get(unit)!
        .slice(from, to)
        .map(id => this.promote(id, as, least, most))
    // The leaders sit in the general office; section-level cadres head the organs, offices and sub-farms.
    const leaders = rank('O01', 0, 9, 'leader', 42, 56)
    const organs = this.units.filter(unit => unit.sector === 'organ' && unit.members > 0)
    const sections = organs.flatMap(unit =>
      rank(unit.code, unit.code === 'O01' ? 9 : 0, unit.code === 'O01' ? 17 : 8, 'section', 36, 55),
    )
    const reserves = organs.slice(1, 7).flatMap(unit => rank(unit.code, 10, 13, 'reserve', 26, 33))
    this.teams(organs.slice(8))
    this.offices(leaders, sections, reserves)
    this.comings()
    return {
      people: this.people,
      memberships: this.memberships,
      posts: this.posts,
      leaders,
      sections,
      reserves,
      graduates,
      elections,
    }
  }

  private village(unit: Unit, elections: Map<string, Day>, graduates: Map<string, string>): void {
    const index = Number(unit.code.slice(1)) - 1
    const team = TEAMS[index]!
    const election = dayOf(2012, 3, 10 + index)
    elections.set(unit.code, election)
    const herder = (born: Day, education: number, from = BEGIN) =>
      this.member(unit, this.person({ born, education, occupation: 'farmer_herder', mongol: 0.8 }), from)
    const born = (age: number) => dayOf(2012 - age, 1, this.chance.between(2, 28))
    const now = team.now.map((age, n) => herder(born(age), team.school[n]!))
    const before = team.before.map(age => herder(born(age), this.chance.pick([60, 70, 80])))
    const titles = ['secretary', 'village_head']
    titles.forEach((post, n) => {
      this.post(before[n]!, unit, post, 'two_committees', day('2009-03-01'), election)
      this.post(now[n]!, unit, post, 'two_committees', election, null)
    })
    for (let n = 4; n < unit.members - 1; n += 1)
      herder(this.bornBetween(28, 76), this.chance.pick([60, 70, 70, 80]), this.joined())
    graduates.set(
      unit.code,
      this.member(
        unit,
        this.person({
          born: this.bornBetween(23, 28),
          education: this.chance.pick([20, 20, 30]),
          occupation: 'cadre',
          mongol: 0.6,
        }),
        day('2010-09-01'),
      ),
    )
  }

  private someone(unit: Unit): string {
    const by = {
      sub_bureau: {
        ages: [26, 74],
        schools: [30, 40, 60, 60, 70, 70],
        occupations: ['worker', 'worker', 'worker', 'retired'],
        mongol: 0.6,
      },
      community: {
        ages: [34, 80],
        schools: [30, 40, 60, 70, 70],
        occupations: ['retired', 'retired', 'worker', 'cadre'],
        mongol: 0.4,
      },
      public_security: { ages: [24, 57], schools: [20, 20, 30, 30, 40], occupations: ['police'], mongol: 0.5 },
      enterprise: { ages: [24, 58], schools: [20, 30, 40, 60], occupations: ['enterprise_staff'], mongol: 0.3 },
      organ: {
        ages: [25, 59],
        schools: [10, 20, 20, 30, 30],
        occupations: ['cadre', 'cadre', 'cadre', 'retired'],
        mongol: 0.5,
      },
    }[unit.sector as 'organ']
    const occupation =
      unit.code >= 'O11' && unit.code <= 'O13'
        ? 'teacher'
        : unit.code === 'O15'
          ? 'doctor'
          : this.chance.pick(by.occupations)
    const born =
      occupation === 'retired' ? this.bornBetween(60, 82) : this.bornBetween(by.ages[0]!, Math.min(by.ages[1]!, 59))
    return this.person({ born, education: this.chance.pick(by.schools), occupation, mongol: by.mongol })
  }

  private person(facts: { born: Day; education: number; occupation: string; mongol: number }): string {
    const { mongol, ...rest } = facts
    const id = this.ids.of(BEGIN)
    const isMongol = this.chance.next() < mongol
    const nationality = isMongol ? '02' : this.chance.next() < 0.08 ? this.chance.pick(['03', '11']) : '01'
    const [name, english, mongolian] = isMongol ? this.mongolName() : this.hanName()
    // Some herders have entered their names in their own script.
    const script = rest.occupation === 'farmer_herder' && this.people.length % 3 === 0 ? mongolian : undefined
    this.people.push({
      id,
      name,
      english,
      mongolian: script,
      sex: this.chance.next() < 0.72 ? 1 : 2,
      nationality,
      rank: null,
      from: BEGIN,
      to: null,
      ...rest,
    })
    return id
  }

  // Mongol names have no surname; the syllables are real, the names made of them are not.
  private mongolName(): [string, string, string] {
    const parts = Array.from({ length: this.chance.between(3, 4) }, () => this.chance.pick(SYLLABLES))
    const english = parts
      .map(part => part[1])
      .join('')
      .toLowerCase()
    const script = parts.map(part => part[2]).join('')
    return [parts.map(part => part[0]).join(''), english[0]!.toUpperCase() + english.slice(1), script]
  }

  private hanName(): [string, string, string?] {
    const [surname, first, second] = [this.chance.pick(SURNAMES), this.chance.pick(GIVEN), this.chance.pick(GIVEN)]
    const given = `${first[1]}${second[1]}`
    return [surname[0] + first[0] + second[0], `${surname[1]} ${given[0]!.toUpperCase()}${given.slice(1)}`]
  }

  /** A day of birth for someone whose age at the end of 2012 lies between the two. */
  private bornBetween(least: number, most: number): Day {
    return dayOf(2012 - this.chance.between(least, most), this.chance.between(1, 12), this.chance.between(1, 28))
  }

  /** Most have belonged since before the register; some joined in its two years. */
  private joined(): Day {
    return this.chance.next() < 0.06 ? dayOf(this.chance.between(2011, 2012), this.chance.between(1, 12), 1) : BEGIN
  }

  private member(unit: Unit, person: string, from: Day): string {
    // Who joined within the year is on probation at its end.
    const kind = from >= YEAR ? 'probationary' : 'full'
    this.memberships.push({ id: this.ids.of(from), person, org: unit.id, kind, from, to: null })
    const list = this.members.get(unit.code)
    if (list) list.push(person)
    else this.members.set(unit.code, [person])
    return person
  }

  private promote(id: string, rank: PersonSpan['rank'], least: number, most: number): string {
    const index = this.people.findIndex(person => person.id === id)
    this.people[index] = {
      ...this.people[index]!,
      rank,
      occupation: 'cadre',
      education: this.chance.pick([10, 20, 20, 30]),
      born: this.bornBetween(least, most),
    }
    // Cadres of rank have belonged for long.
    const membership = this.memberships.findIndex(one => one.person === id)
    this.memberships[membership] = { ...this.memberships[membership]!, from: BEGIN, kind: 'full' }
    return id
  }

  private post(person: string, unit: Unit, post: string, team: Post['team'], from: Day, to: Day | null): void {
    this.posts.push({ id: this.ids.of(from), person, org: unit.id, post, team, from, to })
    // Whoever holds a post is a full member.
    const membership = this.memberships.findIndex(one => one.person === person)
    this.memberships[membership] = { ...this.memberships[membership]!, kind: 'full' }
  }

  private unit(code: string): Unit {
    return this.units.find(unit => unit.code === code)!
  }

  /** The leading bodies of farms and town: drawn from the organs, with the ages of the table. */
  private teams(from: readonly Unit[]): void {
    const free = from.flatMap(unit => this.members.get(unit.code)!.slice(8))
    const titles = [
      'secretary',
      'deputy_secretary',
      'deputy_secretary',
      'committee_member',
      'committee_member',
      'committee_member',
      'committee_member',
    ]
    TOWN_TEAMS.forEach((ages, team) => {
      ages.forEach((age, n) => {
        const person = free[team * titles.length + n]!
        const index = this.people.findIndex(one => one.id === person)
        this.people[index] = {
          ...this.people[index]!,
          occupation: 'cadre',
          born: dayOf(2012 - age, this.chance.between(1, 12), this.chance.between(1, 28)),
          education: age < 35 ? this.chance.pick([20, 30]) : this.chance.pick([20, 30, 40]),
        }
        const membership = this.memberships.findIndex(one => one.person === person)
        this.memberships[membership] = { ...this.memberships[membership]!, from: BEGIN, kind: 'full' }
        this.post(person, this.unit(`C${team + 1}`), titles[n]!, 'committee', day('2011-06-01'), null)
      })
    })
  }

  private offices(leaders: readonly string[], sections: readonly string[], reserves: readonly string[]): void {
    const district = this.unit('D')
    this.post(leaders[0]!, district, 'secretary', 'committee', BEGIN, null)
    for (const leader of leaders) this.post(leader, district, 'leader', null, BEGIN, null)
    this.post(sections[10]!, district, 'organizer', null, BEGIN, null)
    this.post(sections[26]!, district, 'auditor', null, BEGIN, null)
    this.post(reserves[4]!, this.unit('C4'), 'organizer', null, day('2011-03-01'), null)
    for (const unit of this.units) {
      if (unit.sector === 'community')
        for (const worker of this.members.get(unit.code)!.slice(1, 4))
          this.post(worker, unit, 'community_worker', null, BEGIN, null)
      if (unit.sector !== 'village' && unit.members > 0)
        this.post(this.members.get(unit.code)![0]!, unit, 'secretary', null, BEGIN, null)
    }
    const heads: [string, string][] = [
      ['C5', 'P01'],
      ['C6', 'O02'],
      ['G1', 'S01'],
      ['G2', 'O11'],
      ['G3', 'O14'],
    ]
    for (const [code, from] of heads)
      this.post(
        this.members.get(from)![1]!,
        this.unit(code),
        'secretary',
        code.startsWith('C') ? 'committee' : null,
        BEGIN,
        null,
      )
  }

  /** Members who left in the two years, and members who changed their branch: none of them belongs twice. */
  private comings(): void {
    for (let n = 0; n < 14; n += 1) {
      const unit = this.unit(`F${String(n + 1).padStart(2, '0')}`)
      const person = this.person({ born: dayOf(1933 + n, 5, 9), education: 80, occupation: 'retired', mongol: 0.7 })
      const from = BEGIN
      this.memberships.push({
        id: this.ids.of(from),
        person,
        org: unit.id,
        kind: 'full',
        from,
        to: dayOf(2011 + (n % 2), 1 + (n % 12), 15),
      })
    }
    const settled = this.memberships.filter(one => one.from === BEGIN && one.to === null)
    for (let n = 0; n < 9; n += 1) {
      const unit = this.unit(`F${String(n + 2).padStart(2, '0')}`)
      const member = settled.filter(one => one.org === unit.id).at(-1)!
      const index = this.memberships.indexOf(member)
      const moved = dayOf(2012, 2 + n, 1)
      this.memberships[index] = { ...member, from: moved }
      this.memberships.push({
        ...member,
        id: this.ids.of(BEGIN),
        org: this.unit(`F${String(n + 1).padStart(2, '0')}`).id,
        from: BEGIN,
        to: moved,
      })
    }
  }
}
