import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en } from '../../i18n/allMessages'
import { simulate, stateAt } from '../../rocketmq'
import { cases } from '../../rocketmq/cases.testData'
import { parseRunInput } from '../inputSchema'
import { gather } from './gather'
import { MAX_PASTE_LENGTH, readImportedCluster } from './importCluster'
import { cleanLines, isBlank } from './lines'
import { english, groupsOf, read, scenarioOf } from './reading.testData'
import { ALL_TOGETHER, SAMPLES } from './samples'

describe('clusterList', () => {
  test('a cluster of 5.x gives its groups, Slaves, NameServers and version', () => {
    const reading = read(SAMPLES.clusterList)
    expect(groupsOf(SAMPLES.clusterList)).toEqual([
      { name: 'order-broker-1', slaves: 1, queues: 8 },
      { name: 'order-broker-2', slaves: 1, queues: 8 },
      { name: 'order-broker-3', slaves: 0, queues: 8 },
    ])
    expect(reading.input?.scenario.settings.clientVersion).toBe('5.1.4')
    expect(reading.input?.scenario.settings.nameServerCount).toBe(2)
    expect(reading.counts).toEqual({ brokerGroups: 3, queues: 24, settings: 0 })
    expect(reading.unread).toEqual([])
    expect(english(reading).assumed.join()).toContain('5.1.4, like the Brokers')
    expect(english(reading).read).toContain('3: order-broker-1: Master 192.168.10.21:10911')
  })

  const OLD = `RocketMQLog:WARN No appenders could be found for logger (io.netty.util.internal.PlatformDependent0).
RocketMQLog:WARN Please initialize the logger system properly.
#Cluster Name     #Broker Name            #BID  #Addr                  #Version                #InTPS(LOAD)       #OutTPS(LOAD) #PCWait(ms) #Hour #SPACE
DefaultCluster    pay-a                   0     10.0.0.1:10911         V4_9_3                 120.18(0,0ms)       120.18(0,0ms)          0 455130.12 0.1800
DefaultCluster    pay-a                   2     10.0.0.2:10911         V4_9_3                   0.00(0,0ms)         0.00(0,0ms)          0 455130.12 0.1800
DefaultCluster    pay-a                   3     10.0.0.3:10911         V4_9_3                   0.00(0,0ms)         0.00(0,0ms)          0 455130.12 0.1800`

  test('a cluster of 4.x with gaps in its brokerIds is simulated as DLedger', () => {
    const { settings, brokerGroups } = scenarioOf(OLD)
    expect(settings).toMatchObject({ enableDLegerCommitLog: true, slaveCount: 2, clientVersion: '4.9.3' })
    expect(brokerGroups).toEqual([{ brokerName: 'pay-a' }])
    expect(english(read(OLD)).ignored).toHaveLength(2)
  })

  test('gaps in a cluster of 5.x are taken for the Controller, unless the text says DLedger', () => {
    const newer = OLD.replaceAll('V4_9_3', 'V5_3_0')
    expect(scenarioOf(newer).settings).toMatchObject({ enableControllerMode: true, enableDLegerCommitLog: false })
    expect(scenarioOf(`${newer}\nenableDLegerCommitLog=true`).settings).toMatchObject({
      enableControllerMode: false,
      enableDLegerCommitLog: true,
    })
  })

  test('brokerIds without a gap say nothing about elections', () => {
    expect(scenarioOf(OLD.replace(' 3  ', ' 1  ')).settings.enableDLegerCommitLog).toBe(false)
  })

  test('colours, Windows line ends, tabs and copied prompts change nothing', () => {
    const coloured = OLD.split('\n')
      .map((line) => `\u001b[32m${line}\u001b[0m  `)
      .join('\r\n')
    expect(scenarioOf(coloured)).toEqual(scenarioOf(OLD))
    expect(scenarioOf(OLD.replace(/ {3,}/g, '\t'))).toEqual(scenarioOf(OLD))
    expect(scenarioOf(`[root@mq-1 bin]# ./mqadmin clusterList\n${OLD}\n[root@mq-1 bin]# `)).toEqual(scenarioOf(OLD))
  })

  test('a table broken or cut off by the width of the terminal still gives its rows', () => {
    for (let width = 62; width <= 180; width++) {
      const broken = OLD.split('\n')
        .slice(2)
        .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n'))
        .join('\n')
      const groups = groupsOf(broken)
      expect({ width, groups }).toEqual({ width, groups: [{ name: 'pay-a', slaves: 2, queues: 8 }] })
    }
    const cut = OLD.split('\n')
      .map((line) => line.slice(0, 70))
      .join('\n')
    expect(groupsOf(cut)).toEqual([{ name: 'pay-a', slaves: 2, queues: 8 }])
  })

  test('-m has neither brokerId nor address, but a row for each Broker', () => {
    const more = `#Cluster Name     #Broker Name                       #InTotalYest  #OutTotalYest  #InTotalToday #OutTotalToday
DefaultCluster    pay-a                                    120000         119000          80000          79000
DefaultCluster    pay-a                                         0              0              0              0
DefaultCluster    pay-b                                    110000         118000          70000          69000`
    expect(groupsOf(more)).toEqual([
      { name: 'pay-a', slaves: 1, queues: 8 },
      { name: 'pay-b', slaves: 0, queues: 8 },
    ])
  })

  test('IPv6 addresses and rows without their header are read', () => {
    const rows = `c1  b-6  0  [fe80::1c2:33ff:fe44:5566]:10911  V5_2_0
c1  b-6  1  fe80:0:0:0:1c2:33ff:fe44:5567:10911  V5_2_0`
    expect(groupsOf(rows)).toEqual([{ name: 'b-6', slaves: 1, queues: 8 }])
  })

  test('a group without a Master has a dead one from the beginning', () => {
    const { input, assumptions } = read('c1 b-x 1 10.0.0.2:10911 V4_9_7\nc1 b-y 0 10.0.0.3:10911 V4_9_7')
    expect(input?.actions).toEqual([{ atMs: 0, type: 'kill', target: 'b-x/n0' }])
    expect(assumptions.map((said) => said(en)).join()).toContain('b-x has no Master')
    if (!input) throw new Error('nothing was read')
    const run = simulate(input, 20_000)
    const stored = stateAt(run, 20_000).brokerGroups.map((group) => group.queueOffsets.reduce((a, b) => a + b, 0))
    expect(stored[0]).toBe(0)
    expect(stored[1]).toBeGreaterThan(0)
  })

  test('what is larger than the stage is left out by name', () => {
    const rows = Array.from({ length: 18 }, (_, index) => `c1 b-${100 + index} 0 10.0.0.${index}:10911 V5_1_4`)
    const slaves = [1, 2, 3, 4, 5].map((id) => `c1 b-100 ${id} 10.0.1.${id}:10911 V5_1_4`)
    const reading = read([...rows, ...slaves].join('\n'))
    expect(reading.counts.brokerGroups).toBe(16)
    const { ignored } = english(reading)
    expect(ignored.filter((why) => why.includes('at most 16'))).toHaveLength(2)
    expect(ignored.some((why) => why.includes('b-117'))).toBe(true)
    expect(ignored.some((why) => why.includes('b-100 has 5 Slaves; 4 are shown'))).toBe(true)
  })

  test('names that later groups would get by themselves are not given twice', () => {
    const { input } = read('c broker-c 0 1.1.1.1:1 V5_1_4\nc broker-d 0 1.1.1.2:1 V5_1_4')
    expect(input && parseRunInput(input).ok).toBe(true)
    expect(input?.scenario.brokerGroups.map(({ brokerName }) => brokerName)).toContain('broker-a')
  })
})

