// Small worlds by chance: districts in which organizations move, people come and go, and every kind of fact occurs.
import fc from 'fast-check'
import { system } from '../src/charter/system.ts'
import { misstep, nextSteps, type Step, standingOn } from '../src/record/case.ts'
import type { District, OrgSpan } from '../src/register/facts.ts'
import { type Day, day, plusDays } from '../src/time/day.ts'
import { monthOf, turnOf } from '../src/time/period.ts'

const words = (text: string) => ({ zh: text, en: text })
const field = <T extends 'text' | 'decimal' | 'money' | 'person'>(type: T) =>
  ({ name: words(type), type, optional: true }) as const

const written = { by: ['own', 'above'], as: 'report' } as const

/** A charter in which every operator occurs over every form of source. */
export const everything = system({
  id: 'S99',
  name: words('everything'),
  group: 'report',
  clause: words('for tests'),
  records: {
    'x.meeting': {
      name: words('meeting'),
      written,
      roll: 'named',
      complete: { fields: ['topic', 'hours'], clause: words('c') },
      fields: {
        topic: field('text'),
        hours: field('decimal'),
        cost: field('money'),
        lead: field('person'),
        venue: { name: words('venue'), type: 'thing', of: 'x.venue', optional: true },
      },
    },
    'x.election': { name: words('election'), written, fields: { note: field('text') } },
  },
  things: {
    'x.venue': {
      name: words('venue'),
      written,
      complete: { fields: ['use'], clause: words('c') },
      fields: { area: field('decimal'), use: field('text') },
    },
  },
  ties: {
    'x.contact': {
      name: words('contact'),
      written,
      fields: {
        person: field('person'),
        grade: field('text'),
        venue: { name: words('venue'), type: 'thing', of: 'x.venue', optional: true },
      },
    },
  },
  cases: {
    'x.finding': {
      name: words('finding'),
      written,
      fields: { topic: field('text'), cost: field('money') },
      same: ['topic'],
      stages: {
        told: { name: words('told'), written },
        asked: { name: words('asked'), written, optional: true },
        proved: { name: words('proved'), written },
        closed: { name: words('closed'), written },
        reopened: { name: words('reopened'), written, reopens: 'proved' },
      },
    },
  },
  standards: {
    'x.two': {
      title: words('two'),
      unit: 'activity/month',
      strength: 'must',
      entries: [
        { from: day('2012-01-01'), value: 1, clause: words('c') },
        { from: day('2012-03-01'), value: 2, clause: words('c') },
      ],
    },
    'x.pay': {
      title: words('pay'),
      unit: 'yuan/month',
      strength: 'must',
      entries: [
        { from: day('2012-01-01'), value: 0.01, clause: words('c') },
        { from: day('2012-05-01'), value: 1.5, clause: words('c') },
      ],
      broken: [
        { from: day('2010-01-01'), value: 'days', clause: words('c') },
        { from: day('2012-07-01'), value: 15, clause: words('c') },
      ],
    },
    'x.area': {
      title: words('area'),
      unit: 'm2',
      strength: 'floor',
      entries: [
        { from: day('2012-01-01'), value: 100, clause: words('c') },
        { from: day('2012-06-16'), value: 150.5, clause: words('c') },
      ],
    },
    'x.age': {
      title: words('age'),
      unit: 'year',
      strength: 'may',
      entries: [
        { from: day('2011-01-01'), value: 30, clause: words('c') },
        { from: day('2012-07-16'), value: 45, clause: words('c') },
      ],
    },
    'x.uses': {
      title: words('uses'),
      unit: 'use/month',
      strength: 'normally',
      entries: [{ from: day('2011-01-01'), value: 2, clause: words('c') }],
    },
  },
  measures: {
    'm.count': { title: words('m'), unit: 'activity', op: 'count', over: 'x.meeting' },
    'm.turned': { title: words('m'), unit: 'activity', op: 'count', over: 'x.meeting', at: 'turn' },
    'm.turned_sum': {
      title: words('m'),
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'x.meeting',
      field: 'cost',
      at: 'turn',
    },
    'm.count_where': {
      title: words('m'),
      unit: 'activity',
      op: 'count',
      over: 'x.meeting',
      where: { topic: ['a', 'b'], sector: 'village' },
    },
    'm.sum': { title: words('m'), unit: 'yuan', digits: 2, op: 'sum', over: 'x.meeting', field: 'cost' },
    'm.leads': { title: words('m'), unit: 'person', op: 'people', over: 'x.meeting', who: 'lead' },
    'w.led_by_tied': {
      title: words('m'),
      unit: 'activity',
      op: 'count',
      over: 'x.meeting',
      where: { lead: { who: { ties: { has: 'x.contact' } } } },
    },
    'w.led_by_schooled': {
      title: words('m'),
      unit: 'person',
      op: 'people',
      over: 'x.meeting',
      who: 'lead',
      where: { lead: { who: { education: { atMost: 60 }, age: { atLeast: 'x.age' } } } },
    },
    'w.led_by_full': {
      title: words('m'),
      unit: 'activity',
      op: 'count',
      over: 'x.meeting',
      where: { lead: { who: { kind: 'full', ties: { lacks: 'x.contact' } } } },
    },
    'w.among': {
      title: words('m'),
      unit: 'person',
      op: 'people',
      over: 'x.meeting',
      among: { sex: '2', education: { atMost: 60 } },
    },
    'w.orgs_with': {
      title: words('m'),
      unit: 'percent',
      digits: 1,
      op: 'share',
      over: 'orgs',
      part: { ties: { has: 'x.contact', who: { age: { atLeast: 40 } } } },
    },
    'w.venues_with': {
      title: words('m'),
      unit: 'm2',
      op: 'count',
      over: 'x.venue',
      where: { ties: { has: 'x.contact', who: { sex: '2' } } },
    },
    'w.venues_without': {
      title: words('m'),
      unit: 'm2',
      op: 'count',
      over: 'x.venue',
      where: { ties: { lacks: 'x.contact' }, complete: true },
    },
    'w.contacts_of_rank': {
      title: words('m'),
      unit: 'person',
      op: 'people',
      over: 'x.contact',
      who: 'person',
      where: { person: { who: { rank: 'section' } } },
    },
    'w.complete': { title: words('m'), unit: 'activity', op: 'count', over: 'x.meeting', where: { complete: true } },
    'w.full': { title: words('m'), unit: 'person', op: 'count', over: 'members', where: { kind: 'full' } },
    'w.probationary_without': {
      title: words('m'),
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { kind: 'probationary', ties: { lacks: 'x.contact' } },
    },
    'm.people': { title: words('m'), unit: 'person', op: 'people', over: 'x.meeting', years: 2 },
    'm.attendances': { title: words('m'), unit: 'person', op: 'attendances', over: 'x.meeting' },
    'm.presence': { title: words('m'), unit: 'percent', op: 'presence', over: 'x.meeting' },
    'm.average': { title: words('m'), unit: 'day', digits: 2, op: 'average', over: 'x.meeting', field: 'hours' },
    'm.latest': {
      title: words('m'),
      unit: 'day',
      digits: 2,
      op: 'latest',
      over: 'x.meeting',
      field: 'hours',
      where: { topic: ['a', 'b', 'c'] },
    },
    'm.use': {
      title: words('m'),
      unit: 'percent',
      digits: 1,
      op: 'utilization',
      of: 'x.venue',
      by: ['x.meeting'],
      field: 'venue',
      per: 'x.uses',
    },
    'r.orgs': {
      title: words('m'),
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { tier: ['branch', 'committee'] },
    },
    'r.contacted': {
      title: words('m'),
      unit: 'percent',
      op: 'share',
      over: 'orgs',
      part: { ties: { has: 'x.contact' } },
    },
    'h.kept': {
      title: words('m'),
      unit: 'percent',
      op: 'share',
      over: 'x.venue',
      where: { area: { atLeast: 50 } },
      part: { ties: { has: 'x.contact' } },
    },
    'h.opened': {
      title: words('m'),
      unit: 'item',
      op: 'count',
      over: 'x.venue',
      at: 'opened',
      where: { ties: { has: 'x.contact' } },
    },
    'r.opened': { title: words('m'), unit: 'organization', op: 'count', over: 'orgs', at: 'opened' },
    'r.members': { title: words('m'), unit: 'person', op: 'count', over: 'members' },
    'r.tied': {
      title: words('m'),
      unit: 'person',
      op: 'count',
      over: 'members',
      where: { ties: { has: ['x.contact'] } },
    },
    'r.old': { title: words('m'), unit: 'percent', op: 'share', over: 'members', part: { age: { atLeast: 50 } } },
    'r.schooled': {
      title: words('m'),
      unit: 'person',
      op: 'people',
      over: 'posts',
      who: 'person',
      where: { education: { atMost: 60 } },
    },
    'r.age': { title: words('m'), unit: 'year', digits: 1, op: 'average', over: 'posts', field: 'age' },
    'r.age_before': {
      title: words('m'),
      unit: 'year',
      digits: 1,
      op: 'average',
      over: 'posts',
      field: 'age',
      at: { eveOf: 'x.election' },
    },
    't.area': {
      title: words('m'),
      unit: 'm2',
      digits: 1,
      op: 'sum',
      over: 'x.venue',
      field: 'area',
      where: { use: 'hall' },
    },
    't.new': { title: words('m'), unit: 'm2', digits: 1, op: 'sum', over: 'x.venue', field: 'area', at: 'opened' },
    // Bounds that change with a standard, over each form of source, and those present at a record.
    'b.dear': {
      title: words('m'),
      unit: 'activity',
      op: 'count',
      over: 'x.meeting',
      where: { hours: { atLeast: 'x.two', below: 8 } },
    },
    'b.full': {
      title: words('m'),
      unit: 'activity',
      op: 'count',
      over: 'x.meeting',
      where: { present: { atLeast: 'x.two' } },
    },
    'b.share': {
      title: words('m'),
      unit: 'percent',
      op: 'share',
      over: 'x.meeting',
      part: { present: { atMost: 'x.two' } },
    },
    'b.area': { title: words('m'), unit: 'm2', op: 'count', over: 'x.venue', where: { area: { below: 'x.area' } } },
    'b.new': {
      title: words('m'),
      unit: 'm2',
      op: 'count',
      over: 'x.venue',
      at: 'opened',
      where: { area: { below: 'x.area' } },
    },
    'b.age': { title: words('m'), unit: 'person', op: 'count', over: 'posts', where: { age: { atLeast: 'x.age' } } },
    // Cases: what was opened, how all stood at the end of the period, what was closed in it.
    'c.opened': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding' },
    'c.repeated': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding', where: { repeated: true } },
    'c.all': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding', at: 'day' },
    'c.open': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding', at: 'day', where: { state: 'open' } },
    'c.shut': {
      title: words('m'),
      unit: 'item',
      op: 'count',
      over: 'x.finding',
      at: 'day',
      where: { state: 'closed' },
    },
    'c.staged': {
      title: words('m'),
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'x.finding',
      field: 'cost',
      at: 'day',
      where: { stage: ['open', 'told', 'reopened'], sector: 'village' },
    },
    'c.overdue': {
      title: words('m'),
      unit: 'percent',
      op: 'share',
      over: 'x.finding',
      at: 'day',
      part: { overdue: true },
    },
    'c.false': {
      title: words('m'),
      unit: 'item',
      op: 'count',
      over: 'x.finding',
      at: 'day',
      where: { reopened: { atLeast: 'x.two' } },
    },
    'c.topics': {
      title: words('m'),
      unit: 'item',
      op: 'count',
      once: 'topic',
      over: 'x.finding',
      at: 'day',
      where: { repeated: false },
    },
    'c.closed': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding', at: 'closed' },
    'c.late': {
      title: words('m'),
      unit: 'percent',
      op: 'share',
      over: 'x.finding',
      at: 'closed',
      part: { late: true },
    },
    'c.proofs': { title: words('m'), unit: 'item', op: 'count', over: 'x.finding.proved' as 'x.finding' },
    't.people': { title: words('m'), unit: 'person', op: 'people', over: 'x.contact', who: 'person' },
    't.grades': { title: words('m'), unit: 'item', op: 'count', over: 'x.contact', once: 'grade' },
  },
  duties: {
    'd.monthly': {
      title: words('d'),
      who: { tier: ['branch'] },
      every: 'month',
      measure: 'm.count',
      atLeast: { standard: 'x.two' },
      from: day('2012-01-01'),
      grace: 10,
    },
    // Of a season, and only for a time.
    'd.winter': {
      title: words('d'),
      who: {},
      every: 'month',
      months: [11, 12, 1, 2],
      measure: 'b.full',
      atLeast: { standard: 'x.two' },
      from: day('2012-01-01'),
      to: day('2012-12-01'),
      grace: 10,
    },
    'd.quarter': {
      title: words('d'),
      who: { sector: ['village'] },
      every: 'quarter',
      measure: 'm.people',
      atLeast: { standard: 'x.two', times: 'r.members' },
      from: day('2012-01-01'),
      grace: 10,
    },
    'd.paid': {
      title: words('d'),
      who: { sector: ['village'] },
      every: 'quarter',
      measure: 'm.sum',
      atLeast: { standard: 'x.pay', times: 'r.schooled' },
      from: day('2012-01-01'),
      grace: 10,
    },
  },
})

