// S28 Responsibility of three levels: first, directly and specifically responsible persons; certificates signed layer by layer.
import { system } from '../charter/system.ts'
import { day } from '../time/day.ts'

export const responsibility = system({
  id: 'S28',
  name: { zh: '党建工作责任制', en: 'Responsibility system' },
  group: 'responsibility',
  clause: { zh: '党建工作责任制实施办法', en: 'Measures for the responsibility system' },
  standards: {
    'duty.levels': {
      title: { zh: '责任层级', en: 'Levels of responsibility' },
      unit: 'level',
      strength: 'must',
      entries: [
        {
          from: day('2011-01-01'),
          value: 3,
          clause: {
            zh: '区、场镇、嘎查村（分场）三级书记分别为第一、直接、具体责任人',
            en: 'Secretaries of district, town or farm, and village or sub-farm are first, directly and specifically responsible',
          },
        },
      ],
    },
  },
})
