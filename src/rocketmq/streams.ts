// Whose random numbers are whose.

/** Each entity draws from a stream of its own: the number is part of the seed, so it must never change. */
export const STREAM = { thread: 1, producer: 2, brokerGroup: 3, nameServer: 4, poolThread: 5, consumer: 6 } as const
