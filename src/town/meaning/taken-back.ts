/** Hears that somebody takes their matter back in words of their own (不想办了, 撤了吧), or wants what they said deleted. Source: ours, 2026-11-25. */

const i = '(?:我们?|俺们?|咱们?)?'
const matter = '(?:(?:这|那)(?:件|个)?事(?:情|儿)?|(?:这|那)?(?:个|件)?案子|事儿?|我的事|俺的事)?'
const pursue = '(?:办|告|报|反映|追究|处理|调解|投诉|举报|登记|管|查|麻烦)'
const mine =
  '(?:我|俺)(?:们)?(?:家)?(?:刚才|刚刚|刚|以前|之前|上次|上回|前面)?(?:的|说的|讲的|发的|写的|报的|留的|登记的|反映的)(?:话|东西|信息|资料|记录|电话|名字|事|内容|照片|语音|这些|那些|一切|所有)*'
const gone = '(?:删除?|清除?|清空|抹|销毁|注销)(?:掉|了|光|干净)*'

const shapes: readonly (readonly [RegExp, 'cancel' | 'delete'])[] = [
  [
    new RegExp(
      `^${i}${matter}${i}(?:就|也|都|现在)*(?:不想|不用|不要|不必|不需要|用不着|甭|别)(?:你们?|您)?(?:再|去|给)*${pursue}(?:他们?|她们?|人家|这事|你们?|您)?了$`,
      'u',
    ),
    'cancel',
  ],
  [
    new RegExp(
      `^${i}${matter}${i}(?:不想(?:再)?(?:办|告|追究)|不再?(?:追究|计较|告)(?:他们?|她们?|人家)?了)(?:他们?|她们?|人家|这事)?$`,
      'u',
    ),
    'cancel',
  ],
  [
    new RegExp(
      `^${i}(?:想|要|得)?(?:把)?${i}(?:${matter}|登记的?|反映的?|报的|说的)(?:都|就|给我|给俺)*(?:撤了|撤掉|撤回来?|撤销|撤诉|撤案|销案|销了)了?$`,
      'u',
    ),
    'cancel',
  ],
  [
    /^(?:withdraw|take back|i withdraw|i take back)(?: it| this| that| my (?:report|case|complaint|words))+$|^(?:i )?(?:dont|do not|no longer) want (?:to (?:go on|pursue it|complain)|this|it)(?: any ?more)?$|^(?:there is |theres )?no (?:more )?need (?:any ?more|for it now)$/,
    'cancel',
  ],
  [new RegExp(`^(?:把|将)?${mine}(?:能不能|能|可以|请)?(?:都|全都?|全部|统统|一块儿?|给我|给俺)*${gone}(?:吗|么|不)?$`, 'u'), 'delete'],
  [new RegExp(`^${i}(?:想|要)?${gone}${mine}$`, 'u'), 'delete'],
  [/^(?:都|全都?|全部)?(?:给我|给俺)?(?:都|全都?|全部)?(?:删|删除|删掉)了?$/u, 'delete'],
  [
    /^(?:delete|erase|remove) (?:it all|everything|all|my (?:data|words|report|case|messages|information)|what i (?:said|wrote)|everything i (?:said|wrote))$/,
    'delete',
  ],
]

/** @param said one clause, folded, without signs @returns undefined where somebody else does so (他不办了), or something else is meant (他把我微信删了) */
export const takesBack = (said: string): 'cancel' | 'delete' | undefined => shapes.find(([pattern]) => pattern.test(said))?.[1]
