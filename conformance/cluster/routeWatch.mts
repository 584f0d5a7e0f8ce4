// Asks a NameServer for the route of a Topic every 20 ms, over RocketMQ's own protocol, and says whenever the answer changes.

import { connect, type Socket } from 'node:net'

const ASK_EVERY_MS = 20
/** RocketMQ: RequestCode.GET_ROUTEINFO_BY_TOPIC */
const GET_ROUTEINFO_BY_TOPIC = 105

/** brokerName -> brokerId -> port; brokerName -> queues and permission, e.g. "2w perm6". */
export interface RouteAnswer {
  brokers: Record<string, Record<string, string>>
  queues: Record<string, string>
}

interface RouteBody {
  brokerDatas: { brokerName: string; brokerAddrs: Record<string, string> }[]
  queueDatas: { brokerName: string; writeQueueNums: number; perm: number }[]
}

const sorted = <Value,>(pairs: [string, Value][]) =>
  Object.fromEntries(pairs.sort(([left], [right]) => (left < right ? -1 : 1)))

/** 4.x writes numbers as keys without quotes. */
export function routeAnswer(body: string): RouteAnswer {
  const route = JSON.parse(body.replace(/([{,])(\d+):/g, '$1"$2":')) as RouteBody
  const port = (address: string) => address.slice(address.lastIndexOf(':') + 1)
  return {
    brokers: sorted(
      route.brokerDatas.map(({ brokerName, brokerAddrs }) => [
        brokerName,
        sorted(Object.entries(brokerAddrs).map(([id, address]) => [id, port(address)])),
      ]),
    ),
    queues: sorted(route.queueDatas.map((one) => [one.brokerName, `${one.writeQueueNums}w perm${one.perm}`])),
  }
}

const question = (topic: string, opaque: number): Buffer => {
  const header = Buffer.from(
    JSON.stringify({
      ...{ code: GET_ROUTEINFO_BY_TOPIC, language: 'OTHER', version: 0, opaque, flag: 0 },
      ...{ serializeTypeCurrentRPC: 'JSON', extFields: { topic } },
    }),
  )
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(4 + header.length, 0)
  lengths.writeUInt32BE(header.length, 4)
  return Buffer.concat([lengths, header])
}

export class RouteWatch {
  readonly #topic: string
  readonly #port: number
  readonly #log: (line: Record<string, unknown>) => void
  #socket: Socket | null = null
  #received = Buffer.alloc(0)
  #askedMs = 0
  #waiting = false
  #last = ''
  #opaque = 0
  #timer: NodeJS.Timeout
  /** The latest answer; null before the first, and while there is no route. */
  answer: RouteAnswer | null = null

  /** @param log gets one line for each change: t when the answer came, asked when that question left (wall ms) */
  constructor(topic: string, port: number, log: (line: Record<string, unknown>) => void) {
    this.#topic = topic
    this.#port = port
    this.#log = log
    this.#timer = setInterval(() => this.#ask(), ASK_EVERY_MS)
  }

  #ask(): void {
    if (this.#waiting) return
    if (!this.#socket) {
      const socket = connect(this.#port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.on('data', (data) => this.#take(data))
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#socket = null
        this.#waiting = false
        this.#received = Buffer.alloc(0)
      })
      this.#socket = socket
    }
    this.#askedMs = Date.now()
    this.#waiting = true
    this.#socket.write(question(this.#topic, ++this.#opaque))
  }

  #take(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data])
    if (this.#received.length < 8) return
    const total = this.#received.readUInt32BE(0)
    if (this.#received.length < 4 + total) return
    // The upper byte of the second number is the kind of header.
    const headerLength = this.#received.readUInt32BE(4) & 0xffffff
    const header = this.#received.subarray(8, 8 + headerLength).toString('utf8')
    const body = this.#received.subarray(8 + headerLength, 4 + total).toString('utf8')
    this.#received = Buffer.alloc(0)
    this.#waiting = false
    const code = Number(/"code":(\d+)/.exec(header)?.[1])
    this.answer = code === 0 ? routeAnswer(body) : null
    const said = this.answer ?? { error: `code ${code}` }
    const text = JSON.stringify(said)
    if (text === this.#last) return
    this.#last = text
    this.#log({ t: Date.now(), asked: this.#askedMs, ...said })
  }

  end(): void {
    clearInterval(this.#timer)
    this.#socket?.destroy()
  }
}
