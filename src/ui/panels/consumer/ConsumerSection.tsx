// The selected consumer: every offset of its queues, and why things are as they are.

import { useCallback } from 'react'
import type { ConsumerNames } from '../../../i18n/consumerPanel'
import { formatTime } from '../../../i18n/format'
import { lastAgain } from '../../../projections/consumerDecisions'
import {
  type ConsumerReading,
  consumerReading,
  memoryFigures,
  type QueueReading,
} from '../../../projections/consumerReading'
import { type ClusterState, isTopicQueue, type Settings } from '../../../rocketmq'
import { select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { sameJson } from '../../../session/runViews'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { Select } from '../../kit/Select'
import { Section } from '../../kit/Surface'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useOpenQuestion } from '../../shell/useOpenQuestion'
import { selectMessage } from '../../stage/packets/pickMessage'
import { useConsumerNames } from './useConsumerNames'

/** Queues that are written out; the rest is counted. */
const SHOWN_QUEUES = 8

export default function ConsumerSection() {
  const m = useMessages('consumerPanel', 'consumerStage')
  const index = useApp(({ selection }) => (selection?.kind === 'consumer' ? selection.index : -1))
  const topic = useApp((state) => state.input.scenario.topic)
  const asks = useOpenQuestion()
  const names = useConsumerNames()
  const reading = useClusterState(
    useCallback((state: ClusterState) => consumerReading(state, index, topic), [index, topic]),
    sameJson,
  )
  const all = useClusterState((state) => state.consumers.flatMap(({ removed }, at) => (removed ? [] : [at])), sameJson)
  if (!reading || asks) return null
  const name = names.consumer(index)
  const words = m.consumerPanel
  return (
    <Section aria-label={name} data-testid="consumer">
      <div className="mb-3.5 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2>
          {name}
          {reading.process !== 'running' && (
            <span className="text-bad">{` · ${m.consumerStage.process(reading.process)[0]}`}</span>
          )}
        </h2>
        {all.length > 1 && (
          <Select
            className="wide:min-h-17"
            aria-label={words.which}
            value={index}
            options={all.map((one) => [one, names.consumer(one)] as const)}
            onChoose={(one) => select({ kind: 'consumer', index: Number(one) })}
          />
        )}
      </div>
      <p className="mb-5 text-muted wrap-anywhere">
        {words.summary(reading.clientId, reading.subscription, reading.threads, reading.waiting)}
      </p>
      <Queues reading={reading} names={names} />
      <Decisions reading={reading} names={names} />
    </Section>
  )
}

interface PartProps {
  reading: ConsumerReading
  names: ConsumerNames
}

function Queues({ reading: { queues }, names }: PartProps) {
  const words = useMessages('consumerPanel').consumerPanel
  const settings = useClusterState((state) => state.settings)
  if (queues.length === 0) return <p className="mb-7">{words.noQueues}</p>
  return (
    <>
      <h3 className="mb-2 font-semibold">{words.queuesHeading(queues.filter(isOfTopic).length)}</h3>
      <ul className="grid mb-7">
        {queues.slice(0, SHOWN_QUEUES).map((queue) => (
          <Queue key={`${queue.group}.${queue.queueId}`} queue={queue} names={names} settings={settings} />
        ))}
      </ul>
      {queues.length > SHOWN_QUEUES && <p className="mb-7 text-muted">{words.more(queues.length - SHOWN_QUEUES)}</p>}
    </>
  )
}

const isOfTopic = ({ queueId }: QueueReading): boolean => isTopicQueue(queueId)

