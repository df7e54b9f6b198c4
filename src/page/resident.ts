/** The village page: a resident says what happened, without an account, and can leave at once. */
import type { AboutTown, FeedLine } from '../bot/page-types.ts'
import { prepareAnnouncements } from './announce.ts'
import { createChat } from './chat.ts'
import type { Pressed } from './choices.ts'
import { comeBackForm } from './come-back.ts'
import { createComposer, type FileToSend } from './composer.ts'
import { byId, el } from './dom.ts'
import { forget, forgetAll, keep, kept, newId } from './keep.ts'
import { dropAllBlobs } from './keep-files.ts'
import { clearThere, leave } from './leave.ts'
import { type Live, openLive } from './live.ts'
import { applyLook, lang } from './look.ts'
import { createQueue, fileOf, shownUnsent, type Unsent } from './queue.ts'
import { buildMenu, buildStart, confirmClear } from './resident-start.ts'
import { tell, tellConnection } from './strip.ts'
import { say, sayPage } from './words.ts'

applyLook()
sayPage()
prepareAnnouncements()

type View = 'start' | 'talk' | 'look'
let about: AboutTown = { town: '', centre: '', phone: '110', demo: false, lang: lang(), words: {}, largestFile: 20 * 1048576 }
let begun = false
let live: Live | undefined

const chat = createChat(byId('log'), {
  answers: true,
  now: Date.now,
  fileUrl: (id) => `/files/${encodeURIComponent(id)}`,
  pressed: (what) => send(what),
  resend: () => queue.wake(),
})
const queue = createQueue({
  key: 'unsent',
  change: (line, state, why) => {
    if (isAside(line.body.text)) return
    chat.sending(shownUnsent(line, 'me'), state, why)
  },
})
const stay = el('p', { class: 'stay', text: say('stayNote') })
stay.hidden = true
const composer = createComposer({
  voice: true,
  photo: true,
  placeholder: say('field'),
  label: say('messageLabel'),
  draft: kept('draft', ''),
  written: (draft) => (draft === '' ? forget('draft') : keep('draft', draft)),
  text: (text) => send({ text }),
  file: (file) => send({ text: '' }, file),
  largestFile: () => about.largestFile,
})
byId('foot').append(stay, composer.element)

/** Said by the page for the person, so not shown as the person's words. */
const isAside = (text: string): boolean => text.startsWith('/lang ')

/** The poster of a village names it in the address (`?v=柳树湾`), so nobody is asked. */
const village = new URLSearchParams(location.search).get('v') ?? ''
const fromVillage = village === '' ? {} : { village }

/** The bot speaks the language of the page; it is told before anything else is said, and again when it changes. */
function tellLang(): void {
  if (kept('told', 'zh-CN') === lang()) return
  keep('told', lang())
  queue.add({ at: Date.now(), body: { id: newId(), text: `/lang ${lang()}` } })
}

function send(what: Pressed, file?: FileToSend): void {
  tellLang()
  const seen = chat.seen()
  const id = newId()
  const line: Unsent = {
    at: Date.now(),
    body: { id, ...what, ...(seen === undefined ? {} : { seen }), ...fromVillage },
    ...(file === undefined ? {} : fileOf(file)),
  }
  queue.add(line, file?.blob)
  show('talk')
}

const connection = tellConnection(queue.wake)
function listen(): void {
  live?.close()
  live = openLive<FeedLine>({
    url: (after) => (after === undefined ? '/live' : `/live?${new URLSearchParams({ after })}`),
    line: (line) => {
      if (!begun) tellLang()
      begun = true
      if (isAside(line.message.text)) return
      const { cursor, from, ext, ...rest } = line
      chat.put({
        ...rest,
        key: line.out === undefined ? cursor : `out ${line.out}`,
        side: from,
        ...(ext === undefined ? {} : { ext: ext.slice(ext.lastIndexOf(':') + 1) }),
      })
      note()
    },
    state: connection,
  })
}

/** Until there is a number, only this page leads back to the person. */
function note(): void {
  const lines = chat.lines()
  stay.hidden = !lines.some((l) => l.side === 'me') || lines.some((l) => l.message.number !== undefined)
}

function show(view: View): void {
  for (const name of ['start', 'talk', 'look'] as const) byId(name).hidden = name !== view
  document.body.dataset['view'] = view
  closeMenu()
  sessionStorage.setItem('cunkou.view', view)
  if (view === 'start') showStart(about, begun)
  if (view === 'look')
    comeBackForm(byId('look'), {
      about,
      back: () => show('start'),
      here: () => send({ text: say('progressWord') }),
      found: cameBack,
      clear: askClear,
    })
  if (view === 'talk') chat.toEnd()
}

function open(): void {
  if (!begun && queue.unsent().length === 0) send({ text: say('openWith') })
  show('talk')
  composer.field.focus()
}

/** What was said may be hidden here; how far it is, is told in any case. */
function cameBack(no: string): void {
  chat.clear()
  begun = true
  listen()
  show('talk')
  // Once the old lines are on the screen: what is said before a question was seen does not count.
  setTimeout(() => send({ text: `${say('progressWord')} ${no}` }), 1200)
}

const showStart = buildStart(byId('start'), { tell: () => open(), look: () => show('look'), clear: () => askClear() })
const closeMenu = buildMenu(byId('menu'), byId('menu-open'), {
  say: (text) => send({ text }),
  look: () => show('look'),
  clear: () => askClear(),
})

function askClear(): void {
  closeMenu()
  confirmClear(() => {
    queue.forget()
    forgetAll()
    dropAllBlobs()
    chat.clear()
    composer.put('')
    stay.hidden = true
    live?.close()
    begun = false
    keep('clearing', true)
    void clearThere().then(listen)
    show('start')
    tell(say('cleared'), 4000)
  })
}

byId('leave').addEventListener('click', () => {
  queue.forget()
  live?.close()
  leave()
})
byId('home').addEventListener('click', () => show('start'))

function introduce(): void {
  byId('town').textContent = about.town
  document.title = about.town === '' ? say('bot') : say('residentTitle', { town: about.town })
  const call = byId('call')
  call.setAttribute('href', `tel:${about.phone.replace(/[^\d+]/g, '')}`)
  call.setAttribute('aria-label', say('phoneLabel', { phone: about.phone }))
  showStart(about, begun)
}

void clearThere().then(listen)
show((sessionStorage.getItem('cunkou.view') as View | null) ?? 'start')
introduce()
fetch(`/about?lang=${lang()}`, { credentials: 'same-origin' })
  .then(async (answer) => {
    if (answer.ok) about = (await answer.json()) as AboutTown
    introduce()
  })
  .catch(() => undefined)