describe('topicRoute', () => {
  test('gives Topic, queues of each group, and a permission that is missing', () => {
    const { input, unread } = read(SAMPLES.topicRoute)
    expect(input?.scenario.topic).toBe('TopicOrderCreated')
    expect(groupsOf(SAMPLES.topicRoute)).toEqual([
      { name: 'order-broker-1', slaves: 1, queues: 8 },
      { name: 'order-broker-2', slaves: 1, queues: 4 },
    ])
    expect(input?.actions).toEqual([{ atMs: 0, type: 'writePerm', brokerName: 'order-broker-2', on: false }])
    expect(unread).toEqual([])
    expect(english(read(SAMPLES.topicRoute)).read).toContain('22: order-broker-1: 8 write queues, perm 6')
  })

  test('a group whose writing is forbidden gets no message', () => {
    const { input } = read(SAMPLES.topicRoute)
    if (!input) throw new Error('nothing was read')
    const state = stateAt(simulate(input, 5000), 5000)
    const stored = state.brokerGroups.map((group) => group.queueOffsets.reduce((a, b) => a + b, 0))
    expect(stored[0]).toBeGreaterThan(10)
    expect(stored[1]).toBe(0)
  })

  test('a route on one line, a ClusterInfo and a list are read as well', () => {
    const line =
      '{"brokerDatas":[{"brokerAddrs":{0:"10.0.0.1:10911"},"brokerName":"b-1","cluster":"c"}],"filterServerTable":{},"queueDatas":[{"brokerName":"b-1","perm":6,"readQueueNums":16,"topicSynFlag":0,"writeQueueNums":12}]}'
    expect(groupsOf(line)).toEqual([{ name: 'b-1', slaves: 0, queues: 12 }])
    const info =
      '{"brokerAddrTable":{"b-2":{"brokerAddrs":{"0":"10.0.0.1:10911","1":"h:2"},"brokerName":"b-2","cluster":"c"}}}'
    expect(groupsOf(info)).toEqual([{ name: 'b-2', slaves: 1, queues: 8 }])
    const list = `#ClusterName     #BrokerName      #BrokerAddrs                               #ReadQueue #WriteQueue #Perm
c1               b-3              {0=10.0.0.1:10911, 1=10.0.0.2:10911}       8          6           6
------------------------------------------------------------------------------
Total:           1                                                           8          6`
    expect(groupsOf(list)).toEqual([{ name: 'b-3', slaves: 1, queues: 6 }])
    expect(read(list).unread).toEqual([])
  })

  test('a route that was cut off gives what it still says, and says so', () => {
    const cut = SAMPLES.topicRoute.slice(0, SAMPLES.topicRoute.indexOf('"readQueueNums":4'))
    expect(groupsOf(cut).map(({ name, queues }) => [name, queues])).toEqual([['order-broker-1', 8]])
    const { assumed, ignored } = english(read(cut))
    expect(assumed.join()).toContain('incomplete')
    expect(ignored.join()).toContain('order-broker-2 has no write queue')
  })

  test('broken JSON is named line by line, and the rest is read', () => {
    const reading = read('{\n  "brokerDatas":[[}\n}\nrocketmq.producer.send-message-timeout=2500')
    expect(reading.unread.map(({ line }) => line)).toEqual([1, 2])
    expect(reading.input?.scenario.settings.sendMsgTimeout).toBe(2500)
  })
})

