// Sweeps that are ready to be run by name: what a cluster does as the offered load grows. docs/engine-api.md prints them.

/** Four producers that send every 10 ms and do not wait: 400 times sendsPerPacket is offered a second. */
const OFFERED = [
  '2m-noslave',
  ...set('simulateStore=true', 'communicationMode=ASYNC', 'sendLatencyFaultEnable=true', 'writeQueueNums=2'),
  ...set('producerCount=4', 'sendIntervalMs=10'),
  ...['--seeds', '1', '--from', '2000', '--until', '12000'],
]
/** Percent of what two Brokers write: 0.6, 25, 50, 55, 75, 100, 110, 150, 200. The half of it is all of one Broker. */
const LOADS = ['--over', 'sendsPerPacket=2,88,175,193,263,350,385,525,700']

const figures = (...names: string[]): string[] => ['--figure', names.join(',')]
function set(...settings: string[]): string[] {
  return settings.flatMap((one) => ['--set', one])
}
const COUNTED = ['offeredPerSecond', 'storedPerSecond', 'p50Ms', 'p99Ms']

/** By name: the arguments it stands for. More can follow them. */
export const READY_SWEEPS: Readonly<Record<string, readonly string[]>> = {
  load: [
    ...OFFERED,
    ...['--over', 'brokerGroupCount=1,2'],
    ...LOADS,
    ...figures(...COUNTED, 'busyPercent', 'overloadPercent', 'avoidedPercent'),
  ],
  'load-long-queue': [
    ...OFFERED,
    ...LOADS,
    ...set('sendThreadPoolQueueCapacity=100000', 'waitTimeMillsInSendQueue=2000'),
    ...figures(...COUNTED, 'busyPercent', 'overloadPercent', 'avoidedPercent'),
  ],
  'load-slow-disk': [
    ...OFFERED,
    ...LOADS,
    ...set('diskMegabytesPerSecond=40', 'dirtyPageMegabytes=50'),
    ...figures(...COUNTED, 'busyPercent', 'overloadPercent', 'timeoutPercent', 'avoidedPercent'),
  ],
}

/** The arguments, with a ready sweep in place of its name. */
export function withReadySweep(args: readonly string[]): string[] {
  const [name, ...more] = args
  return [
    ...((name !== undefined && Object.hasOwn(READY_SWEEPS, name) && READY_SWEEPS[name]) || [name ?? []].flat()),
    ...more,
  ]
}
