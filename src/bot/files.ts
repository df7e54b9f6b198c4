/** Which files are taken: by what the bytes are, not by what they are called; never unpacked, never run. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from '../store/outgoing.ts'

export interface FileLimits {
  /** Bytes. */
  readonly largest: number
}

export const fileLimits: FileLimits = { largest: 20 * 1024 * 1024 }

export type Fit =
  | { readonly ok: true; readonly kind: FileKind; readonly type: string }
  | { readonly ok: false; readonly why: 'size' | 'kind' | 'empty' }

const documents = new Set([
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/x-cfb',
])

/** Judges a file by its first bytes. A recording in a video container (as browsers make them) stays a voice message. */
export async function fitFile(said: FileKind | undefined, bytes: Uint8Array, limits: FileLimits): Promise<Fit> {
  if (bytes.length === 0) return { ok: false, why: 'empty' }
  if (bytes.length > limits.largest) return { ok: false, why: 'size' }
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (type === undefined) return { ok: false, why: 'kind' }
  if (type.startsWith('image/') && type !== 'image/svg+xml') return { ok: true, kind: 'photo', type }
  if (type.startsWith('audio/') || (said === 'voice' && /^(video|application)\/(webm|ogg|mp4|x-matroska)/.test(type)))
    return { ok: true, kind: 'voice', type: type.replace(/^video\//, 'audio/') }
  if (type.startsWith('video/')) return { ok: true, kind: 'video', type }
  return documents.has(type) ? { ok: true, kind: 'file', type } : { ok: false, why: 'kind' }
}
