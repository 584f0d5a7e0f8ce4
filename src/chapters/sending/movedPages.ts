// Where the pages of lessons that are no more have gone: links, saved progress and notes still name them.

import type { MovedPages } from '../chapter'

/** By old id, for its steps, its quiz and its end in order: the lesson and the step that came in its place; no step: the end. */
export const SENDING_MOVED: MovedPages = {
  topic: [['queues', 'shard'], ['queues', 'next-queue'], ['queues', 'shard'], ['queues', 'even'], ['queues']],
  shards: [['queues', 'shard'], ['queues', 'next-queue'], ['master', 'kill'], ['queues', 'even'], ['queues']],
  route: [
    ['routes', 'first'],
    ['routes', 'stale'],
    ['routes', 'until'],
    ['routes', 'until'],
    ['routes', 'until'],
    ['routes'],
  ],
  spread: [['queues', 'even'], ['queues', 'even'], ['queues', 'uneven'], ['queues', 'uneven'], ['queues']],
  'master-dies': [
    ['master', 'kill'],
    ['master', 'again'],
    ['master', 'application'],
    ['routes', 'until'],
    ['master', 'application'],
    ['master'],
  ],
  switch: [
    ['window', 'on'],
    ['window', 'next-message'],
    ['window', 'ends'],
    ['window', 'on'],
    ['window', 'price'],
    ['window', 'used-again'],
    ['window'],
  ],
  beyond: [
    ['releases', 'old'],
    ['releases', 'new'],
    ['routes', 'until'],
    ['releases', 'power-cut'],
    ['releases', 'old'],
    ['window', 'on'],
    ['releases'],
  ],
}
