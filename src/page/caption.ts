/** The story strip and the sentence below: which step, what is going on, how to go on. */
import { byId, el, unseen } from './dom.ts'
import type { Player } from './player.ts'
import { story } from './story.ts'
import { either, say } from './words.ts'

export interface StoryBar {
  show(player: Player): void
  caption(text: string): void
}

export function createStoryBar(jump: (step: number) => void): StoryBar {
  const pills = story.map((step, index) => {
    const pill = el(
      'button',
      { class: 'pill', click: () => jump(index) },
      el(
        'span',
        { class: 'pill-in' },
        el('span', { class: 'pill-no', text: `${index + 1}` }),
        el('span', { class: 'pill-name', text: either(step.title) }),
      ),
    )
    byId('pills').append(el('li', {}, pill))
    return pill
  })
  const seenMark = unseen('')
  byId('story').append(seenMark)
  return {
    caption: (text) => {
      byId('caption').textContent = text
    },
    show: (player) => {
      pills.forEach((pill, index) => {
        const here = index === player.state.at && (player.state.playing || player.state.done > 0)
        if (here) pill.setAttribute('aria-current', 'step')
        else pill.removeAttribute('aria-current')
        pill.classList.toggle('done', index < player.state.done)
      })
      byId('play').textContent = say(
        player.state.playing ? 'halt' : player.state.done === 0 ? 'play' : player.state.done >= story.length ? 'playAgain' : 'playOn',
      )
      byId('caption-step').textContent = say('stepOf', { n: player.state.at + 1, name: either(story[player.state.at]?.title ?? ['', '']) })
    },
  }
}