test('topicStatus gives as many queues as it lists', () => {
  expect(groupsOf(SAMPLES.topicStatus)).toEqual([
    { name: 'order-broker-1', slaves: 0, queues: 3 },
    { name: 'order-broker-2', slaves: 0, queues: 3 },
  ])
  expect(groupsOf(SAMPLES.topicStatus + SAMPLES.clusterList).map(({ slaves }) => slaves)).toEqual([1, 1])
})

test('everything together gives one cluster with its producer', () => {
  const reading = read(ALL_TOGETHER)
  expect(reading.unread).toEqual([])
  expect(reading.input?.scenario).toMatchObject({
    preset: 'own',
    topic: 'TopicOrderCreated',
    settings: { clientVersion: '4.9.7', sendLatencyFaultEnable: true, nameServerCount: 2, brokerGroupCount: 2 },
  })
  expect(groupsOf(ALL_TOGETHER).map(({ name, queues }) => `${name} ${queues}`)).toEqual([
    'order-broker-1 8',
    'order-broker-2 4',
  ])
  expect(english(reading).ignored.join()).toContain('order-broker-3 has no write queue of TopicOrderCreated')
  expect(groupsOf([...Object.values(SAMPLES)].reverse().join('\n'))).toEqual(groupsOf(ALL_TOGETHER))
})

