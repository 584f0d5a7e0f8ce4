// Ranges and limits of what a person can order, where words and controls need them.

import { MAX_ANSWER_TIMES } from '../rocketmq'

export { attemptLimit } from '../rocketmq'

/** Are all requests from then on answered with the code? Only the largest number means that; any other is counted down. */
export const answersUntilEnded = (times: number): boolean => times >= MAX_ANSWER_TIMES
