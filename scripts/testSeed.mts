// Random cases of the tests are the same each time, so that a failure comes from the change at hand. `npm run fuzz` looks
// for new ones; ROCKETSCOPE_TEST_SEED lets the tests do so.

import '../src/rocketmq/broker/store'
import '../src/rocketmq/consumer'
import '../src/rocketmq/checkInput'
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.ROCKETSCOPE_TEST_SEED ?? 20_261_128) })
