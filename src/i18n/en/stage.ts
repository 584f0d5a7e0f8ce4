import type { GroupStanding } from '../../projections/groupStatus'
import { secondsText } from '../seconds'
import type { StageMessages } from '../stage'

function groupStatusWords({
  status,
  slowMs,
  code,
}: Pick<GroupStanding, 'status' | 'slowMs' | 'code'>): readonly string[] {
  if (status === 'slow') return stage.slowBy(slowMs)
  if (status === 'answering') return stage.answering(code)
  return stage[`actual_${status}`]
}

export const stage: StageMessages = {
  stage: 'Stage: the producer on the left, Broker groups on the right, NameServers above',
  wheelHead: 'index',
  switchLabel: ['sendLatencyFaultEnable', 'LatencyFault', 'avoid', ''],
  actual_ok: ['up'],
  actual_slow: ['slow'],
  actual_overloaded: ['overloaded', 'busy'],
  actual_diskFull: ['disk full', 'full'],
  actual_diskStalled: ['disk stalled', 'stalled'],
  actual_frozen: ['frozen'],
  actual_electing: ['electing'],
  actual_noMaster: ['no Master', 'gone'],
  actual_starting: ['starting'],
  actual_stopping: ['stopping'],
  actual_down: ['down'],
  actual_removed: ['removed'],
  listed_ok: ['has Master', 'up'],
  listed_readOnly: ['no write permission', 'no write'],
  listed_noMaster: ['no Master', 'gone'],
  listed_acting: ['acting Master', 'acting'],
  listed_unknown: ['not listed', 'none'],
  listed_mixed: ['disagree'],
  listed_silent: ['down'],
  believed_ok: ['usable'],
  believed_unreachable: ['unreachable'],
  believed_overwritten: ['queues overwritten', 'overwritten'],
  believed_absent: ['not in route', 'absent'],
  believed_noMaster: ['no Master', 'gone'],
  believed_noRoute: ['no route'],
  believed_down: ['stopped'],
  staleMaster: ['old Master'],
  whoActual: ['actual', ''],
  whoListed: ['NameServer', 'NS'],
  listedNowhere: ['not listed'],
  whoBelieved: ['producer', ''],
  roleMaster: ['Master', 'M'],
  roleSlave: ['Slave', 'S'],
  node_killed: ['down'],
  node_poweredOff: ['no power', 'off'],
  node_frozen: ['frozen'],
  node_stopping: ['stopping'],
  node_stopped: ['stopped'],
  node_starting: ['starting'],
  node_elected: ['elected, taking over', 'elected'],
  node_master: ['writable'],
  node_acting: ['acting Master, reads only', 'acting, reads only', 'acting'],
  node_inSync: ['in SyncStateSet', 'in sync set', 'in sync'],
  node_outOfSync: ['not in SyncStateSet', 'not in sync', 'lags'],
  node_slave: ['replica'],
  noTopic: [
    'This group has no such Topic: updateTopic or a first message creates it',
    'no such Topic here: run updateTopic',
    'no such Topic here',
    'no Topic',
  ],
  star: ['* overwritten by the fallback', '* overwritten'],
  linkCut: ['link cut', 'cut'],
  nameServerCut: ['cut off from the producer', 'link cut', 'cut'],
  storedAnyway: ['stored, with a warning', 'stored'],
  thrown: ['no retry left: exception', 'exception thrown', 'exception'],
  noRetryYet: ['not sent again yet', 'no retry yet'],
  invitation: ['Kill it', 'Kill'],
  nameServerAll: (groups) => [
    groups === 1
      ? 'its Broker group has a Master'
      : groups === 2
        ? 'both Broker groups have a Master'
        : `all ${groups} Broker groups have a Master`,
    groups === 1 ? 'Master listed' : groups === 2 ? 'both have a Master' : `all ${groups} have a Master`,
    `${groups}/${groups} Masters`,
    `${groups}/${groups}`,
  ],
  nameServerNoMaster: (broker, short, rest) => [
    rest > 0 ? `${rest + 1} Broker groups without a Master` : `${broker} has no Master here`,
    rest > 0 ? `${rest + 1} without Master` : `${broker}: no Master`,
    rest > 0 ? `${rest + 1} without` : `${short}: no Master`,
    rest > 0 ? `${rest + 1} without` : `${short}: gone`,
    rest > 0 ? `${rest + 1}` : short,
  ],
  nameServerMissing: (broker, short, rest) => [
    rest > 0 ? `${rest + 1} Broker groups not listed` : `${broker} is not listed`,
    rest > 0 ? `${rest + 1} not listed` : `${broker} missing`,
    rest > 0 ? `−${rest + 1}` : `no ${short}`,
    'gap',
  ],
  avoided: (seconds) => [`avoids ${seconds} s`, `${seconds} s`],
  slowBy: (ms) => [`slow +${ms} ms`, `+${ms} ms`, `+${secondsText(ms)} s`],
  answering: (code) => [`answers ${code}`, `code ${code}`],
  nameServerReadOnly: (broker, short) => [
    `${broker} has no write permission`,
    `${broker}: no write`,
    `${short}: no write`,
    'no write',
  ],
  linkLossy: (percent) => [`${percent} % lost`, `${percent} %`],
  storedBut: (broker, message) => [
    `${broker}: message ${message} stored, but`,
    `${broker}: ${message} stored, but`,
    `${broker}: ${message} stored`,
  ],
  storedWith: (message, status) => [`message ${message} stored, but ${status}`, `${message} ${status}`, status],
  sendingMode: (title, mode) => [`${title} · ${mode}`],
  candidate: (votes, needed) => [
    `candidate ${votes}/${needed} votes`,
    `${votes}/${needed} votes`,
    `${votes}/${needed}`,
  ],
  voted: (node) => [`voted for n${node}`, `for n${node}`],
  term: (term) => [`term ${term}`, ''],
  threads: (count) => [`${count} threads`, String(count)],
  modulo: (n, position) => [`mod ${n} = ${position}`, `→ ${position}`],
  perDot: (sends) => [`each dot: ${sends} sends`, `dot = ${sends}`, `×${sends}`],
  producerFooter: (stored, failed, seconds) => [
    `${stored} ok · ${failed} failed · next route poll in ${seconds} s`,
    `${stored} ok · ${failed} failed · route in ${seconds} s`,
    `${stored} ok · ${failed} failed`,
    `${stored} / ${failed}`,
  ],
  pool: (busy, threads, broker, waiting) =>
    busy === 0
      ? [`pool: ${threads} threads free`, `${threads} free`]
      : [
          `pool: ${busy} of ${threads} threads ${broker ? `connecting to ${broker}` : 'blocked'} · ${waiting} waiting`,
          `${busy}/${threads} ${broker ? `connecting to ${broker}` : 'blocked'} · ${waiting} waiting`,
          `${busy}/${threads} ${broker ? `→ ${broker}` : 'blocked'} · ${waiting} waiting`,
          `${busy}/${threads} blocked · ${waiting} waiting`,
          `${busy}/${threads} · ${waiting}`,
        ],
  starLegend: (footer) => [`* overwritten by the fallback · ${footer}`, `* overwritten · ${footer}`],
  failedHere: (broker, message, cause) => [
    `${broker}: message ${message} ${cause}`,
    `${broker}: ${message} ${cause}`,
    `${broker}: ${cause}`,
    cause,
  ],
  retriedAt: (next) => [`retried at once on ${next}`, `retried on ${next}`, `→ ${next}`],
  failedAt: (broker, cause, next) => [
    next ? `${broker} ${cause} → ${next}` : `${broker} ${cause}`,
    `${broker} ${cause}`,
    cause,
  ],
  groupStatus: groupStatusWords,
}