test('of the routes of two Topics the last one is shown, and the other is named', () => {
  const other = SAMPLES.topicRoute.replaceAll('TopicOrderCreated', 'TopicPaid').replaceAll('order-broker', 'pay-broker')
  const reading = read(SAMPLES.topicRoute + other)
  expect(reading.input?.scenario.topic).toBe('TopicPaid')
  expect(groupsOf(SAMPLES.topicRoute + other).map(({ name }) => name)).toEqual(['pay-broker-1', 'pay-broker-2'])
  expect(english(reading).ignored.join()).toContain('earlier Topic')
})

test('garbage is named line by line and shows nothing', () => {
  const reading = read('hello there\n\n<<>> ??\n完全不是配置\n12 34 56\n<script>alert(1)</script>')
  expect(reading.input).toBeNull()
  expect(reading.unread.map(({ line }) => line)).toEqual([1, 3, 4, 5, 6])
})

describe('anything at all', () => {
  const check = (text: string) => {
    const reading = readImportedCluster(text)
    if (reading.input !== null) expect(parseRunInput(reading.input).ok).toBe(true)
    const count = text.split(/\r\n|[\n\r\u2028\u2029]/).length
    for (const { line } of [...reading.read, ...reading.unread]) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(count)
    }
  }

  const pieces = [
    ...Object.values(SAMPLES).flatMap((sample) => sample.split('\n')),
    '#Cluster Name',
    '{',
    '}',
    '"brokerDatas":[',
    'a: &x [*x, *x]',
    '- - - ? : !!',
    'c b 999999999 h:1',
    'c nameserver 0 h:1 V9_9_9',
    '\u001b[31m',
    'b {0=1=2=3} 1 2 3',
    'p.setSendMsgTimeout((((',
    'latencyMax=5,4,3',
    'dLegerPeers=n0-a:1;n1-b:2',
  ]

  test('is read without an error, and what it gives is a valid input', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check), { numRuns: cases(100, 400) })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 40 })), { maxLength: 40 }),
        (lines) => check(lines.join('\n')),
      ),
      { numRuns: cases(100, 400) },
    )
  })

  test('samples with letters changed, dropped and moved are read without an error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(SAMPLES), ALL_TOGETHER),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.string({ maxLength: 6 })), { maxLength: 8 }),
        (sample, changes) => {
          let text: string = sample
          for (const [where, dropped, put] of changes) {
            const at = where % (text.length + 1)
            text = text.slice(0, at) + put + text.slice(at + dropped)
          }
          check(text)
        },
      ),
      { numRuns: cases(100, 400) },
    )
  })

  test.each([
    '(',
    '{"',
    '{"a":',
    '[',
    '- ',
    'a: ',
    'x;\n',
    '.setA(',
    '.setA(\n',
    '{\n"',
    '1 1 1 1\n',
    '<a>\n',
    '"',
    ' ',
    'a:\n ',
    'c b 0 h:1\n',
    '{"a":1}\n',
    '-Da=1 ',
    '<dependency>',
  ])('as much of %j as may be pasted comes to an end', (piece) => {
    check(piece.repeat(Math.floor(MAX_PASTE_LENGTH / piece.length)))
  })

  test('the examples are understood line by line', () => {
    for (const sample of [...Object.values(SAMPLES), ALL_TOGETHER])
      expect(readImportedCluster(sample).unread).toEqual([])
  })

  test('a line that is not blank is read, left out, not understood, or mere structure', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (lines) => {
        const gathered = gather(lines.join('\n'))
        const named = new Set([
          ...[...gathered.read, ...gathered.ignored, ...gathered.unread].map(({ line }) => line),
          ...gathered.structure,
        ])
        const missing = lines.flatMap((line, index) =>
          cleanLines(line).every(isBlank) || named.has(index + 1) ? [] : [`${index + 1}: ${line}`],
        )
        expect(missing).toEqual([])
      }),
      { numRuns: cases(100, 300) },
    )
  })

  test('more than may be pasted is refused by the caller, not here', () => {
    expect(() => readImportedCluster(' '.repeat(MAX_PASTE_LENGTH + 1))).toThrow(RangeError)
  })
})
