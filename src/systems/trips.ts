// S26 Trips and what they bring home: grass-roots cadres go out to learn; contracts and livestock follow.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

const PLACE = { name: { zh: '地点', en: 'Place' }, type: 'thing', of: 'place' } as const
const ANIMAL = {
  name: { zh: '畜种', en: 'Animal' },
  type: 'choice',
  choices: {
    gosling: { zh: '鹅雏', en: 'goslings' },
    goose: { zh: '鹅', en: 'geese' },
    cattle: { zh: '西门塔尔牛', en: 'Simmental cattle' },
    sheep: { zh: '黑羊', en: 'black sheep' },
  },
} as const
const HEAD = { name: { zh: '数量', en: 'Head' }, type: 'integer' } as const

export const trips = system({
  id: 'S26',
  name: { zh: '外出考察和引进', en: 'Trips and what they bring home' },
  group: 'pastoral',
  clause: { zh: '基层干部外出学习考察的安排', en: 'Arrangements for trips of grass-roots cadres' },
  records: {
    'village.trip': {
      name: { zh: '基层干部外出考察', en: 'Trip of grass-roots cadres' },
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'named',
      fields: { place: PLACE, topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' } },
    },
    'trip.outcome': {
      name: { zh: '考察成果', en: 'Outcome of a trip' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        trip: { name: { zh: '哪次考察', en: 'Of which trip' }, type: 'record', of: 'village.trip' },
        // The trip says where it went.
        place: { ...PLACE, optional: true, retired: true },
        outcome: { name: { zh: '学到什么、带回什么', en: 'What was learnt and brought home' }, type: 'text' },
      },
    },
    'trip.contract': {
      name: { zh: '签订购销合同', en: 'Purchase contract' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { place: PLACE, animal: ANIMAL, head: HEAD },
    },
    // What a trip brings home is one of the introductions, which names it.
    'trip.introduction': {
      name: { zh: '考察期间引进', en: 'Livestock introduced by a trip' },
      retired: day('2012-01-01'),
      written: { by: ['own', 'above'], as: 'report' },
      fields: { place: PLACE, animal: ANIMAL, head: HEAD },
    },
    'herds.introduction': {
      name: { zh: '农牧民引进牲畜', en: 'Livestock introduced by farmers and herders' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        animal: ANIMAL,
        head: HEAD,
        invested: { name: { zh: '投入资金', en: 'Invested' }, type: 'money' },
        trip: {
          name: { zh: '哪次考察带回', en: 'Brought home by which trip' },
          type: 'record',
          of: 'village.trip',
          optional: true,
        },
      },
    },
  },
  standards: {
    'village.trips_per_year': {
      title: { zh: '每年组织基层干部外出考察', en: 'Trips of grass-roots cadres a year' },
      unit: 'activity/year',
      strength: 'floor',
      entries: [
        {
          from: day('2011-01-01'),
          value: 2,
          clause: { zh: '每年至少安排两次外出学习', en: 'At least two trips every year' },
        },
      ],
    },
    'trip.outcome_each': {
      title: { zh: '每次考察有成果记载', en: 'Outcomes recorded of each trip' },
      unit: 'item',
      strength: 'must',
      entries: [
        {
          from: day('2012-01-01'),
          value: 1,
          clause: {
            zh: '外出学习考察安排：每次考察的成果在年内登记',
            en: 'Arrangements for trips: what a trip brought home is recorded within the year',
          },
        },
      ],
    },
  },
  measures: {
    'trip.places_with_outcome': {
      title: { zh: '有成果记载的考察', en: 'Trips whose outcome is recorded' },
      unit: 'item',
      op: 'count',
      over: 'trip.outcome',
      once: 'trip',
    },
    'village.trips': {
      title: { zh: '基层干部外出考察', en: 'Trips of grass-roots cadres' },
      unit: 'activity',
      op: 'count',
      over: 'village.trip',
    },
    'trip.places': {
      title: { zh: '外出考察地点', en: 'Places of trips' },
      unit: 'item',
      op: 'count',
      over: 'village.trip',
      once: 'place',
    },
    'trip.goslings_contracted': {
      title: { zh: '签订合同购进鹅雏', en: 'Goslings contracted' },
      unit: 'animal',
      op: 'sum',
      over: 'trip.contract',
      field: 'head',
      where: { animal: 'gosling' },
    },
    'trip.cows_introduced': {
      title: { zh: '考察引进西门塔尔牛', en: 'Simmental cows introduced by trips' },
      unit: 'animal',
      op: 'sum',
      over: 'herds.introduction',
      field: 'head',
      where: { animal: 'cattle', trip: { given: true } },
    },
    'herds.investment': {
      title: { zh: '农牧民投入资金', en: 'Invested by farmers and herders' },
      unit: 'yuan',
      digits: 2,
      op: 'sum',
      over: 'herds.introduction',
      field: 'invested',
    },
    'herds.cattle_introduced': {
      title: { zh: '引进西门塔尔牛', en: 'Simmental cattle introduced' },
      unit: 'animal',
      op: 'sum',
      over: 'herds.introduction',
      field: 'head',
      where: { animal: 'cattle' },
    },
    'herds.geese_introduced': {
      title: { zh: '引进鹅', en: 'Geese introduced' },
      unit: 'animal',
      op: 'sum',
      over: 'herds.introduction',
      field: 'head',
      where: { animal: 'goose' },
    },
  },
  duties: {
    'village.trips_made': {
      title: { zh: '组织基层干部外出考察', en: 'Grass-roots cadres go out to learn' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'village.trips',
      atLeast: { standard: 'village.trips_per_year' },
      from: day('2011-01-01'),
      grace: 0,
    },
    'trip.outcomes_recorded': {
      title: { zh: '考察成果都有记载', en: 'What trips brought home is recorded' },
      who: { tier: ['district'] },
      every: 'year',
      measure: 'trip.places_with_outcome',
      atLeast: { standard: 'trip.outcome_each', times: 'village.trips' },
      from: day('2012-01-01'),
      grace: 31,
    },
  },
})
