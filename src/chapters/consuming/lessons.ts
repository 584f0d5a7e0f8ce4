import type { Lesson } from '../lesson'
import { failingLesson } from './lessons/failing'
import { rebalanceLesson } from './lessons/rebalance'

export const CONSUMING_LESSONS: readonly Lesson[] = [rebalanceLesson, failingLesson]
