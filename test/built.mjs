// Builds the program once before the tests, if its sources are newer: the command line is tested as it is shipped.
import { build } from '../bin/ground.mjs'

export default () => {
  if (!build()) throw new Error('the build failed')
}
