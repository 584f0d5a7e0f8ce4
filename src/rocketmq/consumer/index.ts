// Loading consumers: whoever computes a run that has any imports this first, besides broker/store.

import { brokerConsumption } from '../broker/consuming'
import { provideConsumption } from '../consumption'
import * as copies from './copies'
import { pushConsumer } from './pushConsumer'

provideConsumption({ consumer: pushConsumer, ...brokerConsumption }, copies)
