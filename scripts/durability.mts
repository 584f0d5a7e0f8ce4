// npm run durability: computes what is lost by mode and event, and writes the tables of docs/durability.md.

import { readFileSync, writeFileSync } from 'node:fs'
import { computeLosses, durabilityFile } from './durabilityTable.mts'

const file = new URL('../docs/durability.md', import.meta.url)
writeFileSync(file, durabilityFile(readFileSync(file, 'utf8'), computeLosses()))
