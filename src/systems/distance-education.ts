// S17 Distance education: every qualified community connected, training held over the network.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const distanceEducation = system({
  id: 'S17',
  name: { zh: '远程教育', en: 'Distance education' },
  group: 'communities',
  clause: { zh: '远程教育站点建设和使用要求', en: 'Requirements on distance education' },
  things: {
    station: {
      name: { zh: '远程教育站点', en: 'Distance-education station' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: { at: { name: { zh: '坐标', en: 'Coordinates' }, type: 'point', optional: true } },
    },
  },
  ties: {
    // The clause asks only communities that have what it takes; which has not, and why, is written down.
    'distance.unready': {
      name: { zh: '暂不具备远程教育条件', en: 'Not yet ready for distance education' },
      written: { by: ['above'], as: 'judgement' },
      fields: { reason: { name: { zh: '缺少的条件', en: 'What is lacking' }, type: 'text' } },
    },
  },
  records: {
    'distance.session': {
      name: { zh: '远程教育培训', en: 'Distance-education session' },
      written: { by: ['own', 'above'], as: 'report' },
      roll: 'named',
      fields: {
        topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
  },
  standards: {
    'distance.ready_one': {
      title: { zh: '具备条件', en: 'being ready' },
      unit: 'organization',
      strength: 'must',
      entries: [
        {
          from: day('2008-01-01'),
          value: 1,
          clause: { zh: '具备条件的社区全部开通远程教育', en: 'Every qualified community is connected' },
        },
      ],
    },
    'distance.station_each': {
      title: { zh: '每个社区开通站点', en: 'Stations in each community' },
      unit: 'item',
      strength: 'normally',
      entries: [
        {
          from: day('2011-01-01'),
          value: 1,
          clause: { zh: '具备条件的社区全部开通远程教育', en: 'Every qualified community is connected' },
        },
      ],
    },
  },
  measures: {
    'distance.ready': {
      title: { zh: '具备远程教育条件的社区', en: 'Communities ready for distance education' },
      unit: 'organization',
      op: 'count',
      over: 'orgs',
      where: { sector: 'community', ties: { lacks: 'distance.unready' } },
    },
    'distance.sessions': {
      title: { zh: '远程教育培训', en: 'Distance-education sessions' },
      unit: 'activity',
      op: 'count',
      over: 'distance.session',
    },
    'distance.people': {
      title: { zh: '远程教育培训人次', en: 'Attendances at distance education' },
      unit: 'person',
      op: 'attendances',
      over: 'distance.session',
    },
    'distance.stations': {
      title: { zh: '远程教育站点', en: 'Distance-education stations' },
      unit: 'item',
      op: 'count',
      over: 'station',
    },
  },
  duties: {
    'distance.connected': {
      title: { zh: '社区开通远程教育', en: 'The community is connected' },
      who: { sector: ['community'], sized: { measure: 'distance.ready', atLeast: 'distance.ready_one' } },
      every: 'year',
      measure: 'distance.stations',
      atLeast: { standard: 'distance.station_each' },
      from: day('2011-01-01'),
      grace: 0,
    },
  },
})