const START = day('2011-11-01')
const LAST = day('2013-01-31')
const FINDING = everything.cases['x.finding']
const onDay = (least = 0, most = 420) => fc.integer({ min: least, max: most }).map(count => plusDays(START, count))
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values)

const uuid = (group: number, n: number) =>
  `0134${String(group).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Worlds of up to six organizations below the top, one of which may move on a day, with facts from the end of 2011 to the end of 2012. */
export const worlds: fc.Arbitrary<District> = fc
  .record({
    parents: fc.array(fc.nat({ max: 100 }), { minLength: 3, maxLength: 6 }),
    move: fc.option(fc.record({ who: fc.nat({ max: 100 }), on: onDay(60, 300) })),
    born: fc.array(pick(['1940-02-29', '1962-06-15', '1975-12-31', '1990-01-01']), { minLength: 3, maxLength: 6 }),
    memberships: fc.array(
      fc.record({
        org: fc.nat({ max: 100 }),
        from: onDay(0, 200),
        days: fc.option(fc.integer({ min: 1, max: 200 })),
        again: fc.nat({ max: 100 }),
      }),
      { minLength: 3, maxLength: 6 },
    ),
    posts: fc.array(
      fc.record({
        org: fc.nat({ max: 100 }),
        person: fc.nat({ max: 100 }),
        from: onDay(0, 300),
        days: fc.option(fc.integer({ min: 1, max: 200 })),
      }),
      { maxLength: 5 },
    ),
    venues: fc.array(
      fc.record({
        org: fc.nat({ max: 100 }),
        area: pick([50, 120.5, 200]),
        use: pick(['hall', 'yard']),
        from: onDay(0, 300),
      }),
      { maxLength: 3 },
    ),
    contacts: fc.array(
      fc.record({
        org: fc.nat({ max: 100 }),
        person: fc.nat({ max: 100 }),
        grade: pick(['x', 'y']),
        from: onDay(0, 300),
        days: fc.option(fc.integer({ min: 1, max: 90 })),
      }),
      { maxLength: 4 },
    ),
    meetings: fc.array(
      fc.record({
        org: fc.nat({ max: 100 }),
        on: onDay(),
        topic: pick(['a', 'b', 'c', 'd']),
        hours: fc.option(pick([1, 2.5, 8])),
        cost: fc.option(pick(['0.10', '20.20', '3000000.01'])),
        lead: fc.option(fc.nat({ max: 100 })),
        venue: fc.option(fc.nat({ max: 100 })),
        roll: fc.array(pick(['present', 'excused', 'absent', 'madeUp', 'none']), { minLength: 6, maxLength: 6 }),
        voids: fc.option(fc.nat({ max: 100 }), { freq: 6 }),
      }),
      { maxLength: 12 },
    ),
    elections: fc.array(fc.record({ org: fc.nat({ max: 100 }), on: onDay() }), { maxLength: 3 }),
    findings: fc.array(
      fc.record({
        // Few organizations and topics, so that matters come again.
        org: fc.nat({ max: 2 }),
        topic: fc.option(pick(['a', 'b']), { freq: 4 }),
        cost: fc.option(pick(['5.00', '0.01'])),
        on: onDay(0, 300),
        days: fc.integer({ min: 0, max: 60 }),
        steps: fc.array(
          fc.record({
            stage: pick(['told', 'asked', 'proved', 'closed', 'reopened', 'extended', 'on', 'on', 'on']),
            after: fc.integer({ min: 0, max: 50 }),
            days: fc.integer({ min: 1, max: 60 }),
          }),
          { maxLength: 9 },
        ),
        undone: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(seed => {
    const from = day('2011-10-01')
    const orgs: OrgSpan[] = []
    const named = (n: number) => ({
      name: `组织${n}`,
      short: `组${n}`,
      english: `Org ${n}`,
      aliases: [],
      model: 'pastoral' as const,
    })
    orgs.push({
      id: uuid(1, 0),
      code: 'D',
      parent: null,
      tier: 'district',
      sector: 'district',
      ...named(0),
      from,
      to: null,
    })
    for (const [index, parent] of seed.parents.entries()) {
      const above = parent % (index + 1)
      orgs.push({
        id: uuid(1, index + 1),
        code: `O${index + 1}`,
        parent: uuid(1, above),
        tier: index % 2 ? 'branch' : 'committee',
        sector: index % 3 ? 'village' : 'town',
        ...named(index + 1),
        from,
        to: null,
      })
    }
    const count = orgs.length
    if (seed.move) {
      // The last organization has none below it, so that any move of it is sound.
      const moved = orgs[count - 1]!
      const to = orgs[seed.move.who % (count - 1)]!
      if (to.id !== moved.parent)
        orgs.splice(count - 1, 1, { ...moved, to: seed.move.on }, { ...moved, parent: to.id, from: seed.move.on })
    }
    const org = (n: number) => uuid(1, n % count)
    const people = seed.born.length
    const person = (n: number) => uuid(2, n % people)
    const end = (start: Day, days: number | null) => (days === null ? null : plusDays(start, days))
    const meetings = seed.meetings.map((meeting, index) => {
      const list = (name: string) => seed.born.flatMap((_, n) => (meeting.roll[n] === name ? [person(n)] : []))
      const body = {
        topic: meeting.topic,
        ...(meeting.hours === null ? {} : { hours: meeting.hours }),
        ...(meeting.cost === null ? {} : { cost: meeting.cost }),
        ...(meeting.lead === null ? {} : { lead: person(meeting.lead) }),
        ...(meeting.venue === null || seed.venues.length === 0
          ? {}
          : { venue: uuid(5, meeting.venue % seed.venues.length) }),
      }
      return {
        id: uuid(7, index),
        kind: 'x.meeting',
        org: org(meeting.org),
        day: meeting.on,
        // Some are for the month before, some for the quarter before, some for the year in which they were.
        ...(index % 3 === 1 ? { for: turnOf(monthOf(meeting.on) - 1, 'month').label } : {}),
        ...(index % 6 === 2 ? { for: turnOf(monthOf(meeting.on) - 3, 'quarter').label } : {}),
        ...(index % 6 === 5 ? { for: meeting.on.slice(0, 4) } : {}),
        body,
        roll: { present: list('present'), excused: list('excused'), absent: list('absent'), madeUp: list('madeUp') },
        voids: meeting.voids !== null && index > 0 ? uuid(7, meeting.voids % index) : undefined,
      }
    })
    const findings = seed.findings.flatMap((one, n) => {
      const at = { org: org(one.org) }
      const id = uuid(9, n * 100)
      const opening = { day: one.on, due: plusDays(one.on, one.days) }
      const steps: Step[] = []
      for (const { stage, after, days } of one.steps) {
        const now = standingOn(FINDING, opening, steps, LAST)
        const next = stage === 'on' ? nextSteps(FINDING, now).find(step => step.does !== 'extend')?.stage : stage
        if (!next) continue
        const on = plusDays(steps.at(-1)?.day ?? one.on, after)
        const moved = next === 'reopened' || next === 'extended'
        const due = moved ? plusDays(on > now.due ? on : now.due, days) : null
        const step = { id: uuid(9, n * 100 + steps.length + 1), stage: next, day: on, due }
        if (on <= LAST && misstep(FINDING, now, step) === null) steps.push(step)
      }
      const last = steps.at(-1)
      return [
        {
          ...at,
          id,
          kind: 'x.finding',
          day: one.on,
          body: {
            owner: person(n),
            due: opening.due,
            ...(one.topic === null ? {} : { topic: one.topic }),
            ...(one.cost === null ? {} : { cost: one.cost }),
          },
        },
        ...steps.map(step => ({
          ...at,
          id: step.id,
          kind: `x.finding.${step.stage}`,
          day: step.day,
          body: { case: id, ...(step.due ? { due: step.due, reason: 'r' } : {}) },
        })),
        // The last step may be taken back.
        ...(one.undone && last
          ? [
              {
                ...at,
                id: uuid(9, n * 100 + 50),
                kind: `x.finding.${last.stage}`,
                day: last.day,
                body: {},
                voids: last.id,
              },
            ]
          : []),
      ]
    })
    return {
      orgs,
      people: seed.born.map((born, n) => ({
        id: person(n),
        name: `人${n}`,
        english: `Person ${n}`,
        sex: n % 2 ? 1 : 2,
        born: day(born),
        nationality: n % 2 ? '01' : '02',
        education: n % 2 ? 30 : 70,
        occupation: 'cadre',
        rank: n % 3 ? null : 'section',
        from,
        to: null,
      })),
      memberships: seed.memberships.slice(0, people).flatMap((one, n) => {
        const stop = end(one.from, one.days)
        const first = {
          id: uuid(3, n),
          person: person(n),
          org: org(one.org),
          kind: n % 3 === 1 ? ('probationary' as const) : ('full' as const),
          from: one.from,
          to: stop,
        }
        return stop === null
          ? [first]
          : [
              first,
              { ...first, kind: 'full' as const, id: uuid(3, n + 100), org: org(one.again), from: stop, to: null },
            ]
      }),
      posts: seed.posts
        .map((one, n) => ({
          id: uuid(4, n),
          person: person(one.person),
          org: org(one.org),
          post: 'committee_member' as const,
          team: null,
          from: one.from,
          to: end(one.from, one.days),
        }))
        .filter((one, n, all) => !all.slice(0, n).some(other => other.person === one.person && other.org === one.org)),
      things: seed.venues.map((one, n) => ({
        id: uuid(5, n),
        kind: 'x.venue',
        org: org(one.org),
        name: `阵地${n}`,
        english: `Venue ${n}`,
        aliases: [],
        body: { area: one.area, use: one.use },
        from: one.from,
        to: null,
      })),
      ties: seed.contacts.map((one, n) => ({
        id: uuid(6, n),
        kind: 'x.contact',
        org: org(one.org),
        body: { person: person(one.person), grade: one.grade, ...(seed.venues[n] ? { venue: uuid(5, n) } : {}) },
        from: one.from,
        to: end(one.from, one.days),
      })),
      records: [
        // A record is corrected once.
        ...meetings.map(({ voids, ...rest }, n) =>
          voids && !meetings.slice(0, n).some(other => other.voids === voids) ? { ...rest, voids } : rest,
        ),
        ...seed.elections.map((one, n) => ({
          id: uuid(8, n),
          kind: 'x.election',
          org: org(one.org),
          day: one.on,
          body: {},
        })),
        ...findings,
      ],
      accounts: [],
    }
  })
