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
      fields: { at: { name: { zh: '坐标', en: 'Coordinates' }, type: 'point', optional: true } },
    },
  },
  records: {
    'distance.session': {
      name: { zh: '远程教育培训', en: 'Distance-education session' },
      roll: 'named',
      fields: {
        topic: { name: { zh: '内容', en: 'Topic' }, type: 'text' },
        hours: { name: { zh: '学时', en: 'Hours' }, type: 'decimal', optional: true },
      },
    },
  },
  standards: {
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
      who: { sector: ['community'] },
      every: 'year',
      measure: 'distance.stations',
      atLeast: { standard: 'distance.station_each' },
      from: day('2011-01-01'),
      grace: 0,
    },
  },
})