function Queue({ queue, names, settings }: { queue: QueueReading; names: ConsumerNames; settings: Settings }) {
  const m = useMessages('consumerPanel')
  const words = m.consumerPanel
  const { group, queueId, lag, source, flowControl, orderlyWait, head } = queue
  const isBroadcasting = settings.messageModel === 'BROADCASTING'
  return (
    <li className="py-3.5 border-b border-line">
      <div className="flex justify-between gap-6">
        <b className="wrap-anywhere">{names.queue(group, queueId)}</b>
        {lag !== null && (
          <b className="whitespace-nowrap data-[zero=true]:text-good" data-zero={lag === 0}>
            {words.lag(lag)}
          </b>
        )}
      </div>
      <small className="block text-muted">
        <KeptTogether text={words.next(queue.nextOffset, queue.cached)} />
      </small>
      <small className="block text-muted">
        <KeptTogether text={words.offsets(queue, isBroadcasting)} />
      </small>
      <small className="block text-muted">
        <KeptTogether text={source ? words.source(source, names.node(group, source.node)) : words.noSource} />
      </small>
      {flowControl && (
        <small className="block text-avoid">
          <KeptTogether text={words.flowControl(flowControl, settings)} />
        </small>
      )}
      {orderlyWait && <small className="block text-avoid">{words.orderly(orderlyWait)}</small>}
      {!head && queue.inMemory !== null && (
        <small className="block">
          <KeptTogether text={words.noHead(isPending(queue), settings.persistConsumerOffsetInterval)} />
        </small>
      )}
      {head && (
        <small className="block">
          <KeptTogether text={words.head(head, head.startedAtMs === null ? null : formatTime(head.startedAtMs))} />
          <LinkButton className="ml-3" onClick={() => selectMessage(head.message)}>
            {words.goTo(head.message)}
          </LinkButton>
        </small>
      )}
    </li>
  )
}

const isPending = ({ inMemory, committed, onDisk }: QueueReading): boolean => (committed ?? onDisk) !== inMemory

/** One question and its answer. */
function Decision({ question, children }: { question: string; children: React.ReactNode }) {
  return (
    <>
      <h3 className="mb-2 font-semibold">{question}</h3>
      <div className="mb-7">{children}</div>
    </>
  )
}

function Decisions({ reading, names }: PartProps) {
  const words = useMessages('consumerPanel').consumerPanel
  const { share, queues, consumer } = reading
  const slaves = queues.filter(({ source }) => source !== null && source.why !== 'master')
  return (
    <>
      <Decision question={words.shareHeading}>
        <p>{share ? words.share(share, queues.filter(isOfTopic).length) : words.noShare}</p>
        {share && share.members.length > 0 && (
          <ol className="mt-2 list-decimal pl-12 text-muted text-small">
            {share.members.map((clientId, at) => (
              <li key={clientId} className="data-[own=true]:text-text" data-own={at === share.member}>
                <code className="wrap-anywhere">{clientId}</code>
              </li>
            ))}
          </ol>
        )}
      </Decision>
      {slaves[0] && <FromSlave queue={slaves[0]} names={names} />}
      <Again consumer={consumer} names={names} />
    </>
  )
}

function FromSlave({ queue: { group, source }, names }: { queue: QueueReading; names: ConsumerNames }) {
  const words = useMessages('consumerPanel').consumerPanel
  const node = source?.node ?? 0
  const figures = useClusterState(
    useCallback(
      (state: ClusterState) => {
        const one = state.brokerGroups[group]?.nodes[node]
        return one ? memoryFigures(state, one) : null
      },
      [group, node],
    ),
    sameJson,
  )
  if (!source || !figures) return null
  return (
    <Decision question={words.slaveHeading}>
      <KeptTogether text={words.slave(source, names.node(group, node), figures)} />
    </Decision>
  )
}

function Again({ consumer, names }: { consumer: number; names: ConsumerNames }) {
  const words = useMessages('consumerPanel').consumerPanel
  const view = useRunView()
  const found = useClusterState(
    useCallback(
      (_: ClusterState, tMs: number) => lastAgain(view.run(), consumer, throttledTime(tMs)),
      [view, consumer],
    ),
    sameJson,
  )
  if (!found?.delivery.again) return null
  const { message, delivery } = found
  const { again } = delivery as { again: NonNullable<typeof delivery.again> }
  return (
    <Decision question={words.againHeading}>
      <p>
        <KeptTogether text={words.lastAgain(message, formatTime(delivery.atMs))} />
      </p>
      <p>
        <KeptTogether text={words.again(again, names, formatTime(again.atMs))} />
      </p>
      <LinkButton onClick={() => selectMessage(message)}>{words.goTo(message)}</LinkButton>
    </Decision>
  )
}
