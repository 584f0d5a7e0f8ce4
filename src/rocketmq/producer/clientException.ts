// What the application gets when a call fails, in the client's own names, which differ by release and mode.
// RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl#sendMessageAsync and #onExceptionImpl, ClientErrorCode

import { frozen } from '../../sim/frozen'
import type { ClientRules } from '../releases'
import type { AttemptFailure, CommunicationMode, SendException } from '../state'

export interface ClientException {
  /** send() throws it, or the SendCallback of ASYNC gets it. */
  via: 'throw' | 'callback'
  className: string
  /** Class of its cause, or null. */
  cause: string | null
  /** Of MQClientException (-1 if it has none) and MQBrokerException; null for other classes. */
  responseCode: number | null
  /** Its text, where that alone tells what happened; else null. */
  text: string | null
}

/** The last failed attempt of a call. */
export interface LastAttempt {
  /** 1 for the first. */
  attempt: number
  failure: AttemptFailure
  /** The Broker's code, if it answered with one. */
  code: number
}

/** The class of exception that ends one attempt inside the client. */
export const ATTEMPT_EXCEPTION: Readonly<Record<AttemptFailure, string>> = frozen({
  connectRefused: 'RemotingConnectException',
  connectTimeout: 'RemotingConnectException',
  connectionClosed: 'RemotingSendRequestException',
  timeout: 'RemotingTimeoutException',
  brokerError: 'MQBrokerException',
  noMaster: 'MQClientException',
  noTime: 'RemotingTooMuchRequestException',
})

type Named = Omit<ClientException, 'via'>

const mqClientException = (responseCode: number, cause: string | null): Named => ({
  className: 'MQClientException',
  cause,
  responseCode,
  text: null,
})

const bare = (className: string, cause: string | null = null): Named => ({
  className,
  cause,
  responseCode: null,
  text: null,
})

/** Code of the MQClientException that ends sendDefaultImpl. RocketMQ: ClientErrorCode */
function clientErrorCode({ failure, code }: LastAttempt): number {
  switch (failure) {
    case 'connectRefused':
    case 'connectTimeout':
      return 10_001
    case 'timeout':
      return 10_002
    case 'noMaster':
      return 10_003
    case 'brokerError':
      return code
    case 'connectionClosed':
    case 'noTime':
      return -1
  }
}

/** The failure happened before the request was on the wire. */
const beforeSending = (failure: AttemptFailure): boolean =>
  failure === 'connectRefused' || failure === 'connectTimeout' || failure === 'noTime'

/** What onExceptionImpl hands to the callback. */
function callbackException(rules: ClientRules, { failure }: LastAttempt): Named {
  const className = ATTEMPT_EXCEPTION[failure]
  if (rules.asyncFailure === 'bare') return beforeSending(failure) ? bare(className) : mqClientException(-1, null)
  const wrapped = rules.asyncFailure === 'wrappedTwice' && !beforeSending(failure)
  return mqClientException(-1, wrapped ? 'CompletionException' : className)
}

/** Did the call end inside sendDefaultImpl, before the callback had anything to do with it? */
const endsInLoop = (rules: ClientRules, { attempt, failure }: LastAttempt): boolean =>
  attempt === 1 && (failure === 'noMaster' || (beforeSending(failure) && !rules.asyncRetriesConnect))

/** What sendSelectImpl lets through as it is. RocketMQ: DefaultMQProducerImpl#sendSelectImpl */
function oneAttemptException(rules: ClientRules, mode: CommunicationMode, last: LastAttempt): Named {
  const { failure, code } = last
  const className = ATTEMPT_EXCEPTION[failure]
  if (failure === 'brokerError') return { ...bare(className), responseCode: code }
  if (mode === 'ASYNC' && !endsInLoop(rules, last)) return callbackException(rules, last)
  return failure === 'noMaster' ? mqClientException(-1, null) : bare(className)
}

/**
 * The exception of a failed call.
 *
 * @param last - its last failed attempt, or null if there was none
 * @returns null where the application gets none
 * @throws RangeError if an attempt ended the call, and there was none
 */
export function clientException(
  rules: ClientRules,
  mode: CommunicationMode,
  exception: SendException,
  last: LastAttempt | null,
): ClientException | null {
  const named = nameOf(rules, mode, exception, last)
  const thrown = mode !== 'ASYNC' || (rules.asyncThrows && (!last || endsInLoop(rules, last)))
  return named && { via: thrown ? 'throw' : 'callback', ...named }
}

function nameOf(
  rules: ClientRules,
  mode: CommunicationMode,
  exception: SendException,
  last: LastAttempt | null,
): Named | null {
  switch (exception) {
    case 'attemptsUsedUp':
      if (!last) throw new RangeError('a call that used up its attempts has a last one')
      if (mode === 'ASYNC' && !endsInLoop(rules, last)) return callbackException(rules, last)
      return mqClientException(clientErrorCode(last), ATTEMPT_EXCEPTION[last.failure])
    case 'callTimeout':
      return { ...bare('RemotingTooMuchRequestException'), text: 'sendDefaultImpl call timeout' }
    case 'notRetried':
      if (!last) throw new RangeError('a call that is not retried has had an answer')
      return { ...bare('MQBrokerException'), responseCode: last.code }
    case 'oneAttempt':
      if (!last) throw new RangeError('a call that failed with its one attempt has had it')
      return oneAttemptException(rules, mode, last)
    case 'noRoute':
      return mqClientException(10_005, null)
    case 'noNameServer':
      return bare('IllegalStateException', 'RemotingConnectException')
    case 'nameServerTimeout':
      return bare('IllegalStateException', 'RemotingTimeoutException')
    case 'poolTimeout':
      return { ...bare('RemotingTooMuchRequestException'), text: 'DEFAULT ASYNC send call timeout' }
    case 'producerDied':
    case 'lostUnseen':
      return null
  }
}
