/** A resident reports what happened. What the bot says is in report-dispute.zh-CN.yaml. */
import { hearUrgent } from '../town/danger/hear.ts'
import { guessKind } from '../town/kinds.ts'
import { readMayCall, readMayName, readWhose } from '../town/meaning/own-words.ts'
import { readHurt, saysUnhurt } from '../town/meaning/yes-no.ts'
import { type ToldOfSelf, toldOfSelf } from '../town/told.ts'
import { villageOfAlarm } from '../town/villages.ts'
import { flow, type Kept } from './flow.ts'
import {
  choice,
  freeWords,
  nameAsTheyLike,
  onlyVoice,
  phone,
  readBack,
  type Story,
  safeToTalk,
  speaks,
  story,
  textOf,
  typedPieces,
  village,
  yesNo,
} from './questions.ts'
import { kindLabel, retold } from './read-back.ts'
import type { About, Json } from './talk.ts'

type Told = Kept & { readonly what?: Story | null; readonly danger?: Json }
/** After a sign of danger only the place and a phone are asked. */
const calm = (a: Kept): boolean => a.urgent === undefined
/** Who answers only by voice, also after one typed line, is asked just the village and how to reach them. */
const typed = (a: Told): boolean => calm(a) && !onlyVoice(a.what) && !(a.danger == null && speaks(a.what))
const close = (a: Told): readonly string[] => guessKind(textOf(a.what)).close.slice(0, 3)
/** What stands in the words already is not asked again. */
const told = (a: Told, about: About): ToldOfSelf => toldOfSelf(typedPieces(a.what), about.town)

const alarmVillage = (a: Told, about: About): string | undefined =>
  calm(a) ? undefined : villageOfAlarm(typedPieces(a.what).join('\n'), about.town)

/** 没人受伤 in the first words, where nothing in them speaks of danger. */
const unhurt = (a: Told): 'no' | undefined => {
  const pieces = typedPieces(a.what)
  return pieces.some(saysUnhurt) && pieces.every((text) => hearUrgent(text) === undefined && readHurt(text) !== 'yes') ? 'no' : undefined
}

export const reportDispute = flow('report-dispute', 'what')
  .ask('what', story())
  .say('notice', (a) => a.urgent !== 'domestic' && a.urgent !== 'self-harm')
  .ask('danger', yesNo({ hurt: true }), { when: typed, known: unhurt })
  .alarm('violence', (a) => a.danger === 'yes')
  .ask('safe', safeToTalk(), { when: (a) => a.urgent === 'domestic' })
  .ask('village', village(), {
    known: (a, about) => {
      const name = told(a, about).village ?? alarmVillage(a, about) ?? about.village
      return name === undefined ? undefined : { village: name }
    },
  })
  .ask('name', nameAsTheyLike(), { when: calm, known: (a, about) => told(a, about).name })
  .ask('phone', phone(), { known: (a, about) => told(a, about).phone })
  .open(readBack(retold), typed)
  .say('more', typed)
  .ask(
    'kind',
    choice((a) => [...close(a as Told), 'other'], kindLabel),
    { when: (a) => typed(a) && close(a).length > 1 },
  )
  .ask('when', freeWords(), { when: typed })
  .ask('whom', freeWords(), { when: typed })
  .ask('wants', freeWords(), { when: typed })
  .ask('tried', freeWords(), { when: typed })
  .ask('whose', choice(['own', 'other'], undefined, readWhose), { when: typed })
  .ask('mayCall', yesNo({ skippable: true, own: readMayCall }), { when: typed })
  .ask('mayName', yesNo({ skippable: true, own: readMayName }), { when: typed })
  .end()
