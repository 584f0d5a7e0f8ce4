// Settings and actions as people type them: what is read, what is refused, and that nothing is thrown.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../rocketmq/cases.testData'
import { parseAction, parseSettingValue } from './actionText'
import { anyInput } from './anyRun.testData'
import { parseRunText } from './inputSchema'
import { expectSayable } from './problems.testData'
import { actionText } from './writeAction'

/** What texts are made of that come far. */
const WORDS =
  'kill|slow|set|setFault|injectResponse|link|writePerm|diskFull|producer/0|on|30|@|@5|broker-a|master|sendMsgTimeout=5|latencyMax=|=|/'

describe('any text at all', () => {
  test('no text makes the readers throw', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom(...WORDS.split('|'))), { maxLength: 6 })
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ')
        const action = parseAction(text)
        if (!action.ok) expectSayable(action.problem)
        const value = parseSettingValue(parts[0] ?? '', text)
        if (!value.ok) expectSayable(value.problem)
        parseRunText(text)
      }),
      { numRuns: cases(150, 500) },
    )
  })

  test('an action passes through its text unchanged', () => {
    fc.assert(
      fc.property(anyInput, ({ actions }) => {
        for (const action of actions) expect(parseAction(actionText(action))).toEqual({ ok: true, action })
      }),
      { numRuns: cases(100, 300) },
    )
  })
})

describe('parseSettingValue', () => {
  const value = (name: string, typed: unknown) => {
    const result = parseSettingValue(name, typed)
    return result.ok ? result.value : result.problem.reason
  }

  test('reads what people type', () => {
    expect(value('sendMsgTimeout', '500')).toBe(500)
    expect(value('sendMsgTimeout', ' 3s ')).toBe(3000)
    expect(value('sendMsgTimeout', '1.5 s')).toBe(1500)
    expect(value('sendLatencyFaultEnable', 'true')).toBe(true)
    expect(value('sendLatencyFaultEnable', 'off')).toBe(false)
    expect(value('clientVersion', '4.9.7')).toBe('4.9.7')
    expect(value('communicationMode', 'oneway')).toBe('ONEWAY')
    expect(value('latencyMax', '50, 100, 550')).toEqual([50, 100, 550])
    expect(value('latencyMax', '[50,100]')).toEqual([50, 100])
    expect(value('latencyMax', 'null')).toBeNull()
    expect(value('threadLocalIndexStart', 'null')).toBeNull()
    expect(value('threadLocalIndexStart', '-1')).toBe(-1)
  })

  test('refuses the rest and says why', () => {
    expect(value('sendMsgTimeout', '0')).toBe('outOfRange')
    expect(value('sendMsgTimeout', '')).toBe('notInteger')
    expect(value('sendMsgTimeout', '1e3')).toBe('notInteger')
    expect(value('sendMsgTimeout', 'null')).toBe('notInteger')
    expect(value('sendLatencyFaultEnable', '1')).toBe('notBoolean')
    expect(value('clientVersion', '4.9')).toBe('notRelease')
    expect(value('communicationMode', 'TWOWAY')).toBe('notInList')
    expect(value('latencyMax', '50;100')).toBe('notTable')
    expect(value('sendMsgTimout', '5')).toBe('unknownSetting')
    expect(value('toString', '5')).toBe('unknownSetting')
  })
})

describe('parseAction', () => {
  const action = (text: string) => {
    const result = parseAction(text)
    return result.ok ? result.action : result.problem.reason
  }

  test('reads what people type', () => {
    expect(action('kill broker-a master @9600')).toEqual({ atMs: 9600, type: 'kill', target: 'broker-a/master' })
    expect(action('slow broker-a/n0 700 @1000')).toEqual({ atMs: 1000, type: 'slow', target: 'broker-a/n0', ms: 700 })
    expect(action('set sendMsgTimeout=500 @2000')).toEqual({
      atMs: 2000,
      type: 'set',
      name: 'sendMsgTimeout',
      value: 500,
    })
    expect(action('set writeQueueNums=4 on broker-b @2s')).toEqual({
      atMs: 2000,
      type: 'set',
      name: 'writeQueueNums',
      value: 4,
      brokerName: 'broker-b',
    })
    expect(action('set latencyMax=50,100,550 @2000')).toMatchObject({ value: [50, 100, 550] })
    expect(action('restart broker-a n0 @ 20000')).toEqual({ atMs: 20_000, type: 'restart', target: 'broker-a/n0' })
    expect(action('poweroff nameserver 0 @5')).toEqual({ atMs: 5, type: 'powerOff', target: 'nameserver/0' })
    expect(action('setFault broker-a/n0 diskFull on @1000')).toEqual({
      atMs: 1000,
      type: 'setFault',
      target: 'broker-a/n0',
      fault: 'diskFull',
      on: true,
    })
    expect(action('setFault broker-a master diskstalled off @1s')).toMatchObject({
      target: 'broker-a/master',
      fault: 'diskStalled',
      on: false,
    })
    expect(action('injectResponse broker-a n0 13 1 @990')).toEqual({
      atMs: 990,
      type: 'injectResponse',
      target: 'broker-a/n0',
      code: 13,
      times: 1,
    })
    const cut = { atMs: 500, type: 'link', target: 'producer/0', peer: 'broker-a/n0', lossPercent: 100 }
    expect(action('link producer/0 broker-a/n0 100 @500')).toEqual(cut)
    expect(action('link Producer 0 broker-a n0 100% @500')).toEqual(cut)
    expect(action('link producer/0 namesrv 0 30 @500')).toMatchObject({ peer: 'nameserver/0', lossPercent: 30 })
    expect(action('writePerm broker-a off @5000')).toEqual({
      atMs: 5000,
      type: 'writePerm',
      brokerName: 'broker-a',
      on: false,
    })
    expect(action('start namesrv 0 @5')).toEqual({ atMs: 5, type: 'restart', target: 'nameserver/0' })
  })

  test('refuses the rest and says why', () => {
    expect(action('kill broker-a master')).toBe('noTime')
    expect(action('kill broker-a master @soon')).toBe('notInteger')
    expect(action('kill broker-a master @-1')).toBe('outOfRange')
    expect(action('kill broker-a @5')).toBe('notTarget')
    expect(action('kil broker-a master @5')).toBe('notAction')
    expect(action('toString broker-a master @5')).toBe('notAction')
    expect(action('slow broker-a master @5')).toBe('notTarget')
    expect(action('slow broker-a master fast @5')).toBe('notInteger')
    expect(action('setFault broker-a/n0 diskFull @5')).toBe('notTarget')
    expect(action('setFault broker-a/n0 diskFul on @5')).toBe('notInList')
    expect(action('setFault broker-a/n0 diskFull maybe @5')).toBe('notSwitch')
    expect(action('injectResponse broker-a/n0 0 1 @5')).toBe('outOfRange')
    expect(action('injectResponse broker-a/n0 BUSY 1 @5')).toBe('notInteger')
    expect(action('link producer/0 @5')).toBe('notTarget')
    expect(action('link producer/0 broker-a/n0 200 @5')).toBe('outOfRange')
    expect(action('writePerm broker-a @5')).toBe('notSwitch')
    expect(action('set sendMsgTimeout @5')).toBe('notInteger')
    expect(action('set nameServerCount=2 @5')).toBe('notTimed')
    expect(action('')).toBe('noTime')
  })
})
