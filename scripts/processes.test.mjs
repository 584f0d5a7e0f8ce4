// Processes see each other through packets: no room of src/rocketmq reads the state of a process of another one, but where a
// list names the function. It reads the syntax tree.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { nodesBelow } from './syntaxTree.mjs'

const engineDir = fileURLToPath(new URL('../src/rocketmq', import.meta.url))

const BROKERS = ['brokerGroups', 'groupAt', 'nodeAt']
const CLIENTS = ['producers', 'producerAt', 'consumers', 'consumerAt']
const ALL_STATE = [...BROKERS, 'nameServers', ...CLIENTS]

/**
 * The state of other processes, by room and by file beside the rooms: reading it would be knowing what no packet has brought. The
 * nodes of a Broker group lie in one place, so what the Brokers and electors of a group read of each other is said in their
 * docstrings only.
 */
const FOREIGN_STATE = {
  nameserver: [...BROKERS, ...CLIENTS],
  client: [...BROKERS, 'nameServers'],
  producer: [...BROKERS, 'nameServers', 'consumers', 'consumerAt'],
  consumer: [...BROKERS, 'nameServers', 'producers', 'producerAt'],
  broker: ['nameServers', ...CLIENTS],
  dledger: ['nameServers', ...CLIENTS],
  controller: ALL_STATE,
  'brokers.ts': ['nameServers', ...CLIENTS],
  'network.ts': ALL_STATE,
  'links.ts': ALL_STATE,
}

/** Where it is read all the same. Each place says why in its docstring; docs/engine-rules.md names them under "Simplified". */
const DIRECT_READS = {
  'nameserver/nameServer.ts': ['create'],
  // How many NameServers a client is configured with, and how many groups have a name: no state of theirs.
  'client/route.ts': ['leaveNameServer', 'routeUnreachable', 'applyRoute'],
  'producer/producerLife.ts': ['startProducer'],
  'broker/brokerController.ts': ['closeConnections'],
  'broker/consuming/brokerSide.ts': ['closed'],
  'consumer/consumerLife.ts': ['start', 'closeConnections'],
  // Only what the log says of it: the client goes by the answer.
  'consumer/locate.ts': ['offsetAnswered', 'logSkipped'],
  'consumer/routePoll.ts': ['nextNameServer', 'routeAnswered'],
  'brokers.ts': ['registerWithAll', 'unregisterFromAll'],
  'controller/controller.ts': [
    'onGroup',
    'onBroker',
    'controllerMisses',
    'reachableMaster',
    'onLink',
    'metadataSync',
    'electMaster',
    'controllerCheck',
  ],
  'network.ts': ['isAwaited'],
  // The network's own random numbers are those of one end.
  'links.ts': ['randomOf'],
}

/** @returns the functions at the top level of a file, by name, that take state of another process */
function foreignReaders(file, code) {
  const names = FOREIGN_STATE[file.includes('/') ? file.slice(0, file.indexOf('/')) : file] ?? []
  const isRead = (node) =>
    (node.type === 'CallExpression' && names.includes(node.callee.name)) ||
    (node.type === 'MemberExpression' && names.includes(node.property.name ?? node.property.value)) ||
    (node.type === 'ObjectPattern' && node.properties.some(({ key }) => names.includes(key?.name)))
  return parseSync(file, code).program.body.flatMap((statement) => {
    const declaration = statement.declaration ?? statement
    const name = declaration.id?.name ?? declaration.declarations?.[0].id.name ?? '(top level)'
    return [...nodesBelow(statement)].some(isRead) ? [name] : []
  })
}

const files = readdirSync(engineDir, { recursive: true })
  .map((file) => file.split(/[\\/]/).join('/'))
  .filter((file) => file.endsWith('.ts') && !/\.(test|testData)\.ts$/.test(file))

describe('what a process knows of others', () => {
  test('every room that has files is in the table, and every file of the list is there', () => {
    const rooms = new Set(files.filter((file) => file.includes('/')).map((file) => file.slice(0, file.indexOf('/'))))
    rooms.delete('state')
    for (const room of rooms) expect(FOREIGN_STATE, room).toHaveProperty([room])
    expect(files).toEqual(expect.arrayContaining(Object.keys(DIRECT_READS)))
  })

  test('it is what packets bring, but for the functions that are named', () => {
    const found = files.map((file) => [file, foreignReaders(file, readFileSync(join(engineDir, file), 'utf8'))])
    expect(Object.fromEntries(found.filter(([, readers]) => readers.length > 0))).toEqual(DIRECT_READS)
  })

  test.each([
    ['nameserver/a.ts', 'const f = (sim) => nodeAt(sim, 0, 0).process', ['f']],
    ['client/a.ts', 'export function f({ brokerGroups }) { return brokerGroups }', ['f']],
    ['broker/a.ts', 'function f(sim) { return sim.state.producers[0] }', ['f']],
    ['broker/a.ts', "sim.state['nameServers'].push(1)", ['(top level)']],
    ['network.ts', 'const f = (sim) => groupAt(sim, 0)', ['f']],
    ['client/a.ts', 'const f = (sim) => producerAt(sim, 0)', []],
    ['dledger/a.ts', 'const f = (sim) => nodeAt(sim, 0, 0)', []],
  ])('the check itself: %s with "%s"', (file, code, readers) => {
    expect(foreignReaders(file, code)).toEqual(readers)
  })
})
