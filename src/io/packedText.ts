// Texts as they can stand in an address: escaped, or compressed with what every link says known beforehand. Unpacks a little at
// a time, so that a short text that grows enormously is noticed before it has.

import { Deflate, Inflate, strFromU8, strToU8 } from 'fflate'

/** Characters that the compressed part may grow to: more than any valid input needs. */
export const MAX_UNPACKED_LENGTH = 2_000_000
/** Bytes unpacked at a time, so that a small part that grows enormously is noticed before it has. */
const UNPACK_STEP = 4096
/** The same where the bytes are damaged. */
const SMALL_STEP = 48

/**
 * What the packer knows beforehand, so that a short list packs well. Part of versions 1 and 2: changing one character of it
 * breaks every packed link there is.
 */
const DICTIONARY = strToU8(
  [
    'group.0.brokerName=group.1.slaveCount=group.2.writeQueueNums=group.3.serviceTimeMs=groups=',
    'heartbeatBrokerInterval=&firstPollMs=&defaultTopicQueueNums=&autoCreateTopicEnable=false&topicExists=false',
    '&inSyncReplicas=2&slaveTimeout=&syncFlushTimeout=&flushDiskType=SYNC_FLUSH&brokerRole=SYNC_MASTER',
    '&enableSlaveActingMaster=true&enableControllerMode=true&killClosesWith=RST&nameServerCount=2',
    '&registerNameServerPeriod=&detectTimeout=&detectInterval=&startDetectorEnable=true',
    '&retryAnotherBrokerWhenNotStoreOK=true&retryTimesWhenSendAsyncFailed=&sendMsgMaxTimeoutPerRequest=',
    '&communicationMode=ASYNC&communicationMode=ONEWAY&messageLimit=&threadLocalIndexStart=-1&brokerStartupMs=',
    '&enableDLegerCommitLog=false&connectTimeoutMillis=&pollNameServerInterval=30000&producerCount=&sendThreadCount=',
    '&brokerServiceTimeMs=&networkLatencyMs=&slaveCount=&brokerGroupCount=&writeQueueNums=&retryTimesWhenSendFailed=',
    '&latencyMax=50,100,550,1800,3000,5000,15000&notAvailableDuration=0,0,20000,50000,100000,180000,600000',
    '&clientVersion=4.9.7&clientVersion=5.3.3&sendIntervalMs=&sendMsgTimeout=3000&sendLatencyFaultEnable=false',
    '&do=set+sendLatencyFaultEnable=true+@&do=set+clientVersion=5.&do=set+writeQueueNums=4+broker-b+@',
    '&do=writePerm+broker-a+off+@&do=link+producer/0+broker-a/n0+100+@&do=link+producer/0+nameserver/0+0+@',
    '&do=answer+broker-a/n0+13+1+@&do=trouble+broker-a/n0+overloaded+on+@&do=trouble+broker-b/n0+diskStalled+off+@',
    '&do=trouble+broker-a/n0+diskFull+on+@&do=slow+broker-a/n0+700+@&do=stop+broker-b/n1+@&do=resume+broker-a/n2+@',
    '&do=freeze+broker-b/n2+@&do=powerOff+broker-b/master+@&do=restart+nameserver/0+@&do=kill+producer/0+@',
    '&do=restart+broker-a/n0+@&do=restart+broker-b/n1+@&do=kill+broker-b/master+@&do=kill+broker-a/n0+@',
    '000&do=kill+broker-a/master+@',
  ].join(''),
)

