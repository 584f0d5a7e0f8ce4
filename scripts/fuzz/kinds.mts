// Every kind of fuzzing there is. A new one is a file beside this one and a line here.

import { files, links } from './documents.mts'
import { embed } from './embed.mts'
import { kept } from './kept.mts'
import type { Case, Kind } from './kind.mts'
import { lessons } from './lessons.mts'
import { cluster } from './pastes.mts'
import { runs } from './runs.mts'

export const KINDS = [links, files, lessons, cluster, kept, embed, runs] as unknown as readonly Kind<Case>[]
