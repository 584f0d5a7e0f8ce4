// When the send queue of a Broker turns requests away: each answer with the limit that rules it now, and the newest that was given.

import { type RefObject, useCallback } from 'react'
import { responseCodeName } from '../../../i18n/exceptions'
import { formatTime } from '../../../i18n/format'
import { newestBefore } from '../../../projections/messageIndex'
import {
  type ClusterState,
  clientRules,
  entryAt,
  firstEntryAfter,
  type LogEntry,
  RESPONSE_CODE,
  type SettingName,
} from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { showSetting } from '../../../session/finder'
import { sameJson } from '../../../session/runViews'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { Popover } from '../../kit/Popover'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { selectMessage } from '../packets/pickMessage'

type Busy = Extract<LogEntry, { kind: 'busy' }>

interface QueueRulesProps {
  group: number
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

const settingsOf = ({ settings }: ClusterState) => settings

export default function QueueRules({ group, anchor, onClose }: QueueRulesProps) {
  const m = useMessages('openedBroker')
  const view = useRunView()
  const settings = useClusterState(settingsOf, sameJson)
  const newest = useClusterState(
    useCallback(
      (_: ClusterState, tMs: number) => {
        const { log } = view.run()
        const isHere = (index: number) => (entryAt(log, index) as Busy).group === group
        const index = newestBefore(log, ['busy'], firstEntryAfter(log, Math.floor(tMs)), isHere)
        return index < 0 ? null : (entryAt(log, index) as Busy)
      },
      [view, group],
    ),
    sameJson,
  )
  const w = m.openedBroker.refusals
  const { number, duration } = m.format
  const busy = duration(settings.osPageCacheBusyTimeOutMills)
  const threads = settings.sendMessageThreadPoolNums ?? clientRules(settings.clientVersion).sendThreads
  const pooled = settings.transientStorePoolEnable && settings.flushDiskType === 'ASYNC_FLUSH'
  const rows: [reason: Busy['reason'], text: string, setting: SettingName][] = [
    ['REJECTREQUEST', w.rejected(busy), 'osPageCacheBusyTimeOutMills'],
    ...(pooled ? [['REJECTREQUEST', w.pool, 'transientStorePoolEnable'] as [Busy['reason'], string, SettingName]] : []),
    ['OVERLOAD', w.full(number(settings.sendThreadPoolQueueCapacity)), 'sendThreadPoolQueueCapacity'],
    ['TIMEOUT_CLEAN_QUEUE', w.waited(duration(settings.waitTimeMillsInSendQueue)), 'waitTimeMillsInSendQueue'],
    ['PCBUSY_CLEAN_QUEUE', w.emptied(busy), 'osPageCacheBusyTimeOutMills'],
  ]
  return (
    <Popover title={w.title} anchor={anchor} width={34} onClose={onClose}>
      <p className="text-muted">
        <KeptTogether text={w.threads(number(threads))} />
      </p>
      <ul className="grid gap-6 py-6">
        {rows.map(([reason, text, setting]) => (
          <li key={`${reason} ${setting} ${text}`} data-testid={reason}>
            <b className="font-semibold">{`[${reason}]`}</b>
            <p>
              <KeptTogether text={text} />
            </p>
            <LinkButton
              className="text-small wrap-anywhere"
              onClick={() => {
                onClose()
                showSetting(setting)
              }}
            >
              {setting}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p className="text-muted">
        <KeptTogether text={w.code(responseCodeName(RESPONSE_CODE.SYSTEM_BUSY))} />
      </p>
      {newest === null ? (
        <p>{w.none}</p>
      ) : view.run() === useApp.getState().run ? (
        <LinkButton
          className="text-left"
          onClick={() => {
            onClose()
            selectMessage(newest.message, group)
          }}
        >
          {w.newest(number(newest.message), newest.reason, formatTime(newest.atMs))}
        </LinkButton>
      ) : (
        <p>{w.newest(number(newest.message), newest.reason, formatTime(newest.atMs))}</p>
      )}
    </Popover>
  )
}
