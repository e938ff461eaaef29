// The floor plan of the house: which folder of src may import from which. There are no exceptions.
const FLOORS = {
  time: [],
  problem: [],
  charter: ['time', 'problem', 'store', 'audit'],
  systems: ['charter', 'time'],
  store: ['time', 'problem'],
  audit: ['time', 'problem', 'store'],
  register: ['charter', 'time', 'problem', 'store', 'audit'],
  access: ['register', 'charter', 'time', 'problem', 'store', 'audit'],
  record: ['charter', 'register', 'access', 'time', 'problem', 'store', 'audit'],
  ballot: ['register', 'access', 'time', 'problem', 'store', 'charter', 'audit'],
  burden: ['charter', 'register', 'access', 'record', 'time', 'problem', 'store'],
  measure: ['charter', 'access', 'register', 'record', 'time', 'problem', 'store'],
  duty: ['charter', 'register', 'access', 'record', 'measure', 'time', 'problem', 'store'],
  pledge: ['charter', 'register', 'access', 'measure', 'duty', 'time', 'problem', 'store', 'audit'],
  dossier: ['charter', 'register', 'access', 'record', 'measure', 'duty', 'pledge', 'time', 'problem', 'store'],
  report: ['charter', 'register', 'access', 'record', 'measure', 'duty', 'pledge', 'dossier', 'time', 'problem', 'store'],
  exchange: ['charter', 'register', 'access', 'record', 'measure', 'duty', 'dossier', 'report', 'burden', 'time', 'problem', 'store'],
  backup: ['audit', 'charter', 'access', 'record', 'measure', 'duty', 'pledge', 'time', 'problem', 'store'],
  today: ['charter', 'register', 'access', 'record', 'measure', 'duty', 'pledge', 'time', 'problem', 'store'],
  notice: ['charter', 'register', 'access', 'record', 'measure', 'duty', 'time', 'problem', 'store', 'audit'],
  district: ['time', 'problem', 'charter', 'systems', 'store', 'register', 'record', 'access', 'pledge'],
  server: 'any',
  cli: 'any',
  web: ['time', 'problem', 'charter', 'register', 'access', 'record', 'measure', 'duty', 'pledge', 'dossier', 'report', 'exchange', 'today', 'notice', 'ballot', 'burden', 'audit'],
}

const FACES = '^src/(server|cli|web)/'
const OUTSIDE = '[.](sql|http|node)[.]tsx?$'
const BUILTIN = { dependencyTypes: ['core'] }
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const inside = folders => `^src/(${folders.join('|')})/`

const floors = Object.entries(FLOORS)
  .filter(([, allowed]) => allowed !== 'any')
  .map(([folder, allowed]) =>
    rule(
      `floor-${folder}`,
      `${folder} imports only from ${allowed.join(', ') || 'no other folder'}`,
      { path: inside([folder]) },
      { path: '^src/', pathNot: inside([folder, ...allowed]) },
    ),
  )

const pure = { path: '^src/', pathNot: [FACES, OUTSIDE] }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floors,
    rule('floor-unknown', 'every folder of src stands in the table', { path: '^src/', pathNot: inside(Object.keys(FLOORS)) }, {}),
    rule(
      'store-door',
      'only statements, Node files, server and cli import the store',
      { path: '^src/', pathNot: ['^src/(store|server|cli)/', '[.](sql|node)[.]ts$'] },
      { path: '^src/store/' },
    ),
    rule('pure-store', 'a pure file imports no store', { ...pure, pathNot: [...pure.pathNot, '^src/store/'] }, { path: '^src/store/' }),
    rule('pure-suffix', 'a pure file imports no .sql, .http or .node file', pure, { path: OUTSIDE }),
    rule('pure-builtin', 'a pure file imports nothing of Node', pure, BUILTIN),
    rule(
      'web-reach',
      'the page reaches no store, statement, handler or Node file, however long the way',
      { path: '^src/web/' },
      { path: ['^src/store/', OUTSIDE], reachable: true },
    ),
    rule(
      'second-reckoner',
      'the second reckoner knows the calendar and the shapes of charter and facts: it shares no rule with what it judges',
      { path: '^test/reckon/reckoner[.]ts$' },
      { pathNot: ['^src/time/', '^src/charter/language[.]ts$', '^test/reckon/facts[.]ts$'] },
    ),
    rule('no-circular', 'no file imports itself by a detour', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // An import of a type binds two files as much as any other.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
