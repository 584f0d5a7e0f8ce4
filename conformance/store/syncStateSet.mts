// Asks a Controller for a group's SyncStateSet, over RocketMQ's own protocol, one connection a question.

import { connect } from 'node:net'

/** RocketMQ: RequestCode.CONTROLLER_GET_SYNC_STATE_DATA */
const GET_SYNC_STATE_DATA = 1006

interface ReplicasBody {
  replicasInfoTable: Record<string, { inSyncReplicas: { brokerAddress: string }[] }>
}

function question(brokerName: string): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      ...{
        code: GET_SYNC_STATE_DATA,
        language: 'OTHER',
        version: 0,
        opaque: 1,
        flag: 0,
        serializeTypeCurrentRPC: 'JSON',
      },
      extFields: {},
    }),
  )
  const body = Buffer.from(JSON.stringify([brokerName]))
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(4 + header.length + body.length, 0)
  lengths.writeUInt32BE(header.length, 4)
  return Buffer.concat([lengths, header, body])
}

/** @returns ports of the members, ascending; null when there is no answer */
export function syncStateSet(port: number, brokerName: string): Promise<number[] | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const socket = connect(port, '127.0.0.1')
    const end = (found: number[] | null) => {
      socket.destroy()
      resolve(found)
    }
    socket.on('error', () => end(null))
    socket.on('close', () => resolve(null))
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      if (received.length < 8 || received.length < 4 + received.readUInt32BE(0)) return
      const headerBytes = received.readUInt32BE(4) & 0xff_ff_ff
      const text = received.subarray(8 + headerBytes, 4 + received.readUInt32BE(0)).toString()
      const found = text ? (JSON.parse(text) as ReplicasBody).replicasInfoTable[brokerName] : undefined
      const ports = found?.inSyncReplicas.map(({ brokerAddress }) => Number(brokerAddress.split(':').at(-1)))
      end(ports ? ports.sort((one, other) => one - other) : null)
    })
    socket.write(question(brokerName))
  })
}
