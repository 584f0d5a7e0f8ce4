// Loading the inside of Brokers: whoever computes a run that simulates it imports this first.

import { provideStorage } from '../../storage'
import * as copies from './copies'
import { messageStore } from './messageStore'

provideStorage(messageStore, copies)
