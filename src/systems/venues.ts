// S16 Activity venues: rooms for activities, built, extended and equipped.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const venues = system({
  id: 'S16',
  name: { zh: '活动阵地', en: 'Activity venues' },
  group: 'communities',
  clause: { zh: '社区阵地建设要求', en: 'Requirements on community venues' },
  things: {
    venue: {
      name: { zh: '阵地', en: 'Venue' },
      written: { by: ['own', 'above'], as: 'report' },
      fields: {
        use: {
          name: { zh: '类型', en: 'Type' },
          type: 'choice',
          choices: {
            room: { zh: '活动室', en: 'activity room' },
            building: { zh: '综合楼', en: 'building' },
            mobile: { zh: '流动阵地', en: 'mobile venue' },
          },
        },
        form: {
          name: { zh: '流动形式', en: 'Form of a mobile venue' },
          type: 'choice',
          optional: true,
          choices: {
            yurt: { zh: '蒙古包', en: 'yurt' },
            kit: { zh: '影音设备箱', en: 'audio-visual kit' },
            hub: { zh: '党员中心户', en: 'hub household' },
          },
        },
        area: { name: { zh: '面积', en: 'Area' }, type: 'decimal', optional: true },
        storeys: { name: { zh: '层数', en: 'Storeys' }, type: 'integer', optional: true },
        at: { name: { zh: '坐标', en: 'Coordinates' }, type: 'point', optional: true },
      },
    },
  },
  standards: {
    'community.area_floor': {
      title: { zh: '每个社区活动阵地面积不少于', en: 'Venue area of each community, at least' },
      unit: 'm2',
      strength: 'floor',
      entries: [
        {
          from: day('2004-01-01'),
          value: 200,
          clause: {
            zh: '社区阵地建设要求：每个社区二百平方米',
            en: 'Requirements on community venues: 200 square metres in each community',
          },
        },
      ],
    },
  },
  measures: {
    'community.position_area': {
      title: { zh: '社区活动阵地平均面积', en: 'Average venue area of a community' },
      unit: 'm2',
      op: 'average',
      over: 'venue',
      field: 'area',
      where: { use: 'room', sector: 'community' },
    },
    'community.new_building_area': {
      title: { zh: '本期新建社区综合楼面积', en: 'Area of community buildings opened in the period' },
      unit: 'm2',
      op: 'sum',
      over: 'venue',
      field: 'area',
      where: { use: 'building', sector: 'community' },
      at: 'opened',
    },
    'community.new_buildings': {
      title: { zh: '本期新建社区综合楼', en: 'Community buildings opened in the period' },
      unit: 'item',
      op: 'count',
      over: 'venue',
      where: { use: 'building', sector: 'community' },
      at: 'opened',
    },
    'community.venue_area': {
      title: { zh: '社区阵地总面积', en: 'Total venue area of communities' },
      unit: 'm2',
      op: 'sum',
      over: 'venue',
      field: 'area',
      where: { sector: 'community' },
    },
  },
  duties: {
    'community.area': {
      title: { zh: '社区阵地面积达标', en: 'The community has a venue of sufficient area' },
      who: { sector: ['community'] },
      every: 'year',
      measure: 'community.venue_area',
      atLeast: { standard: 'community.area_floor' },
      from: day('2011-01-01'),
      grace: 0,
    },
  },
})
