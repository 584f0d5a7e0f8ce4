// The host's side of an embedded RocketScope: writes the iframe where its script tag stands, and speaks to the frame with
// promises. No dependencies, no requests; works as <script src> and, through embed.mjs, as a module. See docs/embed.md.
;(() => {
  const VERSION = 1
  const DEFAULT_HEIGHT = 480
  /** ms without an answer, once the iframe has loaded something, after which a call is given up. */
  const PATIENCE_MS = 30_000
  /** The number of the request that every talk begins with. */
  const GREETING = 0
  /** What can be listened to. */
  const EVENTS = ['ready', 'state', 'moment', 'log', 'action', 'key']
  /** Why a call cannot be answered, where the frame itself says nothing. */
  const REASONS = {
    disconnected: 'RocketScope: this frame has been disconnected.',
    removed: 'RocketScope: the iframe has been taken off the page.',
    reloaded: 'RocketScope: the page in the iframe was loaded once more before it answered.',
    silent: 'RocketScope: nothing in the iframe answers. Is its address that of a RocketScope, without a redirect?',
  }
  /** What a script tag may say about the frame it writes. */
  const ATTRIBUTES = [
    ...['link', 'preset', 'lang', 'theme', 'autoplay', 'height', 'width'],
    ...['title', 'id', 'sandbox', 'loading', 'keys'],
  ]

  /** Several script tags, or the tag and the module, share one of these. */
  if (globalThis.RocketScope?.version === VERSION) {
    globalThis.RocketScope.write(document.currentScript)
    return
  }

  /** Where the page is: beside this file. The module says it itself, because there is no current script in one. */
  let base = document.currentScript?.src ? new URL('.', document.currentScript.src).href : null

  /** What the answer of a frame says is wrong: `problems` has path, reason and text of each. */
  class RocketScopeError extends Error {
    constructor(problems) {
      super(problems.map(({ text }) => text).join('\n') || 'RocketScope refused.')
      this.name = 'RocketScopeError'
      this.problems = problems
    }
  }

  // -------------------------------------------------------------- the address of a frame

  /** The part of a link behind the #, whatever was given: a whole address, "#v=1&…" or "v=1&…". */
  const hashOf = (link) => (link.includes('#') ? link.slice(link.indexOf('#')) : `#${link}`)

  /**
   * @param {{ base?: string, link?: string, preset?: string, lang?: string, theme?: string, autoplay?: boolean }} options
   */
  function addressOf({ base: from = base, link, preset, lang, theme, autoplay }) {
    if (from === null) throw new TypeError('RocketScope: say where it is, with the option "base".')
    const parts = ['embed']
    if (lang) parts.push(`lang=${encodeURIComponent(lang)}`)
    if (theme) parts.push(`theme=${encodeURIComponent(theme)}`)
    if (autoplay) parts.push('autoplay=on')
    const hash = link ? hashOf(link) : preset ? `#v=1&preset=${encodeURIComponent(preset)}` : ''
    return `${new URL('.', new URL(from, document.baseURI)).href}?${parts.join('&')}${hash}`
  }

  // -------------------------------------------------------------- a frame

  const givenUp = (reason) => new RocketScopeError([{ path: '', reason, text: REASONS[reason] }])

  /** A promise and what settles it. One that nobody waits for is no error of the host's. */
  function settling() {
    const made = {}
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }))
    made.promise.catch(() => undefined)
    return made
  }

  /**
   * Speaks to the page in an iframe, also to one that is not loaded yet, and again after it was loaded once more. Every call
   * is answered or given up: when the frame is disconnected, taken off the page or loaded once more, and when what it has
   * loaded stays silent. Only an iframe that has not begun to load is waited for without an end.
   *
   * @param {{ keys?: boolean, timeout?: number }} options timeout: ms of patience
   */
  function connect(iframe, { keys = true, timeout = PATIENCE_MS } = {}) {
    if (iframe?.tagName !== 'IFRAME') throw new TypeError('RocketScope: connect() takes an iframe.')
    const connected = frames.find((frame) => frame.iframe === iframe)
    if (connected) return connected
    const listeners = new Map()
    /** Requests by their number, until they are answered. */
    const waiting = new Map()
    let lastId = GREETING
    let isReady = false
    let isGreeted = false
    let isOver = false
    let wasOnPage = iframe.isConnected
    /** Whether the browser has told of it. */
    let wasLoaded = false
    /** The window that has answered: an iframe that was moved has another one, which knows of nothing. */
    let known = null
    let shown = true
    let lastState = null
    let ready = settling()
    /** Whether `ready` has been given up: then there is a new one as soon as there is hope. */
    let isLost = false
    /** Runs while nothing that has been loaded has answered yet. */
    let silence = null

    /** A sandboxed frame has no origin that could be named. */
    const origin = () => {
      if (iframe.sandbox.length > 0 && !iframe.sandbox.contains('allow-same-origin')) return null
      try {
        return new URL(iframe.src, document.baseURI).origin
      } catch {
        return null
      }
    }
    /** Whether there is a page in it that could have answered by now: a foreign one does not let itself be read. */
    const hasLoaded = () => {
      if (wasLoaded) return true
      if (iframe.sandbox.length > 0) return false
      try {
        return iframe.contentWindow !== null && iframe.contentWindow.location.href !== 'about:blank'
      } catch {
        return true
      }
    }

    const post = (message, address = origin() ?? '*') =>
      iframe.contentWindow?.postMessage({ rocketscope: VERSION, ...message }, address)
    const settle = (id, how, what) => {
      const one = waiting.get(id)
      if (!one) return
      clearTimeout(one.timer)
      waiting.delete(id)
      one[how](what)
      if (!isAwaited()) removal.disconnect()
    }
    const isAwaited = () => waiting.size > 0 || !(isGreeted || isLost || isOver)
    /** @param which - those that are given up; all of them by default */
    const giveUp = (reason, which = () => true) => {
      for (const [id, one] of [...waiting]) if (which(one)) settle(id, 'reject', givenUp(reason))
    }
    const lose = (reason) => {
      clearTimeout(silence)
      silence = null
      isReady = false
      giveUp(reason)
      if (isGreeted) return
      isLost = true
      ready.reject(givenUp(reason))
    }
    const hope = () => {
      if (!isLost) return
      isLost = false
      ready = settling()
    }
    /** Waits for the first word of what has been loaded. */
    const listenForWord = () => {
      if (silence !== null || isReady || isOver) return
      silence = setTimeout(() => lose('silent'), timeout)
    }

    /** Notices, as long as somebody waits, that the iframe is taken off the page. Moving it elsewhere is none of that. */
    const checkOnPage = () => {
      if (iframe.isConnected) wasOnPage = true
      else if (wasOnPage) lose('removed')
    }
    const removal = new MutationObserver(checkOnPage)
    const watchRemoval = () => {
      const places = new Set([document])
      for (let at = iframe; at?.getRootNode; at = at.getRootNode().host) places.add(at.getRootNode())
      for (const place of places) removal.observe(place, { childList: true, subtree: true })
    }

    const request = (type, data = {}) => {
      if (isOver) return Promise.reject(givenUp('disconnected'))
      checkOnPage()
      if (wasOnPage && !iframe.isConnected) return Promise.reject(givenUp('removed'))
      if (iframe.contentWindow !== known) isReady = false
      hope()
      const id = ++lastId
      const message = { ...data, type, id }
      return new Promise((resolve, reject) => {
        waiting.set(id, { message, sent: false, resolve, reject })
        if (waiting.size === 1) watchRemoval()
        if (isReady) deliver(id)
        else if (hasLoaded()) listenForWord()
      })
    }
    const deliver = (id) => {
      const one = waiting.get(id)
      one.sent = true
      one.timer = setTimeout(() => settle(id, 'reject', givenUp('silent')), timeout)
      try {
        post(one.message)
      } catch (error) {
        // What no message can carry, such as a function.
        settle(id, 'reject', error)
      }
    }
    const emit = (event, data) => {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          listener(data)
        } catch (error) {
          // One that fails must not keep the others from hearing it.
          reportError(error)
        }
      }
    }
    const subscribe = (address) => {
      const events = new Set(['state', ...(keys ? ['key'] : []), ...listeners.keys()])
      events.delete('ready')
      post({ type: 'subscribe', events: [...events], id: GREETING }, address)
    }
    const onThere = () => {
      clearTimeout(silence)
      silence = null
      if (isReady) return
      isReady = true
      known = iframe.contentWindow
      for (const [id, { sent }] of [...waiting]) if (!sent) deliver(id)
    }

    function onMessage({ source, origin: from, data }) {
      if (source === null || source !== iframe.contentWindow || data?.rocketscope !== VERSION) return
      if (from !== (origin() ?? 'null')) return
      if (data.state) lastState = data.state
      if (data.type === 'answer') onAnswer(data)
      else if (data.event === 'ready') {
        // Loaded, or loaded once more: what the page before it was asked is forgotten.
        giveUp('reloaded', ({ sent }) => sent)
        hope()
        isReady = false
        isGreeted = false
        shown = true
        subscribe()
        onThere()
      } else if (data.type === 'event') {
        if (data.event === 'key' && keys) pressAgain(iframe, data)
        // While it plays it speaks often enough: no timer is needed to notice that it has been put away.
        if (data.event === 'state') watch.check()
        emit(data.event, data)
      }
    }

    function onAnswer(answer) {
      if (answer.id === GREETING) {
        hope()
        onThere()
        if (isGreeted) return
        isGreeted = true
        watch.start()
        ready.resolve(frame)
        if (!isAwaited()) removal.disconnect()
        emit('ready', answer)
        return
      }
      if (answer.ok) settle(answer.id, 'resolve', answer)
      else settle(answer.id, 'reject', new RocketScopeError(answer.problems ?? []))
    }

    /** Something has been loaded, and perhaps it is something else: it is not spoken to before it has answered. */
    function onLoad() {
      wasOnPage = true
      wasLoaded = true
      isReady = false
      listenForWord()
      subscribe('*')
    }

    const watch = watchShown(iframe, (isShown) => {
      if (!isReady || isShown === shown) return
      shown = isShown
      post({ type: 'shown', shown, id: null })
    })
    window.addEventListener('message', onMessage)
    iframe.addEventListener('load', onLoad)

    const frame = {
      iframe,
      /** Resolves with the frame once the page in it answers; rejects where it is given up. */
      get ready() {
        return ready.promise
      },
      /** What the frame has last said about itself; null before it has said anything. */
      get state() {
        return lastState
      },
      /** @param {string | object} what a link, or a run as in a file */
      load: (what) => {
        const isLink = typeof what === 'string' && !what.trimStart().startsWith('{')
        return request('load', isLink ? { link: what } : { run: what })
      },
      play: () => request('play'),
      pause: () => request('pause'),
      seek: (tMs) => request('seek', { tMs }),
      jump: (to = 'next') => request('jump', { to }),
      act: (action) => request('act', { action }),
      set: (what) => request('set', what),
      /** @returns {Promise<string>} a link to this moment, to be given to load() again */
      link: async () => (await request('link')).link,
      /** @returns a function that ends it */
      on: (event, listener) => {
        if (!EVENTS.includes(event))
          throw new TypeError(`RocketScope: there is no event "${event}", only ${EVENTS.join(', ')}.`)
        if (typeof listener !== 'function') throw new TypeError('RocketScope: on() takes a function.')
        if (isOver) return () => undefined
        const isNew = !listeners.has(event)
        if (isNew) listeners.set(event, new Set())
        listeners.get(event).add(listener)
        if (isNew && isReady) subscribe()
        return () => {
          listeners.get(event)?.delete(listener)
        }
      },
      /** Ends the talk; the iframe stays. Ending it once more does nothing. */
      disconnect: () => {
        if (isOver) return
        isOver = true
        window.removeEventListener('message', onMessage)
        iframe.removeEventListener('load', onLoad)
        watch.stop()
        listeners.clear()
        lose('disconnected')
        ready.reject(givenUp('disconnected'))
        removal.disconnect()
        const place = frames.indexOf(frame)
        if (place >= 0) frames.splice(place, 1)
      },
    }
    frames.push(frame)
    // It may have been loaded before; one that is still loading says by itself that it is there. Nothing secret is in it,
    // and whatever else stands in the iframe until then is not to complain of it.
    subscribe('*')
    watchRemoval()
    if (hasLoaded()) listenForWord()
    return frame
  }

  /** Old programs for slides look at the number of a key. */
  const KEY_CODES = {
    ArrowLeft: 37,
    ArrowUp: 38,
    ArrowRight: 39,
    ArrowDown: 40,
    PageUp: 33,
    PageDown: 34,
    End: 35,
    Home: 36,
    Escape: 27,
    Enter: 13,
    ' ': 32,
    '.': 190,
    ',': 188,
    '/': 191,
  }

  /** Presses, or lets go, a key of the frame once more in the host: on the iframe, from where it rises to whoever turns pages. */
  function pressAgain(iframe, { down, key, code, shiftKey, repeat }) {
    const keyCode = KEY_CODES[key] ?? (/^[a-z0-9]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0)
    const event = new KeyboardEvent(down ? 'keydown' : 'keyup', {
      ...{ key, code, shiftKey, repeat },
      bubbles: true,
      cancelable: true,
    })
    for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { get: () => keyCode })
    iframe.dispatchEvent(event)
  }

  /**
   * Notices that an iframe is put away in ways that no browser tells the page in it: slides are hidden in place.
   *
   * @returns {{ check: () => void, start: () => void, stop: () => void }}
   */
  function watchShown(iframe, tell) {
    const check = () =>
      tell(iframe.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? iframe.isConnected)
    const mutations = new MutationObserver(check)
    const attributeFilter = ['class', 'style', 'hidden', 'open']
    // What fades is hidden only at the end.
    const ends = ['transitionend', 'transitioncancel', 'animationend']
    return {
      check,
      /** Once it stands where it will stay. */
      start: () => {
        mutations.disconnect()
        for (let at = iframe; at; at = at.parentElement ?? at.getRootNode().host) {
          mutations.observe(at, { attributes: true, attributeFilter })
        }
        for (const end of ends) document.addEventListener(end, check, true)
        check()
      },
      stop: () => {
        mutations.disconnect()
        for (const end of ends) document.removeEventListener(end, check, true)
      },
    }
  }

  // -------------------------------------------------------------- making one

  const length = (value, standard) =>
    value === undefined || value === '' ? standard : /^\d+$/.test(String(value)) ? `${value}px` : String(value)

  /**
   * Makes an iframe; whoever asked puts it on the page.
   *
   * @param {object} options link, preset, lang, theme, autoplay, height, width, title, id, sandbox, loading, keys, timeout, base
   */
  function create(options = {}) {
    const iframe = document.createElement('iframe')
    if (options.id) iframe.id = options.id
    iframe.title = options.title || (options.lang === 'zh' ? 'RocketScope：RocketMQ 生产者发送过程' : 'RocketScope')
    iframe.style.width = length(options.width, '100%')
    iframe.style.height = length(options.height, `${DEFAULT_HEIGHT}px`)
    iframe.style.border = '0'
    iframe.loading = options.loading === 'eager' ? 'eager' : 'lazy'
    if (options.sandbox) iframe.setAttribute('sandbox', options.sandbox)
    iframe.src = addressOf(options)
    return connect(iframe, { keys: options.keys !== 'off' && options.keys !== false, timeout: options.timeout })
  }

  const isOn = (value) => value !== undefined && value !== 'off' && value !== 'false'

  /** Writes the iframe that a script tag asks for, behind it. A tag that asks for nothing only brings the functions. */
  function write(script) {
    if (!script || !ATTRIBUTES.some((name) => name in script.dataset)) return null
    const frame = create({
      ...script.dataset,
      base: script.src,
      autoplay: isOn(script.dataset.autoplay),
    })
    script.after(frame.iframe)
    return frame
  }

  /** All frames there are. @type {object[]} */
  const frames = []

  globalThis.RocketScope = {
    version: VERSION,
    frames,
    create,
    connect,
    write,
    Error: RocketScopeError,
    /** @param {string} id of the iframe @returns the frame, or undefined */
    frame: (id) => frames.find(({ iframe }) => iframe.id === id),
    setBase: (address) => {
      base ??= address
    },
  }
  write(document.currentScript)
})()
