// Tells the schema library to compile nothing: the page runs under a policy that forbids code made from text.
// Imported before anything that declares a schema.
import { z } from 'zod'

z.config({ jitless: true })
