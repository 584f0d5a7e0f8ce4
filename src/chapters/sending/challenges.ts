// Challenges, the easiest first: two of each level.

import type { Challenge } from '../challenge'
import { comeBack } from './challenges/comeBack'
import { oneCode } from './challenges/oneCode'
import { oneFailedSend } from './challenges/oneFailedSend'
import { oneSetting } from './challenges/oneSetting'
import { quietElection } from './challenges/quietElection'
import { quietlyAway } from './challenges/quietlyAway'
import { silentHost } from './challenges/silentHost'
import { storeTwice } from './challenges/storeTwice'
import { threeQuarters } from './challenges/threeQuarters'
import { twoHosts } from './challenges/twoHosts'

export const SENDING_CHALLENGES: readonly Challenge[] = [
  oneFailedSend,
  oneSetting,
  twoHosts,
  oneCode,
  storeTwice,
  quietlyAway,
  quietElection,
  silentHost,
  comeBack,
  threeQuarters,
]
