// Every kind of process. A new kind is a folder with its record, one line here, its packets and timers in events.ts and its
// entries in logEntries.ts; the compiler names what is missing.

import { broker } from './broker/broker'
import { consumer } from './consumer/consumer'
import type { Processes, Simulation, Slice } from './context'
import { controller } from './controller/controller'
import { dledger } from './dledger/dledger'
import type { EventKind } from './events'
import { nameServer } from './nameserver/nameServer'
import { producer } from './producer/producer'
import type { SliceName } from './state'

/** In the order in which they begin. */
export const PROCESSES: Processes = { broker, dledger, controller, nameServer, producer, consumer }

export const SLICES = Object.values(PROCESSES).flatMap(({ slice }) => slice ?? []) as readonly Slice<
  SliceName,
  unknown
>[]

/** What is done with the packet, or with what a timer carries, by its kind. */
export const HANDLERS = Object.assign(
  {},
  ...Object.values(PROCESSES).flatMap(({ packets, timers }) => [packets, timers]),
) as Record<EventKind, (sim: Simulation, what: unknown) => void>
