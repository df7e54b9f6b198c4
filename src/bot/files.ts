/** Which files are taken: by what the bytes are, not by what they are called; never unpacked, never run. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from '../town/case.ts'
import type { Share } from './allowance.ts'

export interface FileLimits {
  /** Bytes. */
  readonly largest: number
  /** What one person may send in a day of the town (reliability §4): bytes of all, and how many. */
  readonly aDay: Share
  /** What comes in a day from one address: a household, or an office where several help others. */
  readonly ofAddress: Share
  /** What comes in a day from all who have no case yet, so that nobody fills the disk with ever new browsers. */
  readonly ofStrangers: Share
}

const mib = 1024 * 1024
export const fileLimits: FileLimits = {
  largest: 20 * mib,
  aDay: { bytes: 100 * mib, files: 20 },
  ofAddress: { bytes: 500 * mib, files: 100 },
  ofStrangers: { bytes: 2048 * mib, files: 400 },
}

/** @param sent what this person has sent today @returns how many bytes their next file may have; 0: none today */
export const roomToday = ({ aDay }: FileLimits, sent: Share): number =>
  sent.files >= aDay.files ? 0 : Math.max(0, aDay.bytes - sent.bytes)

export type Fit =
  | { readonly ok: true; readonly kind: FileKind; readonly type: string }
  | { readonly ok: false; readonly why: 'kind' | 'empty' }

/** So much of a file tells what it is. */
export const headBytes = mib

const documents = new Set([
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/x-cfb',
])

/** Judges a file by its first bytes. A recording in a video container (as browsers make them) stays a voice message. */
export async function fitFile(said: FileKind | undefined, head: Uint8Array): Promise<Fit> {
  if (head.length === 0) return { ok: false, why: 'empty' }
  const type = (await fileTypeFromBuffer(head))?.mime
  if (type === undefined) return { ok: false, why: 'kind' }
  if (type.startsWith('image/') && type !== 'image/svg+xml') return { ok: true, kind: 'photo', type }
  if (type.startsWith('audio/') || (said === 'voice' && /^(video|application)\/(webm|ogg|mp4|x-matroska)/.test(type)))
    return { ok: true, kind: 'voice', type: type.replace(/^video\//, 'audio/') }
  if (type.startsWith('video/')) return { ok: true, kind: 'video', type }
  return documents.has(type) ? { ok: true, kind: 'file', type } : { ok: false, why: 'kind' }
}
