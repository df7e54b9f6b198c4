/** The three-minute demo: three panels live at once on a little world of one's own, and a story that plays through it. */
import type { AboutTown } from '../bot/page-types.ts'
import { prepareAnnouncements } from './announce.ts'
import { closeBoxes } from './boxes.ts'
import { createStoryBar } from './caption.ts'
import { buildPanels, type Panels } from './demo-panels.ts'
import { createStage } from './demo-stage.ts'
import { createWire } from './demo-wire.ts'
import { again, loadWorld, restartWorld } from './demo-world.ts'
import { byId } from './dom.ts'
import { chooseEyes, type Eyes, frontOf } from './eyes.ts'
import { keep, kept, newId } from './keep.ts'
import { applyLook, isBig, lang, switchLang, toggleBig } from './look.ts'
import { createPlayer, type Player } from './player.ts'
import { say, sayPage } from './words.ts'

applyLook()
sayPage()
prepareAnnouncements()
document.title = say('demoTitle')

let panels: Panels | undefined
let player: Player | undefined
let eyes: Eyes = kept<Eyes>('demo.eyes', 'all')
const wire = createWire({
  line: (line) => panels?.put(line),
  sending: (line, state, why) => panels?.sending(line, state, why),
})
const bar = createStoryBar((step) => withAllEyes(() => player?.jump(step)))
byId('play').textContent = say('play')
byId('eyes').textContent = say('eyesButton')
bar.caption(say('welcomeCaption'))
/** Replaced once the world is there. */
let setEyes: (to: Eyes) => void = () => {}

/** The story needs all three sides. */
function withAllEyes(then: () => void): void {
  closeBoxes()
  closeMore()
  setEyes('all')
  then()
}
function closeMore(): void {
  document.body.classList.remove('more')
  byId('more').setAttribute('aria-expanded', 'false')
}

byId('lang').addEventListener('click', switchLang)
byId('big').setAttribute('aria-pressed', String(isBig()))
byId('big').addEventListener('click', () => byId('big').setAttribute('aria-pressed', String(toggleBig())))
byId('more').addEventListener('click', () => byId('more').setAttribute('aria-expanded', String(document.body.classList.toggle('more'))))
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMore())

/** Names this world in the ids of the story's lines; another after 从头再来. */
function worldKey(): string {
  const key = kept('demo.world', '')
  if (key !== '') return key
  const made = newId().slice(0, 8)
  keep('demo.world', made)
  return made
}

async function start(): Promise<void> {
  const waiting = (): void => bar.caption(say('opening'))
  let world = await again(loadWorld, waiting)
  const about = (await fetch(`/about?as=${world.who('resident').id}&lang=${lang()}`, { credentials: 'same-origin' })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined)) as AboutTown | undefined
  const { town } = world.data
  byId('centre').textContent = about === undefined ? town : about.centre.startsWith(town) ? about.centre : `${town}${about.centre}`
  bar.caption(say('welcomeCaption'))

  const build = (): void => {
    panels = buildPanels(world, eyes, (as, group, what, file) => wire.send(newId(), as, group, what, file), wire.queue.wake)
    for (const line of wire.queue.unsent()) panels.sending(line, 'waiting')
    wire.listen(world, eyes)
    byId('eyes').textContent = eyes === 'all' ? say('eyesButton') : say('eyesNow', { name: world.who(eyes).name })
  }
  setEyes = (to) => {
    if (to === eyes) return
    eyes = to
    keep('demo.eyes', eyes)
    build()
  }
  const askEyes = (): void => {
    closeMore()
    chooseEyes(world, eyes, (to) => {
      player?.halt()
      setEyes(to)
      panels?.look(frontOf(to))
      bar.caption(to === 'all' ? say('yours') : say('eyesCaption', { name: world.who(to).name }))
    })
  }
  /** The story speaks the reader's language: she tells the bot so, once in this world. The staff's side is Chinese. */
  const tellLang = (): void => {
    if (kept('demo.told', 'zh-CN') === lang()) return
    keep('demo.told', lang())
    wire.send(newId(), world.who('resident').id, undefined, { text: `/lang ${lang()}` })
  }
  const makeStage = () => createStage({ world, wire, panels: () => panels as Panels, caption: bar.caption, worldKey, chooseEyes: askEyes })

  let stage = makeStage()
  const restart = async (): Promise<boolean> => {
    wire.close()
    wire.queue.forget()
    try {
      await restartWorld()
    } catch {
      bar.caption(say('restartFailed'))
      wire.listen(world, eyes)
      return false
    }
    world = await again(loadWorld, waiting)
    wire.reset()
    build()
    stage = makeStage()
    tellLang()
    return true
  }
  const at = kept<{ done: number; playing: boolean }>('demo.at', { done: 0, playing: false })
  const mine = createPlayer({
    stage: () => stage,
    done: at.done,
    restart,
    changed: () => {
      bar.show(mine)
      keep('demo.at', { done: mine.state.done, playing: mine.state.playing })
    },
  })
  player = mine

  build()
  bar.show(mine)
  tellLang()
  byId('play').addEventListener('click', () => withAllEyes(mine.toggle))
  byId('next').addEventListener('click', () => withAllEyes(mine.next))
  byId('self').addEventListener('click', () => {
    mine.halt()
    closeBoxes()
    closeMore()
    bar.caption(say('yours'))
  })
  byId('restart').addEventListener('click', () => {
    closeBoxes()
    closeMore()
    void mine.reset().then((fine) => fine && bar.caption(say('welcomeCaption')))
  })
  byId('eyes').addEventListener('click', askEyes)
  // A reload in the middle goes on where it was; what was said already is not said again.
  if (at.playing) withAllEyes(mine.toggle)
}

void start()
