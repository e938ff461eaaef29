// Backing up the ready district while it stands open: into an archive sealed to a key.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { archive } from '../../src/backup/house.node.ts'
import { REGION } from '../../src/server/house.node.ts'
import { inReadyDistrict, medians, tell } from './rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiceng-bench-backup-'))
const recipient = await identityToRecipient(await generateX25519Identity())

await inReadyDistrict(async house => {
  const found = await medians(5, {
    archive: () => archive(house, REGION, join(folder, 'house.age'), { recipient }),
  })
  tell('Backup of the ready district (npm run bench -- backup)', [
    ['archive, sealed to a key', found.archive, 'target under 3000'],
  ])
})
rmSync(folder, { recursive: true, force: true })