/** What need not be hidden behind a percent sign, and what chat programs would take for the end of a link or for type. */
export const encodeText = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(?:2F|3A|40|2C|3D)/g, decodeURIComponent)
    .replace(/%20/g, '+')
    .replace(/['()*!~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** @returns null for a text that is damaged */
export function decodeText(text: string): string | null {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return null
  }
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(strFromU8(bytes, true)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')

/** As much of it as is base64url. */
function fromBase64(text: string): { bytes: Uint8Array; whole: boolean } {
  const good = /^[\w-]*/.exec(text)?.[0] ?? ''
  // One character alone says nothing about a byte.
  const usable = good.length % 4 === 1 ? good.slice(0, -1) : good
  const bytes = strToU8(atob(usable.replace(/-/g, '+').replace(/_/g, '/')), true)
  return { bytes, whole: usable.length === text.length }
}

export function pack(text: string, dictionary = DICTIONARY): string {
  const chunks: Uint8Array[] = []
  const deflate = new Deflate({ level: 9, dictionary }, (chunk) => chunks.push(chunk))
  deflate.push(strToU8(text), true)
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return toBase64(bytes)
}

interface Unpacked {
  text: string
  whole: boolean
  /** It would have grown beyond the limit; then there is no text. */
  tooLong?: boolean
}

/** Unpacks some bytes at a time, until the end, the first damage or the limit. @returns also whether it was whole */
function unpackInSteps(bytes: Uint8Array, step: number, dictionary: Uint8Array, longest: number): Unpacked {
  let text = ''
  const inflate = new Inflate({ dictionary }, (chunk) => {
    text += strFromU8(chunk, true)
  })
  try {
    for (let at = 0; at < bytes.length; at += step) {
      inflate.push(bytes.subarray(at, at + step))
      if (text.length > longest) return { text: '', whole: false, tooLong: true }
    }
    inflate.push(new Uint8Array(), true)
  } catch {
    // The unpacker's way of saying that the data are damaged; what came before the damage has been collected.
    return { text, whole: false }
  }
  return { text, whole: true }
}

export function unpack(packed: string, longest: number): Unpacked {
  const { bytes, whole } = fromBase64(packed)
  const atOnce = unpackInSteps(bytes, UNPACK_STEP, DICTIONARY, longest)
  if ((whole && atOnce.whole) || atOnce.tooLong) return atOnce
  // In smaller steps, more of what stands before the damage is saved.
  const inParts = unpackInSteps(bytes, Math.max(SMALL_STEP, Math.ceil(bytes.length / 64)), DICTIONARY, longest)
  return { ...inParts, whole: false }
}

/** What the packer of lessons knows beforehand: the words every lesson has. Part of version 1 like the other one. */
const LESSON_DICTIONARY = strToU8(
  [
    '"perBroker":,"otherFigures":{"issues":[],"terms":["avoidanceWindow","faultItem","options":[{"kind":"capacity",',
    '{"kind":"isolationOf","atMs":{"kind":"queuesKnown","atMs":{"kind":"share","brokerName":"broker-b",',
    '"notes":{"zh":"","minutes":2,"view":{"compare":{"name":"sendLatencyFaultEnable","value":false},"charts":true',
    '"view":{"select":{"brokerName":"broker-a"}},"speed":0.5,"view":{"select":{"message":',
    '{"kind":"between","from":{"mark":"firstUse","brokerName":"broker-a","afterMs":},"to":{"mark":"masterReady",',
    '{"kind":"count","what":"rescuedMessages","what":"failedMessages","what":"failedAttempts","what":"routeChanges",',
    '{"kind":"momentOf","mark":{"mark":"routeChanged","mark":"available","mark":"messageFailed","afterMs":',
    '{"kind":"windowOf","afterMs":{"kind":"attemptsOf","message":{"kind":"elapsedOf","message":{"kind":"brokerOf",',
    '"ask":{"kind":"outcome","prompt":{"zh":"","en":""},"answer":{"kind":"outcomeOf","message":},"explain":{"zh":"',
    '"task":{"prompt":{"zh":"","en":""},"actions":[{"type":"kill","target":"broker-a/master"}]},"meaning":{"zh":"',
    '{"kind":"lesson","title":{"zh":"","en":""},"summary":{"zh":"","en":""},"minutes":3,"quiz":[],"steps":[{"id":"',
    '"claims":[{"figure":{"kind":"queueOf","message":},"equals":"broker-a q0"},{"figure":{"kind":"count","what":"sent",',
    '"fromMs":,"toMs":},"equals":},{"figure":{"kind":"count","what":"stored","toMs":},"atLeast":,"atMost":',
    '"input":"v=1&sum=&preset=article&do=kill+broker-a/master+@&end","atMs":,"untilMs":,"figures":{"',
  ].join(''),
)

/** Any text as it can stand in a link. */
export const packText = (text: string): string => pack(text, LESSON_DICTIONARY)

/** Such a text again; null for one that is damaged or grows too large. */
export function unpackText(packedText: string): string | null {
  const { bytes, whole } = fromBase64(packedText)
  const unpacked = unpackInSteps(bytes, UNPACK_STEP, LESSON_DICTIONARY, MAX_UNPACKED_LENGTH)
  return whole && unpacked.whole ? strFromU8(strToU8(unpacked.text, true)) : null
}

/** FNV-1a, 32 bits, in base 36. Finds mistakes, not forgers. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
