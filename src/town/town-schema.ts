/** The shape of a town's file; what it must not be is said in town-file.ts. */
import { z } from 'zod'
import { kindCodes } from './kinds.ts'
import { type Discreet, discreetMatters } from './town.ts'

/** As dialled: landline with area code, mobile, or a short public number. */
const readablePhone = /^(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|1\d{2}|1\d{4}|[48]00[- ]?\d{3}[- ]?\d{4})$/

/** Every scalar of the file comes as text; the names of the faults are known to town-file.ts. */
const text = z.string('text').trim().min(1, 'empty')
const phone = text.regex(readablePhone, 'phone')
const id = text.regex(/^[a-z][a-z0-9_-]*$/, 'id')
const count = z
  .string('text')
  .regex(/^\d{1,7}$/, 'count')
  .transform(Number)
const days = z
  .string('text')
  .regex(/^(?:[1-9]|[12]\d|30)$/, 'days')
  .transform(Number)
const yes = z.enum(['true', 'false'], 'flag').transform((v) => v === 'true')
const list = <T extends z.ZodType>(of: T) => z.array(of, 'list')
const some = <T extends z.ZodType>(of: T) => list(of).min(1, 'none')

const village = z.strictObject(
  {
    name: text,
    also: list(text).default([]),
    phone: phone.optional(),
    where: text.optional(),
    households: count.optional(),
    model: yes.optional(),
  },
  'map',
)
const officer = z.strictObject({ id, name: text, phone: phone.optional() }, 'map')
const office = z.strictObject(
  { id, name: text, phone, kinds: list(z.enum(kindCodes, 'kind')).default([]), people: list(officer).default([]) },
  'map',
)
const group = z.strictObject({ id: text, name: text, village: text.optional(), members: count.optional() }, 'map')
const people = list(text)

export const townSchema = z.strictObject(
  {
    town: text,
    county: text,
    centre: text,
    phones: z.strictObject({ duty: phone }, 'map'),
    contact_days: days.default(3),
    duty: z.strictObject({ now: text, deputy: text.optional(), leader: text.optional() }, 'map').optional(),
    named: z
      .strictObject(
        Object.fromEntries(discreetMatters.map((d) => [d, people.optional()])) as Record<Discreet, z.ZodOptional<typeof people>>,
        'map',
      )
      .optional(),
    offices: some(office),
    branches: some(z.strictObject({ id: id.optional(), name: text, villages: some(village) }, 'map')),
    groups: z.strictObject({ village: list(group).default([]), staff: group.optional() }, 'map').optional(),
    residents: list(z.strictObject({ id, name: text, village: text.optional() }, 'map')).optional(),
  },
  'map',
)

export type TownYaml = z.infer<typeof townSchema>
