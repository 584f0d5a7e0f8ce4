// Settings that came when lessons and recordings already had ids made of all they hold: with RocketMQ's own value they are no part of
// one, so that it stays the same.

import { REAL_SETTINGS, type SettingName } from '../rocketmq'
import { sameValue } from './viewFields'

const LATER_SETTINGS: ReadonlySet<string> = new Set([
  'simulateStore',
  'sendsPerPacket',
  'messageBodySize',
  'brokerWritesPerSecond',
  'diskMegabytesPerSecond',
  'fsyncMs',
  'dirtyPageMegabytes',
  'sendMessageThreadPoolNums',
  'sendThreadPoolQueueCapacity',
  'waitTimeMillsInSendQueue',
  'osPageCacheBusyTimeOutMills',
  'flushIntervalCommitLog',
  'flushCommitLogLeastPages',
  'flushCommitLogThoroughInterval',
  'transientStorePoolEnable',
  'mappedFileSizeCommitLog',
  'diskCapacityMegabytes',
  'diskMaxUsedSpaceRatio',
  'fileReservedTime',
  'deleteWhen',
  'haMegabytesPerSecond',
  'haSendHeartbeatInterval',
  'haMaxGapNotInSync',
  'allAckInSyncStateSet',
  'minInSyncReplicas',
] satisfies SettingName[])

/** For JSON.stringify: leaves those out. */
export const withoutLater = (key: string, value: unknown): unknown =>
  LATER_SETTINGS.has(key) && sameValue(value, REAL_SETTINGS[key as SettingName]) ? undefined : value
