// The engine as it is compared between machines: with the way in for inputs that no person can make.

import '../../src/rocketmq/broker/store'
import '../../src/rocketmq/consumer'

export * from '../../src/rocketmq'
export { takeUnchecked } from '../../src/rocketmq/checkInput'
