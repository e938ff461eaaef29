import { system } from '../../src/charter/system.ts'
import { study } from '../../src/systems/study.ts'
import { day } from '../../src/time/day.ts'
export const x = system({ id: 'x', name: {zh:'',en:''}, group:'education', clause:{zh:'',en:''}, uses: [study],
  records: { 'a.b': { name: {zh:'',en:''}, fields: { t: {name:{zh:'',en:''}, type:'text'}, n: {name:{zh:'',en:''}, type:'integer'} } } },
  measures: {
    'a.ok': { title:{zh:'',en:''}, unit:'day', op:'sum', over:'a.b', field:'n', where: {t: 'x'} },
    'a.ok2': { title:{zh:'',en:''}, unit:'day', op:'count', over:'study.day' },
    'a.ok3': { title:{zh:'',en:''}, unit:'day', op:'average', over:'posts', field: 'age', where: {sector: 'village', post: ['secretary']} },
    // @ts-expect-error sum over text
    'a.bad': { title:{zh:'',en:''}, unit:'day', op:'sum', over:'a.b', field:'t' },
  },
  duties: { d: { title:{zh:'',en:''}, who:{}, every:'month', measure:'study.days', atLeast:{standard:'study.days_per_month'}, from: day('2011-01-01'), grace: 0},
  // @ts-expect-error absent measure
   e: { title:{zh:'',en:''}, who:{}, every:'month', measure:'study.dayz', atLeast:{standard:'study.days_per_month'}, from: day('2011-01-01'), grace: 0}  }
})
